// A fast stand-in for the rundb REST API: bodies are serialized once, answers are cached by URL,
// and HTTP/1.1 keep-alive GETs are parsed straight off the socket (node:http costs several times more).
//   PORT, DELAY_MS (per request), DELAY_PER_OBJECT_MS, CONCURRENCY (requests in service at once, 0 = no limit)
// GET /__stats -> {requests, bytes, maxInFlight};  /__set?delay=25&perObject=0&concurrency=8 changes the knobs.
import net from 'node:net';
import { API, objects, resources } from './data.js';

const PAGE = 20,
  MAX_LIMIT = 1000,
  MAX_URL = 8190; // Tastypie's and Apache's defaults
const knobs = {
  delay: Number(process.env.DELAY_MS ?? 0),
  perObject: Number(process.env.DELAY_PER_OBJECT_MS ?? 0),
  concurrency: Number(process.env.CONCURRENCY ?? 0),
};
const stats = { requests: 0, bytes: 0, maxInFlight: 0, errors: 0 };

const tables = {}; // made when first asked for: a large lab's tables take hundreds of megabytes each
function tableOf(name) {
  if (!resources.includes(name)) return undefined;
  if (!tables[name]) {
    const rows = objects(name);
    tables[name] = {
      rows,
      byId: new Map(rows.map((row, i) => [row.id, i])),
      bodies: rows.map((row) => Buffer.from(JSON.stringify(row))),
      indexes: {},
      columns: {},
    };
  }
  return tables[name];
}

const idOf = (value) =>
  typeof value === 'string' && value.startsWith(API) ? value.split('/').at(-2) : String(value);
function index(table, field) {
  // value (or id of the linked object) -> row numbers
  return (table.indexes[field] ??= table.rows.reduce((map, row, i) => {
    for (const value of [row[field]].flat()) {
      const key = idOf(value);
      map.has(key) ? map.get(key).push(i) : map.set(key, [i]);
    }
    return map;
  }, new Map()));
}
/** The values of a field, or the ids of what it links to. */
function column(table, field, isLinked) {
  const name = isLinked ? `${field}__id` : field;
  const valueOf = (row) => (isLinked ? Number(idOf(row[field])) : row[field]);
  return (table.columns[name] ??= table.rows.map(valueOf));
}
const compare = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  icontains: (a, b) => String(a).toLowerCase().includes(String(b).toLowerCase()),
  startswith: (a, b) => String(a).startsWith(b),
  regex: (a, b) => new RegExp(b).test(String(a)),
  isnull: (a, b) => (a === null) === /^(true|1)$/i.test(b),
};

function select(table, params) {
  let rows = null;
  for (const key of new Set(params.keys())) {
    if (['limit', 'offset', 'order_by', 'format'].includes(key)) continue;
    const [field, ...path] = key.split('__');
    const isLinked = path[0] === 'id' && path.length > 1; // report__id__gte: of the linked row
    const lookup = path.at(isLinked ? 1 : 0) ?? 'exact';
    if (!(field in table.rows[0])) return null;
    let found;
    if (lookup === 'exact' || lookup === 'in') {
      // Tastypie's __in takes commas, and the key repeated
      const values = params.getAll(key).flatMap((v) => (lookup === 'in' ? v.split(',') : v));
      found = [...new Set(values)].flatMap((v) => index(table, field).get(v) ?? []).sort((a, b) => a - b);
    } else if (compare[lookup]) {
      const value = params.get(key),
        number = Number(value);
      found = column(table, field, isLinked).flatMap((own, i) =>
        compare[lookup](own, typeof own === 'number' ? number : value) ? i : [],
      );
    } else return null;
    const keep = rows && new Set(rows);
    rows = keep ? found.filter((i) => keep.has(i)) : found;
  }
  rows ??= table.rows.keys().toArray?.() ?? [...table.rows.keys()];
  for (const order of params.getAll('order_by').reverse()) {
    // the sort is stable: the last key first
    const down = order[0] === '-',
      field = order.replace('-', '');
    rows = [...rows].sort((a, b) => {
      const x = table.rows[a][field],
        y = table.rows[b][field];
      return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1);
    });
  }
  return rows;
}

const join = (head, bodies, tail) =>
  Buffer.concat([
    Buffer.from(head),
    ...bodies.flatMap((b, i) => (i ? [Buffer.from(','), b] : [b])),
    Buffer.from(tail),
  ]);
