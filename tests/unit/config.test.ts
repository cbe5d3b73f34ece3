import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSettings, settingRows, settings } from '../../src/config.ts';
import { settingsFile } from '../../src/settings-file.ts';

/** A config.json with this content; not given: none. */
function configWith(content?: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'news-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'config.json');
  if (content !== undefined) writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return { path, json: () => JSON.parse(readFileSync(path, 'utf8')) };
}

describe('reading', () => {
  it('without a file gives every setting its default, which is one that could be set', () => {
    const read = readSettings(configWith().path, {});
    expect(read).toMatchObject({ problems: [], unknown: [] });
    expect(read.values).toMatchObject({ 'refresh.timeout': 25_000, 'refresh.max-size': 15_000_000 });
    for (const [key, { default: otherwise, form }] of Object.entries(settings)) {
      expect([key, read.values[key as 'offline']]).toEqual([key, otherwise]);
      expect([key, form.read(form.write(otherwise as never))]).toEqual([key, otherwise]);
    }
  });

  it('lets flags overrule the environment, that the file, and that the default', () => {
    const { path } = configWith({ 'list.limit': 10, 'refresh.parallel': 10, offline: true });
    const env = { NEWS_REFRESH_PARALLEL: '20', NEWS_LIST_LIMIT: '20', NEWS_THEME: '' };
    const { values, origins } = readSettings(path, env, { 'list.limit': '30', theme: undefined });
    expect(values).toMatchObject({ 'list.limit': 30, 'refresh.parallel': 20, offline: true, theme: 'auto' });
    expect(origins).toMatchObject({
      'list.limit': 'flag',
      'refresh.parallel': 'environment',
      offline: 'file',
      theme: 'default',
    });
  });

  it('takes settings nested by hand, and names keys that are none', () => {
    const nested = { $schema: 'x', refresh: { parallel: 8, speed: 9 }, colour: 'never', list: 5, keys: { quit: 'q' } };
    const { values, unknown, problems } = readSettings(configWith(nested).path, {});
    expect(values).toMatchObject({ 'refresh.parallel': 8, keys: { quit: 'q' } });
    expect(unknown).toEqual(['refresh.speed', 'colour', 'list']);
    expect(problems).toEqual([]);
  });

  it('names key, value, place and valid forms of each value that does not hold, and goes on with the default', () => {
    const { path } = configWith({ theme: 'pink' });
    const { values, problems } = readSettings(path, { NEWS_OFFLINE: 'maybe' }, { 'list.limit': '0' });
    expect(values).toMatchObject({ theme: 'auto', offline: false, 'list.limit': 30 });
    expect(problems.map(({ code, message, next }) => [code, message, next]).toSorted()).toEqual([
      ['config', 'list.limit cannot be "0" (on the command line)', 'Use a whole number from 1, or all.'],
      ['config', 'offline cannot be "maybe" (NEWS_OFFLINE in the environment)', 'Use true or false.'],
      ['config', `theme cannot be "pink" (in ${path})`, 'Use auto, day or night.'],
    ]);
  });

  it.each(['{"offline": tru}', '[]', '"x"'])('survives the damaged file %s and says so', (content) => {
    const { path } = configWith(content);
    const { values, problems } = readSettings(path, {});
    expect(values.offline).toBe(false);
    expect(problems.map(({ code, message }) => [code, message.includes(path)])).toEqual([['config', true]]);
  });

  it('treats names of the language as ordinary words', () => {
    const { values, unknown } = readSettings(configWith('{"__proto__": {"offline": true}, "constructor": 1}').path, {});
    expect(values.offline).toBe(false);
    expect(unknown).toEqual(['__proto__', 'constructor']);
  });
});

describe('the list of settings', () => {
  it('shows each value as it could be set again', async () => {
    const { path } = configWith({ 'refresh.max-size': '20MB', 'list.limit': 'all' });
    const rows = settingRows(readSettings(path, {}));
    expect(rows.find(({ key }) => key === 'refresh.max-size')).toMatchObject({
      value: '20MB',
      default: '15MB',
      origin: 'file',
      environment: 'NEWS_REFRESH_MAX_SIZE',
    });
    for (const { key, value } of rows) {
      await settingsFile(path).set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
    expect(settingRows(readSettings(path, {})).map(({ value }) => value)).toEqual(rows.map(({ value }) => value));
  });
});

describe('writing', () => {
  it('sets and unsets, and keeps the rest of the file', async () => {
    const { path, json } = configWith({ mine: { a: 1 }, refresh: { parallel: 8, timeout: '5s' } });
    const file = settingsFile(path);
    await file.set('refresh.parallel', '16');
    await file.set('offline', 'yes');
    expect(json()).toEqual({ mine: { a: 1 }, refresh: { timeout: '5s' }, 'refresh.parallel': 16, offline: true });
    await file.unset('refresh.timeout');
    await file.unset('offline');
    await file.unset('mine');
    expect(json()).toEqual({ refresh: {}, 'refresh.parallel': 16 });
  });

  it('makes the file where there is none', async () => {
    const { path, json } = configWith();
    await settingsFile(path).set('theme', 'night');
    expect(json()).toEqual({ theme: 'night' });
  });

  it.each([
    ['nothing', '1'],
    ['__proto__', '1'],
    ['theme', 'pink'],
    ['time-zone', 'Asia/Nowhere'],
  ])('refuses %s = %s and leaves the file alone', async (key, value) => {
    const { path, json } = configWith({ theme: 'day' });
    await expect(settingsFile(path).set(key, value)).rejects.toMatchObject({ code: 'usage' });
    expect(json()).toEqual({ theme: 'day' });
  });

  it('refuses to take out a key that is neither ours nor there', async () => {
    await expect(settingsFile(configWith({}).path).unset('nothing')).rejects.toMatchObject({ code: 'usage' });
  });

  it('leaves a damaged file as it is', async () => {
    const { path } = configWith('{"theme": ');
    await expect(settingsFile(path).set('theme', 'day')).rejects.toMatchObject({ code: 'config' });
    expect(readFileSync(path, 'utf8')).toBe('{"theme": ');
  });

  it('of many at once loses none', async () => {
    const { path } = configWith();
    const keys = ['offline', 'mouse'] as const;
    await Promise.all(keys.map((key) => settingsFile(path).set(key, 'true')));
    expect(readSettings(path, {}).origins).toMatchObject({ offline: 'file', mouse: 'file' });
  });
});
