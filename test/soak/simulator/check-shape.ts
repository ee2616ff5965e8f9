import type { Answer } from '../../support/ask.js';
import { isBody } from '../../support/ask-lab.js';
import { SORRY } from '../../support/write-lab.js';
import type { Case } from './case.js';
import { readJson, readObject, unwrap } from './read-json.js';

/** What is wrong with an answer; undefined when nothing is. */
export type Complaint = string | undefined;

interface Read {
  /** Media type without parameters. */
  readonly type: string;
  /** The body, without the brackets of JSONP. */
  readonly text: string;
}

const METHOD_LIST = /^[A-Z]+(,[A-Z]+)*$/;
/** Resources that answer a write with what they have stored. */
const RETURNING = /^(experiment|sampleset|.*planned.*|.*template.*)$/;

function isPage({ type, text }: Read): boolean {
  return type === 'text/html' && /^<!DOCTYPE html>/i.test(text);
}

function isEmpty({ type, text }: Read): boolean {
  return text === '' && type !== 'application/json';
}

function isSorry({ type, text }: Read): boolean {
  return /json|javascript/.test(type) && text === SORRY;
}

/** `{"error": ...}`, or the errors of a resource under its name. */
function isError({ type, text }: Read, resource: string): boolean {
  if (!/json|javascript/.test(type)) return false;
  const entries = Object.entries(readObject(text) ?? {});
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0) return false;
  const [name, value] = entry;
  return name === 'error' ? typeof value === 'string' || typeof value === 'object' : name === resource;
}

function checkRead({ place }: Case, read: Read): Complaint {
  if (place === 'elsewhere')
    return isPage(read) || readJson(read.text) !== undefined ? undefined : 'neither page nor JSON';
  const object = readObject(read.text);
  if (object === undefined) return 'no object';
  if (place === 'object' || Object.keys(object).length === 0) return undefined;
  if (place === 'schema') return isBody(object['fields']) ? undefined : 'no schema';
  if (place === 'list') return isBody(object['meta']) ? undefined : 'no envelope';
  const isSet = Array.isArray(object['objects']) && !('meta' in object);
  const { not_found: missing = ['x'] } = object;
  return isSet && Array.isArray(missing) && missing.length > 0 ? undefined : 'no set';
}

/** A method list, an empty body or an object, with 200 and 202 of writes. */
function checkWritten({ resource }: Case, read: Read): Complaint {
  if (RETURNING.test(resource) && readObject(read.text) !== undefined) return undefined;
  return isEmpty(read) ? undefined : 'neither empty nor what was written';
}

function checkCreated(asked: Case, read: Read, { headers }: Answer): Complaint {
  if (headers.location?.startsWith('http://') !== true) return 'no absolute Location';
  return checkWritten(asked, read);
}

function checkMethods({ method }: Case, read: Read, { headers }: Answer): Complaint {
  // A list whose objects may not be put refuses to be patched without telling what it allows.
  if (isPage(read) || (method === 'PATCH' && isEmpty(read))) return undefined;
  return METHOD_LIST.test(read.text) && headers.allow === read.text ? undefined : 'no list of methods';
}

/** Only who is not let in is told how he would be. */
function checkUnauthorised({ caller }: Case, read: Read, { headers }: Answer): Complaint {
  if (!isEmpty(read)) return '401 with a body';
  const asksForCredentials = headers['www-authenticate'] !== undefined;
  return asksForCredentials === (caller === 'stranger') ? undefined : 'a wrong WWW-Authenticate';
}

function checkStatus(asked: Case, read: Read, answer: Answer): Complaint {
  const { method, resource } = asked;
  switch (answer.status) {
    case 200:
      if (asked.place === 'elsewhere' && !METHOD_LIST.test(read.text)) return checkRead(asked, read);
      if (method === 'GET' || asked.override === 'GET') return checkRead(asked, read);
      return method === 'OPTIONS' ? checkMethods(asked, read, answer) : checkWritten(asked, read);
    case 201:
      return checkCreated(asked, read, answer);
    case 202:
      return checkWritten(asked, read);
    case 301:
    case 302:
      return answer.headers.location?.startsWith('http://') === true ? undefined : 'no absolute Location';
    case 400:
      return isError(read, resource) || isPage(read) ? undefined : '400 with another body';
    case 401:
      return checkUnauthorised(asked, read, answer);
    case 404:
      return isEmpty(read) || isSorry(read) || isPage(read) ? undefined : '404 with another body';
    case 405:
      return checkMethods(asked, read, answer);
    case 411:
    case 414:
      return isPage(read) ? undefined : 'no page';
    case 500:
      return isSorry(read) || isPage(read) ? undefined : '500 with another body';
    default:
      return read.text === '' ? undefined : 'a body';
  }
}

/** Whether a body has the form that rundb gives it with this status. docs/rundb.md, "Error bodies" */
export function checkShape(asked: Case, answer: Answer): Complaint {
  if (asked.method === 'HEAD') return undefined;
  const type = answer.headers['content-type']?.split(';')[0] ?? '';
  const text = type === 'text/javascript' ? unwrap(answer.text) : answer.text;
  return checkStatus(asked, { type, text }, answer);
}
