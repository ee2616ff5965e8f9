import type { Lab } from '../api.js';
import { API_PREFIX, describeIndex, MESH_NAMES, MESH_PREFIX, splitApiPath } from './api-paths.js';
import { findLogin, type Login } from './credentials.js';
import { viewOfMesh } from './mesh-views.js';
import { isPage, replyWithPage } from './pages.js';
import { printJson } from '../values/print-json.js';
import { quotePath } from './query-string.js';
import { EMPTY_TYPE, htmlPage, JSON_TYPE, type Reply, thrown, withHeaders } from './reply.js';
import { viewOfResource } from './resource-views.js';
import { viewOfServer } from './server-views.js';
import type { Sessions } from './sessions.js';
import type { SimulatorRequest } from './request.js';
import { answerView, type View } from './views.js';

/** What the web application knows besides the request. */
export interface Application {
  readonly lab: Lab;
  readonly sessions: Sessions;
  /** Whether callers from this machine are logged in as superuser, as on a real server. */
  readonly trustLoopback: boolean;
}

function viewOfApi({ lab }: Application, rest: string, request: SimulatorRequest): View | undefined {
  const slash = rest.indexOf('/');
  const resource = lab.resource(rest.slice(0, slash));
  const { release } = lab;
  return (
    viewOfServer(rest, release) ??
    (resource && viewOfResource(resource, rest.slice(slash + 1), request, release.hasMesh))
  );
}

/** The view of a path of either API; undefined for the index, for pages and for what does not exist. */
function findView(application: Application, path: string, request: SimulatorRequest): View | undefined {
  const place = splitApiPath(path);
  if (place === undefined || !place.rest.endsWith('/')) return undefined;
  if (place.prefix !== MESH_PREFIX) return viewOfApi(application, place.rest, request);
  const { lab } = application;
  return lab.release.hasMesh ? viewOfMesh(lab, place.rest, request) : undefined;
}

function isIndex({ lab }: Application, path: string): boolean {
  return path === API_PREFIX || (path === MESH_PREFIX && lab.release.hasMesh);
}

/** A path that exists but for its last slash is moved, before anybody is asked for credentials. */
function addSlash(application: Application, request: SimulatorRequest): Reply | undefined {
  if (request.path.endsWith('/')) return undefined;
  const path = `${request.path}/`;
  if (!isIndex(application, path) && findView(application, path, request) === undefined) return undefined;
  const query = request.query === '' ? '' : `?${request.query}`;
  const location = `http://${request.headers.host ?? ''}${quotePath(path)}${query}`;
  return { status: 301, body: '', type: EMPTY_TYPE, headers: { Location: location }, from: 'application' };
}

function replyWithIndex({ lab }: Application, path: string): Reply {
  const names = path === MESH_PREFIX ? MESH_NAMES : lab.names;
  return thrown(200, printJson(describeIndex(names, lab.release.hasMesh)), JSON_TYPE);
}

function route(application: Application, request: SimulatorRequest, login: Login): Reply {
  const view = findView(application, request.path, request);
  if (view !== undefined) return answerView(view, request, login);
  if (isIndex(application, request.path)) return replyWithIndex(application, request.path);
  if (isPage(request.path)) return replyWithPage(request, login);
  return htmlPage(404, '404 Not Found', { Vary: 'Cookie' });
}

/** What the web application answers. */
export function answerAsApplication(application: Application, request: SimulatorRequest): Reply {
  const moved = addSlash(application, request);
  if (moved !== undefined) return moved;
  const login = findLogin(request, application.sessions, application.trustLoopback);
  if (login.kind === 'crash') return htmlPage(500, 'Server Error (500)', {});
  const reply = route(application, request, login);
  if (login.kind !== 'opened') return reply;
  const cookie = `sessionid=${application.sessions.open(login.user)}; httponly; Path=/`;
  return withHeaders(reply, { 'Set-Cookie': cookie });
}
