import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { ask, failureOf, testFetch, textOf } from '../../support/fetching.ts';

function feedFile(content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'news-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'a feed #1.xml');
  writeFileSync(path, content);
  return { path, folder, address: pathToFileURL(path).href };
}

it('reads a file, offline too, and says "not modified" until it changes', async () => {
  const { address, path } = feedFile('<rss/>');
  const fetch = testFetch({ offline: true });
  const first = await fetch(ask(address));
  expect(textOf(first)).toBe('<rss/>');
  expect(first).toMatchObject({ url: address, permanentUrl: null, freshForMs: null });

  const { etag, lastModified } = first;
  expect((await fetch(ask(address, { etag, lastModified }))).bytes).toBeNull();

  writeFileSync(path, '<RSS/>');
  utimesSync(path, new Date(0), new Date(1));
  expect(textOf(await fetch(ask(address, { etag, lastModified })))).toBe('<RSS/>');
});

it('reads a bundled sample by its name, and no other file', async () => {
  const { path } = feedFile('sample');
  const fetch = testFetch({ resolveSample: (name) => (name === 'valley' ? path : null) });
  const result = await fetch(ask('sample:valley'));
  expect([textOf(result), result.url]).toEqual(['sample', 'sample:valley']);
  expect((await failureOf(fetch, ask('sample:../../etc/passwd'))).code).toBe('not-found');
});

it('refuses what is too large, missing, a folder or on another host', async () => {
  const { address, folder } = feedFile('x'.repeat(50));
  expect((await failureOf(testFetch({ maxBytes: 49 }), ask(address))).code).toBe('too-large');
  expect((await failureOf(testFetch(), ask(`${address}x`))).code).toBe('not-found');
  expect((await failureOf(testFetch(), ask(pathToFileURL(folder).href))).code).toBe('file');
  expect((await failureOf(testFetch(), ask('file://server/share/feed.xml'))).code).toBe('forbidden-address');
});
