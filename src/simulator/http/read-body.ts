import type { IncomingMessage } from 'node:http';

const NONE = Buffer.alloc(0);

/** All of a body. Rejects when the connection ends before it is complete, and then nothing has been done. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (length === undefined && encoding === undefined) return NONE;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
