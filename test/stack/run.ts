import { parseArgs } from 'node:util';
import { ADMIN_KEY } from '../support/ask.js';
import { serviceNames } from './loopback.js';
import { type Stack, startStack } from './stack.js';

const USAGE = `npm run stack -- [--port N]

Runs two gateways that share a Redis, behind nginx, before a simulated Torrent Server, until it is ended by Ctrl-C.
`;

const { values } = parseArgs({ options: { port: { type: 'string' }, help: { type: 'boolean' } } });

function describe(stack: Stack): string {
  const rows = serviceNames.map((name) => {
    const { pid } = stack.process(name);
    return `  ${name.padEnd(10)} ${stack.originOf(name).padEnd(24)} process ${pid}`;
  });
  return `
Two gateways that share a Redis, behind nginx, before a simulated Torrent Server: ${stack.url}

${rows.join('\n')}

  curl -s ${stack.url} -H 'Authorization: ${ADMIN_KEY}' -H 'Content-Type: application/json' -d '{"query":"{ chips(first: 3) { totalCount nodes { name } } }"}'

Ctrl-C ends them all; kill one to see the others go on.
`;
}

async function run(): Promise<void> {
  const stack = await startStack(values.port === undefined ? {} : { ports: { proxy: Number(values.port) } });
  process.stdout.write(describe(stack));
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    stack.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

if (values.help) process.stdout.write(USAGE);
else {
  run().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
