import { describe, expect, it } from 'vitest';
import { entry } from '../../../src/tui/reduce-side.ts';
import { article, testReader } from '../../support/reader-state.ts';

const articles = Array.from({ length: 5 }, (_, number) => article(number));

function reader(words: readonly string[] = ['source add', 'source remove', 'status']) {
  const made = testReader(articles, { preferences: { words } });
  made.act({
    kind: 'side-loaded',
    entries: [
      entry('view', 'All articles', ''),
      entry('section', 'World', 'section:World'),
      entry('source', 'The Harbor Paper', 'source:s1'),
      entry('source', 'Heron Post', 'source:s2'),
    ],
    tags: ['harbor', 'harvest', 'sea salt'],
    status: { sources: 2, failed: 0, lastUpdate: null, unread: 5, city: null },
  });
  return made;
}

const line = (keys: string) => reader().press(keys).state.input?.text;

describe('tab', () => {
  it('goes through what can follow', () => {
    const made = reader().press(':source \t');
    expect(made.state.input?.text).toBe('source add');
    expect(made.press('\t').state.input?.text).toBe('source remove');
  });

  it('goes back with shift', () => {
    expect(line(':source \t\t\x1b[Z')).toBe('source add');
  });

  it('begins anew after something else was typed', () => {
    expect(line(':stat\t\x7f\x7f\x7f\x7f\x7f\x7fsource re\t')).toBe('source remove');
  });

  it('knows the keys’ own commands as well', () => {
    expect(line(':favor\t')).toBe('favorite');
  });

  it.each([
    ['/tag:harv\t', 'tag:harvest'],
    ['/tag:sea\t', 'tag:"sea salt"'],
    ['/-tag:harv\t', '-tag:harvest'],
    ['/is:un\t', 'is:unread'],
    ['/source:her\t', 'source:"Heron Post"'],
    ['/section:\t', 'section:World'],
    ['/storm sec\t', 'storm section:'],
    ['thar\t', 'harbor'],
    ['t-harv\t', '-harvest'],
  ])('completes %j to %j', (keys, text) => {
    expect(line(keys)).toBe(text);
  });

  it('completes in the middle of a line and keeps what follows', () => {
    expect(line('/tag:harv storm\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\t')).toBe('tag:harvest storm');
  });

  it('goes around at the end of the choices', () => {
    expect(line('/tag:har\t\t\t')).toBe('tag:harbor');
    expect(line('/tag:har\t\x1b[Z')).toBe('tag:harvest');
  });

  it('leaves alone what nothing begins with, and lines that have nothing to complete', () => {
    expect(line(':zzz\t')).toBe('zzz');
    expect(line('ahttps://har\t')).toBe('https://har');
  });
});
