/** Runs a soak of test/soak/, with the arguments given. */
import { runProgram } from './program.js';

await runProgram('test/soak/run.ts', process.argv.slice(2));
