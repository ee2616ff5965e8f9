import { readdir, readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Reply } from './reply.js';
import { pagePolicy } from './security-headers.js';

/** A file that may be sent: found when the process started, so that no path of a request ever reaches the disk. */
export interface StaticFile {
  readonly url: URL;
  readonly contentType: string;
  readonly etag: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** Files of a folder that a page may ask for, by name; none where there is no such folder. */
export async function listFiles(directory: URL): Promise<ReadonlyMap<string, StaticFile>> {
  const names = await readdir(directory).catch(() => []);
  const known = names.filter((name) => extname(name) in contentTypes);
  return new Map(
    await Promise.all(known.map(async (name) => [name, await describeFile(name, directory)] as const)),
  );
}

async function describeFile(name: string, directory: URL): Promise<StaticFile> {
  const url = new URL(name, directory);
  const { size, mtimeMs } = await stat(url);
  const etag = `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`;
  return { url, contentType: contentTypes[extname(name)] ?? 'application/octet-stream', etag };
}

/** Browsers keep the file, and ask each time whether it is still the same. */
export async function sendFile(
  { url, contentType, etag }: StaticFile,
  known: string | undefined,
): Promise<Reply> {
  const headers = {
    'content-type': contentType,
    'cache-control': 'no-cache',
    'content-security-policy': pagePolicy,
    etag,
  };
  if (known === etag) return { status: 304, headers, body: '' };
  return { status: 200, headers, body: await readFile(url) };
}
