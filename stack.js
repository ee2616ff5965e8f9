/** Runs all of docker-compose.yml as plain processes, with the arguments given. */
import { runProgram } from './program.js';

await runProgram('test/stack/run.ts', process.argv.slice(2));
