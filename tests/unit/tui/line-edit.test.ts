import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editLine, insertText, splitWords } from '../../../src/tui/line-edit.ts';

/** The line with a bar where the cursor is. */
function marked(text: string, ...keys: string[]): string {
  const charactersOf = (line: string) => [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  const cursor = charactersOf(text.slice(0, text.indexOf('|'))).length;
  let line = { text: text.replace('|', ''), cursor };
  for (const key of keys) line = editLine(line, key) ?? insertText(line, key);
  const characters = charactersOf(line.text);
  return [...characters.slice(0, line.cursor), '|', ...characters.slice(line.cursor)].join('');
}

describe('editing a line', () => {
  it.each([
    ['ab|', ['backspace'], 'a|'],
    ['|ab', ['backspace'], '|ab'],
    ['a|b', ['delete'], 'a|'],
    ['tag:x is:unread|', ['ctrl+w'], 'tag:x |'],
    ['one two  |', ['ctrl+w'], 'one |'],
    ['one two|', ['ctrl+u'], '|'],
    ['one| two', ['ctrl+k'], 'one|'],
    ['ab|', ['left', 'left', 'left', 'x'], 'x|ab'],
    ['|ab', ['end', 'x'], 'abx|'],
    ['ab|', ['home', 'x'], 'x|ab'],
    ['e\u0301|', ['backspace'], '|'],
    ['👩‍🚀|', ['backspace'], '|'],
    ['漢|字', ['right', 'x'], '漢字x|'],
  ])('%j after %j is %j', (before, keys, after) => {
    expect(marked(before, ...keys)).toBe(after);
  });

  it('makes a pasted text one line and refuses one without end', () => {
    expect(insertText({ text: '', cursor: 0 }, 'a\n\tb').text).toBe('a  b');
    expect(insertText({ text: 'a', cursor: 1 }, 'x'.repeat(5000)).text).toBe('a');
  });

  it('keeps the cursor inside the line, whatever is pressed', () => {
    const key = fc.constantFrom(
      'backspace',
      'delete',
      'ctrl+w',
      'left',
      'right',
      'home',
      'end',
      'alt+b',
      'x',
      ' ',
      '漢',
      'é',
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        let line = { text: '', cursor: 0 };
        for (const name of keys) line = editLine(line, name) ?? insertText(line, name);
        expect(line.cursor).toBeGreaterThanOrEqual(0);
        expect(line.cursor).toBeLessThanOrEqual([...line.text].length);
      }),
    );
  });
});

describe('the words of a command line', () => {
  it.each([
    ['list tag:x', ['list', 'tag:x']],
    ['  a   b ', ['a', 'b']],
    ['note x "two words"', ['note', 'x', 'two words']],
    [`'a "b"' c`, ['a "b"', 'c']],
    ['a\\ b', ['a b']],
    ['tag:"two words"', ['tag:two words']],
    ['""', ['']],
    ['"open', ['open']],
    ['', []],
  ])('%j are %j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
});
