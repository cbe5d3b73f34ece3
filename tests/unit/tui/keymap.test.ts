import { describe, expect, it } from 'vitest';
import { NewsError } from '../../../src/core/errors.ts';
import { helpLines } from '../../../src/tui/help.ts';
import { bindings, commands, keyLabel, makeKeymap } from '../../../src/tui/keymap.ts';

function problemOf(keys: Record<string, string | string[]>): NewsError {
  try {
    makeKeymap(keys);
  } catch (error) {
    if (error instanceof NewsError) return error;
  }
  throw new Error('the keys were taken');
}

describe('the table of keys', () => {
  it('gives no key to two commands in one place', () => {
    const taken = new Map<string, string>();
    for (const command of commands) {
      for (const place of bindings[command].places) {
        for (const key of bindings[command].keys) {
          expect(taken.get(`${place} ${key}`), `${place} ${key}`).toBeUndefined();
          taken.set(`${place} ${key}`, command);
        }
      }
    }
  });

  it('means by a key what the pane makes of it', () => {
    const keymap = makeKeymap({});
    expect(keymap.find('list', '/')).toBe('filter');
    expect(keymap.find('article', '/')).toBe('find');
    expect(keymap.find('side', 'e')).toBe('rename');
    expect(keymap.find('list', 'é')).toBeNull();
  });

  it('lays the own keys over it, taking them from whatever had them there', () => {
    const keymap = makeKeymap({ favorite: ['s', 'f5'], search: 'ctrl+s' });
    expect(keymap.find('list', 's')).toBe('favorite');
    expect(keymap.find('list', 'f')).toBeNull();
    expect(keymap.find('article', 'f5')).toBe('favorite');
    expect(keymap.find('list', 'ctrl+s')).toBe('search');
    expect(keymap.keysOf('search')).toEqual(['ctrl+s']);
  });

  it('lets two commands change keys', () => {
    const keymap = makeKeymap({ open: 'c', comments: 'o' });
    expect([keymap.find('list', 'c'), keymap.find('list', 'o')]).toEqual(['open', 'comments']);
  });

  it.each([
    [{ favourite: 'f' }, /keys\.favourite/],
    [{ favorite: 'ctrl+' }, /keys\.favorite.*"ctrl\+"/],
    [{ favorite: 'ff' }, /"ff" is no key/],
    [{ favorite: '' }, /"" is no key/],
    [{ favorite: 'x', tag: 'x' }, /keys\.tag: "x" is given to "favorite" too/],
    [{ quit: [], close: [] }, /without a key/],
    [{ __proto__: null, constructor: 'x' }, /keys\.constructor/],
  ])('refuses %j and says where', (keys, words) => {
    const problem = problemOf(keys as unknown as Record<string, string>);
    expect(problem.code).toBe('config');
    expect(problem.message).toMatch(words);
    expect(problem.next).not.toBe('');
  });

  it('names keys as people read them', () => {
    expect(['ctrl+d', 'down', 'alt+x', '+', 'pagedown'].map(keyLabel)).toEqual(['^d', '↓', 'alt+x', '+', 'pgdn']);
  });
});

describe('the page of keys', () => {
  const textOf = (columns: number, own = {}) =>
    helpLines(makeKeymap(own), columns).map((row) => row.map(({ text }) => text).join(''));

  it('shows every command that has a key, with its first words', () => {
    const text = textOf(200).join('\n');
    for (const command of commands) expect(text).toContain(bindings[command].help.split(',')[0]);
  });

  it('follows the own keys', () => {
    expect(textOf(100, { favorite: 'ctrl+k' }).some((line) => /^\^k\s+keep as a favorite/.test(line))).toBe(true);
  });

  it.each([20, 40, 80, 300])('fits in %i columns', (columns) => {
    for (const line of textOf(columns)) expect(line.length).toBeLessThanOrEqual(columns);
  });
});
