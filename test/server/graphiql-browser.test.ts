import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type StandIn, startStandIn } from './stand-in.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isThere = existsSync(executablePath);
if (!isThere && process.env['CI'])
  throw new Error(`CI needs a browser, and there is none at ${executablePath}`);
if (!isThere)
  console.info(`skipped: GraphiQL in a browser (none at ${executablePath}; CHROMIUM names another)`);

const presetHeaders = { Authorization: 'ApiKey demo:key' };
const patience = 60_000;

let server: StandIn;
let browser: Browser;
let page: Page;
const asked: string[] = [];
const complaints: string[] = [];

/** Every name but our own leads nowhere, so that a request to elsewhere is seen and fails. */
const flags = ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];

async function visibleHeaders(): Promise<string | undefined> {
  const editor = page.locator('.graphiql-editor-tool .view-lines').filter({ visible: true });
  return (await editor.textContent())?.replaceAll('\u00a0', ' ');
}

(isThere ? describe : describe.skip)('GraphiQL in a browser', () => {
  beforeAll(async () => {
    server = await startStandIn({ parts: { presetHeaders } });
    browser = await chromium.launch({ executablePath, args: flags });
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text()))
        complaints.push(message.text().slice(0, 300));
    });
    await page.goto(server.url);
    await page.waitForSelector('.graphiql-query-editor .view-lines', { timeout: patience });
  }, patience);

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('shows the examples as tabs', async () => {
    const { examples } = (await (await server.send('/graphql/graphiql/settings.json')).json()) as {
      examples: { query: string }[];
    };
    const titles = await page.locator('.graphiql-tab-button').allTextContents();
    expect(examples.length).toBeGreaterThan(4);
    expect(titles).toEqual(examples.map(({ query }) => /query (\w+)/.exec(query)?.[1]));
  });

  it('shows the preset header', async () => {
    expect(await visibleHeaders()).toContain('"Authorization": "ApiKey demo:key"');
  });

  it(
    'sends an operation with it, and shows the answer',
    async () => {
      await page.getByLabel('New tab').click();
      await page.locator('.graphiql-query-editor .monaco-editor').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText('{ hello(name: "browser") }');
      await page.locator('.graphiql-execute-button').click();
      const answer = page.locator('.graphiql-response', { hasText: 'hello browser' });
      await answer.waitFor({ timeout: patience });
      expect(server.opened.at(-1)?.credentials.default).toEqual({ authorization: 'ApiKey demo:key' });
    },
    patience,
  );

  it(
    'explains the schema',
    async () => {
      await page.getByLabel('Show Documentation Explorer').click();
      await page
        .locator('.graphiql-doc-explorer-content', { hasText: 'Mutation' })
        .waitFor({ timeout: patience });
    },
    patience,
  );

  it(
    'keeps its tabs and the preset header over a reload',
    async () => {
      await page.reload();
      await page.waitForSelector('.graphiql-query-editor .view-lines', { timeout: patience });
      await page.locator('.view-lines', { hasText: 'browser' }).first().waitFor({ timeout: patience });
      for (const tab of await page.locator('.graphiql-tab-button').all()) {
        await tab.click();
        expect(await visibleHeaders()).toContain('ApiKey demo:key');
      }
    },
    patience,
  );

  it('asks nobody but the gateway, and breaks nowhere', () => {
    const elsewhere = asked.filter(
      (url) => !url.startsWith(`${server.origin}/`) && !/^(data|blob):/.test(url),
    );
    expect(asked.some((url) => url.endsWith('graphql.worker.js'))).toBe(true);
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