const challenge = { '401 Unauthorized': 'WWW-Authenticate: Basic Realm="django-tastypie"\r\n' };
const reply = (status, body) => ({
  objects: 0,
  bytes: Buffer.concat([
    Buffer.from(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${challenge[status] ?? ''}Content-Length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]),
});
const error = (status, message) => reply(status, Buffer.from(JSON.stringify({ error: message })));

const release = reply('200 OK', Buffer.from('{"meta_version":"5.18.1"}')).bytes; // anybody may ask for it
const account = {
  ...reply(
    '200 OK',
    Buffer.from(
      '{"meta":{"limit":1,"next":null,"offset":0,"previous":null,"total_count":1},"objects":[{"id":1,"username":"bench","is_superuser":false,"is_staff":false,"is_active":true,"resource_uri":"/rundb/api/v1/account/1/"}]}',
    ),
  ),
  objects: 1,
};

function answer(url) {
  if (url.length > MAX_URL) return error('414 Request-URI Too Long', 'too long');
  const { pathname, searchParams } = new URL(url, 'http://x');
  const [, resource, rest] = pathname.match(/^\/rundb\/api\/v1\/(\w+)\/(.*)$/) ?? [];
  if (resource === 'account') return account;
  const table = tableOf(resource);
  if (!table) return error('404 Not Found', 'no such resource');
  if (rest.startsWith('set/')) {
    const ids = decodeURIComponent(rest.slice(4)).replace(/\/$/, '').split(';').filter(Boolean);
    const found = ids.filter((id) => table.byId.has(Number(id)));
    const body = join(
      '{"objects":[',
      found.map((id) => table.bodies[table.byId.get(Number(id))]),
      `],"not_found":${JSON.stringify(ids.filter((id) => !table.byId.has(Number(id))))}}`,
    );
    return { ...reply('200 OK', body), objects: found.length };
  }
  if (rest) {
    const i = table.byId.get(Number(rest.replace('/', '')));
    return i === undefined
      ? error('404 Not Found', 'not found')
      : { ...reply('200 OK', table.bodies[i]), objects: 1 };
  }
  const rows = select(table, searchParams);
  if (!rows) return error('400 Bad Request', 'invalid filter');
  const limit = Math.min(Number(searchParams.get('limit') ?? PAGE) || MAX_LIMIT, MAX_LIMIT),
    offset = Number(searchParams.get('offset') ?? 0);
  const page = (at) => {
    const p = new URLSearchParams(searchParams);
    p.set('offset', at);
    p.set('limit', limit);
    return `${pathname}?${p}`;
  };
  const meta = {
    limit,
    next: offset + limit < rows.length ? page(offset + limit) : null,
    offset,
    previous: offset > 0 ? page(Math.max(0, offset - limit)) : null,
    total_count: rows.length,
  };
  const shown = rows.slice(offset, offset + limit);
  return {
    ...reply(
      '200 OK',
      join(
        `{"meta":${JSON.stringify(meta)},"objects":[`,
        shown.map((i) => table.bodies[i]),
        ']}',
      ),
    ),
    objects: shown.length,
  };
}

const cache = new Map();
let cached = 0;
function cachedAnswer(url) {
  let hit = cache.get(url);
  if (!hit) {
    hit = answer(url);
    if ((cached += hit.bytes.length) > 1e9) {
      cache.clear();
      cached = hit.bytes.length;
    }
    cache.set(url, hit);
  }
  return hit;
}

let busy = 0;
const queue = [];
function serve(url, socket, send) {
  const hit = cachedAnswer(url),
    ms = knobs.delay + knobs.perObject * hit.objects;
  const start = () => {
    if (++busy > stats.maxInFlight) stats.maxInFlight = busy;
    const done = () => {
      busy--;
      stats.requests++;
      stats.bytes += hit.bytes.length;
      if (hit.bytes[9] !== 50) stats.errors++;
      send(hit.bytes);
      queue.shift()?.();
    };
    ms ? setTimeout(done, ms) : done();
  };
  knobs.concurrency && busy >= knobs.concurrency ? queue.push(start) : start();
}

function control(url) {
  const { pathname, searchParams } = new URL(url, 'http://x');
  if (pathname === '/__set')
    for (const [key, value] of searchParams) if (key in knobs) knobs[key] = Number(value);
  const body = reply('200 OK', Buffer.from(JSON.stringify({ ...stats, ...knobs, pid: process.pid }))).bytes;
  stats.maxInFlight = busy;
  return body;
}

const server = net.createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  let text = '';
  let turn = Promise.resolve(),
    waiting = 0; // answers leave in the order of the requests, should a client pipeline
  socket.on('data', (chunk) => {
    text += chunk.latin1Slice();
    for (let end; (end = text.indexOf('\r\n\r\n')) >= 0;) {
      const head = text.slice(0, end);
      text = text.slice(end + 4);
      const url = head.slice(4, head.indexOf(' ', 4));
      if (url.startsWith('/__')) socket.write(control(url));
      else if (url === `${API}/torrentsuite/version/`) socket.write(release);
      else if (!head.startsWith('GET ')) socket.write(error('405 Method Not Allowed', 'GET only').bytes);
      else if (!/\r\nauthorization: ApiKey \S+:\S+/i.test(head))
        socket.write(error('401 Unauthorized', 'ApiKey user:key wanted').bytes);
      else if (!waiting && !text) {
        waiting++;
        serve(url, socket, (bytes) => {
          waiting--;
          socket.write(bytes);
        });
      } else {
        waiting++;
        const before = turn;
        turn = new Promise((next) =>
          serve(url, socket, async (bytes) => {
            await before;
            waiting--;
            socket.write(bytes);
            next();
          }),
        );
      }
    }
  });
});
server.listen(Number(process.env.PORT ?? 4800), '127.0.0.1', () =>
  console.log(`rundb stub on http://127.0.0.1:${server.address().port}${API}/`),
);
