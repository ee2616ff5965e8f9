import type { Login } from './credentials.js';
import { quotePath } from './query-string.js';
import { EMPTY_TYPE, htmlPage, type Reply } from './reply.js';
import type { SimulatorRequest } from './request.js';

/** First parts of the paths of the web pages and of the files, which know no API key, see docs/rundb.md, "Files". */
const PAGES = new Set(['admin', 'configure', 'data', 'home', 'monitor', 'output', 'plan', 'report', 'runs']);

/** Whether a path leads to a page for people, or to a file. */
export function isPage(path: string): boolean {
  return path === '/' || path === '/login/' || PAGES.has(path.split('/')[1] ?? '');
}

/** To the login page, and from there back to the path asked. */
export function redirectToLogin(host: string | undefined, path: string): Reply {
  const location = `http://${host ?? ''}/login/?next=${quotePath(path)}`;
  const headers = { Location: location, Vary: 'Cookie' };
  return { status: 302, body: '', type: EMPTY_TYPE, headers, from: 'application' };
}

/** To the login page who has no session; the others get a page that says that there are none here. */
export function replyWithPage(request: SimulatorRequest, login: Login): Reply {
  if (login.kind !== 'nobody' || request.path === '/login/') {
    return htmlPage(200, 'The simulator has no pages', { Vary: 'Cookie,Accept-Encoding' });
  }
  return redirectToLogin(request.headers.host, request.path);
}
