import { apachePage } from '../http/apache.js';
import { redirectToLogin } from '../http/pages.js';
import type { Reply } from '../http/reply.js';
import { type RawRequest, splitTarget } from '../http/request.js';
import type { PageName } from './weather.js';

const TITLES = {
  500: 'Internal Server Error',
  502: 'Proxy Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

/** The page of a server whose software is being updated: a file, as its headers show. */
function maintenancePage(): Reply {
  const body =
    '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">\n<head><title>Maintenance</title></head>\n<body><h1>The software of this server is being updated</h1></body>\n</html>\n';
  const headers = {
    'Last-Modified': 'Mon, 01 Jan 2024 00:00:00 GMT',
    ETag: `"${body.length.toString(16)}-60e0"`,
    'Accept-Ranges': 'bytes',
  };
  return { status: 503, body, type: 'text/html; charset=utf-8', headers, from: 'apache' };
}

/** The page that is answered instead of what was asked for. */
export function faultPage(name: PageName, { headers, target }: RawRequest): Reply {
  if (name === 'maintenance') return maintenancePage();
  if (name === 'login') return redirectToLogin(headers.host, splitTarget(target)[0]);
  return apachePage(name, TITLES[name]);
}
