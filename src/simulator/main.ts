import { describeStart, HELP, readCommand } from './command.js';
import { startSimulator } from './server.js';

/** Starts, tells where (a parent process by message, people by a line), and ends with the parent or by signal. */
async function run(): Promise<void> {
  const options = readCommand(process.argv.slice(2));
  if (options === undefined) return void process.stdout.write(HELP);
  const simulator = await startSimulator(options);
  const stop = (): void => void simulator.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
  if (process.send) process.send({ port: simulator.port });
  else process.stdout.write(describeStart(simulator));
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
