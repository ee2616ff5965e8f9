/** What any request may be answered: moved, not understood, not let in, not found, not allowed, crashed. */
const ANYWHERE = [301, 302, 400, 401, 404, 405, 410, 414, 500, 501];

const BY_METHOD: Readonly<Record<string, readonly number[]>> = {
  GET: [200, 300],
  POST: [201, 202, 411],
  PUT: [200, 201, 204],
  PATCH: [202],
  PROPPATCH: [202],
  DELETE: [204],
  OPTIONS: [200],
};

/** The index of an API and the pages for people answer whatever the method is. */
const INDEX_OR_PAGE = /^\/(rundb\/api\/(mesh\/)?v1\/|login\/|output\/.*)?$/;

/** Whether rundb ever answers a method so. docs/rundb.md, "Status codes" */
export function isAllowedStatus(method: string, path: string, status: number): boolean {
  if (INDEX_OR_PAGE.test(path) && status === 200) return true;
  return ANYWHERE.includes(status) || BY_METHOD[method]?.includes(status) === true;
}
