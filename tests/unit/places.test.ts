import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPlaces } from '../../src/places.ts';

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
