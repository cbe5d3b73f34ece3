import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findPlaces, makeFolder } from '../../src/places.ts';

const homedir = '/home/ana';

describe('findPlaces', () => {
  it.each([
    ['linux', {}, '/home/ana/.config/news', '/home/ana/.local/share/news'],
    ['linux', { XDG_CONFIG_HOME: '/c', XDG_DATA_HOME: '/d' }, '/c/news', '/d/news'],
    ['linux', { XDG_CONFIG_HOME: 'c', XDG_DATA_HOME: '' }, '/home/ana/.config/news', '/home/ana/.local/share/news'],
    ['darwin', {}, '/home/ana/Library/Preferences/news', '/home/ana/Library/Application Support/news'],
    ['linux', { NEWS_HOME: '/n', XDG_CONFIG_HOME: '/c' }, '/n', '/n'],
    ['darwin', { NEWS_HOME: '/n' }, '/n', '/n'],
  ] as const)('on %s with %j', (platform, env, config, data) => {
    expect(findPlaces({ platform, env, homedir })).toEqual({
      home: data,
      config: `${config}/config.json`,
      favorites: `${config}/favorites.json`,
      database: `${data}/news.db`,
    });
  });

  it('takes NEWS_HOME from where the command runs', () => {
    expect(findPlaces({ platform: 'linux', env: { NEWS_HOME: 'here' }, homedir }).home).toBe(
      join(process.cwd(), 'here'),
    );
  });
});

describe('makeFolder', () => {
  it('makes it for its owner only, and leaves one that is there', () => {
    const path = mkdtempSync(join(tmpdir(), 'news-places-'));
    onTestFinished(() => rmSync(path, { recursive: true }));
    const inner = join(path, 'a', 'b');
    makeFolder(inner);
    makeFolder(inner);
    for (const made of [inner, join(path, 'a')]) expect(statSync(made).mode & 0o777).toBe(0o700);
    writeFileSync(join(path, 'file'), '');
    expect(() => makeFolder(join(path, 'file', 'c'))).toThrow(expect.objectContaining({ code: 'file' }));
  });
});
