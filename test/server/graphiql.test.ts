import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from './stand-in.js';

let server: StandIn;
beforeAll(async () => {
  server = await startStandIn({ parts: { presetHeaders: { Authorization: 'ApiKey demo:key' } } });
});
afterAll(() => server.close());

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('GraphiQL', () => {
  it('is what a browser sees at /graphql, without credentials', async () => {
    const response = await server.send('/graphql', { headers: browser });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toContain('<title>rundb-graphql</title>');
  });

  it('loads nothing from elsewhere and runs no inline script', async () => {
    const html = await (await server.send('/graphql', { headers: browser })).text();
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  });

  it('may load only what comes from here, and be framed by nobody', async () => {
    const page = await server.send('/graphql', { headers: browser });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|blob:|https?:/);
    const worker = await server.send('/graphql/graphiql/graphql.worker.js');
    expect(worker.headers.get('content-security-policy')).toBe(policy);
  });

  it.each([['*/*'], ['application/json'], ['application/json, text/html;q=0.5'], ['text/html;q=0']])(
    'is not what %s asks for',
    async (accept) => {
      const response = await server.send('/graphql?query={hello}', { headers: { accept } });
      expect(response.headers.get('content-type')).toContain('application/json');
    },
  );

  it('knows the examples and the preset header', async () => {
    const response = await server.send('/graphql/graphiql/settings.json');
    const names = readdirSync('examples').filter((name) => name.endsWith('.graphql'));
    const settings = (await response.json()) as { examples: { name: string; query: string }[] };
    expect(settings).toMatchObject({ headers: { Authorization: 'ApiKey demo:key' } });
    expect(settings.examples.map(({ name }) => `${name}.graphql`).sort()).toEqual(names.sort());
    const numbers = settings.examples.map(({ name }) => Number.parseInt(name, 10));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    for (const { query } of settings.examples) expect(query).toContain('{');
  });

  it.each([
    ['page.js', 'text/javascript; charset=utf-8'],
    ['page.css', 'text/css; charset=utf-8'],
    ['editor.worker.js', 'text/javascript; charset=utf-8'],
    ['json.worker.js', 'text/javascript; charset=utf-8'],
    ['graphql.worker.js', 'text/javascript; charset=utf-8'],
    ['codicon.ttf', 'font/ttf'],
  ])('sends its file %s once, then says that it is the same', async (name, type) => {
    const path = `/graphql/graphiql/${name}`;
    const first = await server.send(path);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, type]);
    const etag = first.headers.get('etag') ?? '';
    const again = await server.send(path, { headers: { 'if-none-match': etag } });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
  });

  it.each([['.inputs'], ['..%2f..%2fpackage.json'], ['nothing.js'], ['']])('has no file %j', async (name) => {
    expect((await server.send(`/graphql/graphiql/${name}`)).status).toBe(404);
  });
});

describe('GraphiQL without presets', () => {
  it('presets no header', async () => {
    const plain = await startStandIn();
    const settings = await (await plain.send('/graphql/graphiql/settings.json')).json();
    await plain.close();
    expect(settings).not.toHaveProperty('headers');
  });
});

describe('GraphiQL switched off', () => {
  it('leaves no page and no files', async () => {
    const off = await startStandIn({ environment: { GRAPHIQL: 'off' } });
    const page = await off.send('/graphql', { headers: browser });
    const file = await off.send('/graphql/graphiql/page.js');
    await off.close();
    expect([page.status, page.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
    expect(file.status).toBe(404);
  });
});
