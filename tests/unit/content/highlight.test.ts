import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { highlight } from '../../../src/content/highlight.ts';

/** The colored pieces, as "role:text". */
const colored = (code: string, language: string | null) =>
  highlight(code, language).flatMap(({ text, role }) =>
    role === null ? [] : [`${role.replace('syntax-', '')}:${text}`],
  );

describe('highlight', () => {
  test.each([
    ['js', 'const a = "x\\"y"; // end', ['keyword:const', 'string:"x\\"y"', 'comment:// end']],
    ['ts', 'let t = `a {b}\nc`', ['keyword:let', 'string:`a {b}\nc`']],
    ['rust', 'fn f() -> u8 { 0xff }', ['keyword:fn', 'number:0xff']],
    ['go', '/* two\nlines */ func main()', ['comment:/* two\nlines */', 'keyword:func']],
    [
      'python',
      'def f(): # why\n    """doc\n"""\n    return 1.5e3',
      ['keyword:def', 'comment:# why', 'string:"""doc\n"""', 'keyword:return', 'number:1.5e3'],
    ],
    [
      'bash',
      'if [ "$#" -gt 2 ]; then # count',
      ['keyword:if', 'string:"$#"', 'number:2', 'keyword:then', 'comment:# count'],
    ],
    ['sql', 'SELECT name FROM t -- all', ['keyword:SELECT', 'keyword:FROM', 'comment:-- all']],
    [
      'html',
      '<a href="x">t</a><!-- c -->',
      ['keyword:<a', 'string:"x"', 'keyword:>', 'keyword:</a', 'keyword:>', 'comment:<!-- c -->'],
    ],
    ['css', 'p { color: red } /* c */', ['keyword:color', 'comment:/* c */']],
    ['json', '{"a": [1, true]}', ['string:"a"', 'number:1', 'keyword:true']],
    ['yaml', 'a: yes # c', ['keyword:yes', 'comment:# c']],
    ['clojure', '(defn f [x] 1) ; c', ['keyword:defn', 'number:1', 'comment:; c']],
  ])('knows %s', (language, code, wanted) => {
    expect(colored(code, language)).toEqual(wanted);
  });

  test('leaves code of no or an unknown language alone, as prose often stands in <pre>', () => {
    expect(colored("Don't return if you can't", null)).toEqual([]);
    expect(colored('if', 'constructor')).toEqual([]);
  });

  test('strings and comments without an end go on to the end of the line or the text', () => {
    expect(colored('a = "open\nb', 'js')).toEqual(['string:"open']);
    expect(colored('/* open\nb', 'js')).toEqual(['comment:/* open\nb']);
  });

  test('never loses or adds anything', () => {
    const pieces = fc.constantFrom(
      '"',
      "'",
      '`',
      '\\',
      '/*',
      '*/',
      '//',
      '#',
      '--',
      '<!--',
      '"""',
      'if',
      '12',
      ' ',
      '\n',
      'é',
      '<',
      '(',
    );
    fc.assert(
      fc.property(
        fc.array(pieces),
        fc.constantFrom('js', 'python', 'sql', 'html', 'css', 'lisp', 'json', null),
        (parts, language) => {
          const code = parts.join('');
          expect(
            highlight(code, language)
              .map(({ text }) => text)
              .join(''),
          ).toBe(code);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(['"', '/*', '`\\', '"""', '<!--', '#', "'\\", 'a:', '0x'])(
    'a text of nothing but %j is no work',
    (piece) => {
      for (const language of ['js', 'python', 'html', 'css', 'lisp']) {
        const code = piece.repeat(40_000);
        expect(highlight(code, language).reduce((length, { text }) => length + text.length, 0)).toBe(code.length);
      }
    },
  );
});
