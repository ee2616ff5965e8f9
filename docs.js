/** Writes the parts of docs/ that are measured and generated. */
import { runProgram } from './program.js';

await runProgram('test/docs/renew.ts', process.argv.slice(2));
