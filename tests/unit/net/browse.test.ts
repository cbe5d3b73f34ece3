import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openInBrowser } from '../../../src/net/browse.ts';

/** A program that writes its arguments, one a line, to a file. */
function program(exitCode = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'news-browse-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [path, said] = [join(folder, 'browser'), join(folder, 'said')];
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' "$@" > '${said}'\nexit ${exitCode}\n`);
  chmodSync(path, 0o755);
  return { path, args: () => (existsSync(said) ? readFileSync(said, 'utf8').trimEnd().split('\n') : null) };
}

const nowhere = { PATH: '/nonexistent' };

function open(address: string, env: Record<string, string>, browser = '') {
  return openInBrowser(address, { browser, env: { ...nowhere, ...env }, platform: 'linux' });
}

it('hands the address to $BROWSER as one argument that no shell reads', async () => {
  const { path, args } = program();
  await open('https://example.org/a b?q=$(touch pwned);`id`&x="y"', { BROWSER: path });
  expect(args()).toEqual(['https://example.org/a%20b?q=$(touch%20pwned);`id`&x=%22y%22']);
});

it('puts the address where %s stands, and tries one program after another', async () => {
  const [broken, works] = [program(3), program()];
  await open('http://example.org', { BROWSER: `/no/such/program:${broken.path}:${works.path} --new %s --quiet` });
  expect(works.args()).toEqual(['--new', 'http://example.org/', '--quiet']);
});

it('prefers the program of the settings', async () => {
  const [own, other] = [program(), program()];
  await open('http://example.org/', { BROWSER: other.path }, `${own.path} -p`);
  expect([own.args(), other.args()]).toEqual([['-p', 'http://example.org/'], null]);
});

it('says so when there is no browser', async () => {
  await expect(open('http://example.org/', {})).rejects.toMatchObject({ code: 'program' });
});

it('hands mail to the platform’s program, where the caller means it, and to no browser', async () => {
  const [browser, mailer] = [program(), program()];
  const folder = mkdtempSync(join(tmpdir(), 'news-mail-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(mailer.path, join(folder, 'xdg-open'));
  const env = { PATH: `${folder}:/usr/bin:/bin`, BROWSER: browser.path };
  const address = 'mailto:?subject=Tides & "more"&body=https://a.example/%0Aline';
  await openInBrowser(address, { browser: browser.path, env, platform: 'linux', mail: true });
  expect(mailer.args()).toEqual(['mailto:?subject=Tides%20&%20%22more%22&body=https://a.example/%0Aline']);
  expect(browser.args()).toBeNull();
});

it('opens nothing but mail and pages for one who may send mail', async () => {
  const { path, args } = program();
  const settings = { browser: path, env: nowhere, platform: 'linux', mail: true } as const;
  for (const address of ['file:///etc/passwd', 'javascript:alert(1)', 'tel:123', '--help'])
    await expect(openInBrowser(address, settings)).rejects.toMatchObject({ code: 'forbidden-address' });
  expect(args()).toBeNull();
});

it.each(['file:///etc/passwd', 'javascript:alert(1)', '--help', 'mailto:a@example.org', ''])(
  'does not open %s',
  async (address) => {
    const { path, args } = program();
    await expect(open(address, { BROWSER: path })).rejects.toMatchObject({ code: 'forbidden-address' });
    expect(args()).toBeNull();
  },
);
