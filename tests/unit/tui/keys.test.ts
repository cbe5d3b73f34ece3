import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flushInput, readInput, typedText } from '../../../src/tui/keys.ts';

const names = (input: string) =>
  readInput(input).events.map((event) => (event.kind === 'key' ? event.name : event.kind));

describe('what a terminal sends', () => {
  it.each([
    ['j', ['j']],
    ['G', ['G']],
    ['jjG', ['j', 'j', 'G']],
    [' ', ['space']],
    ['\r', ['enter']],
    ['\t', ['tab']],
    ['\x7f', ['backspace']],
    ['\x04', ['ctrl+d']],
    ['\x1b[A', ['up']],
    ['\x1bOB', ['down']],
    ['\x1b[5~', ['pageup']],
    ['\x1b[1;5C', ['ctrl+right']],
    ['\x1b[Z', ['shift+tab']],
    ['\x1b[3~', ['delete']],
    ['\x1b[15~', ['f5']],
    ['\x1bOP', ['f1']],
    ['\x1b[[A', ['up']],
    ['\x1bx', ['alt+x']],
    ['\x1b[106u', ['j']],
    ['\x1b[106;5u', ['ctrl+j']],
    ['\x1b[103;2u', ['G']],
    ['ğ漢😀', ['ğ', '漢', '😀']],
  ])('%j is %j', (input, expected) => {
    expect(names(input)).toEqual(expected);
  });

  it('tells wheel and clicks with their place, and forgets releases and drags', () => {
    expect(readInput('\x1b[<64;10;5M\x1b[<65;1;1M\x1b[<0;3;4M\x1b[<0;3;4m\x1b[<32;9;9M').events).toEqual([
      { kind: 'mouse', what: 'wheel-up', column: 9, row: 4 },
      { kind: 'mouse', what: 'wheel-down', column: 0, row: 0 },
      { kind: 'mouse', what: 'click', column: 2, row: 3 },
    ]);
  });

  it('takes a pasted text as one, whatever is in it', () => {
    expect(readInput('a\x1b[200~q\x1b[A\nx\x1b[201~b').events).toEqual([
      { kind: 'key', name: 'a' },
      { kind: 'paste', text: 'q\x1b[A\nx' },
      { kind: 'key', name: 'b' },
    ]);
  });

  it('skips answers of the terminal', () => {
    expect(names('\x1b]11;rgb:0000/0000/0000\x1b\\j\x1bP1+r544e\x1b\\k\x1b]52;c;\x07l')).toEqual(['j', 'k', 'l']);
  });

  it('waits for the rest of a sequence that came in two parts', () => {
    const first = readInput('j\x1b[');
    expect(first).toEqual({ events: [{ kind: 'key', name: 'j' }], rest: '\x1b[' });
    expect(names(`${first.rest}6~`)).toEqual(['pagedown']);
  });

  it('takes an Escape that nothing follows for the key, but not the beginning of something longer', () => {
    expect(flushInput('\x1b')).toEqual([{ kind: 'key', name: 'escape' }]);
    expect(flushInput('\x1b[200~half a paste')).toEqual([]);
    expect(names('\x1b\x1b[A')).toEqual(['escape', 'up']);
    expect(names('\x1b\x03\x1b\r')).toEqual(['escape', 'ctrl+c', 'escape', 'enter']);
  });

  it('lets go of a sequence that never ends', () => {
    expect(readInput(`\x1b[200~${'x'.repeat(70_000)}`).rest).toBe('');
  });

  it('reads any bytes to the same events however they are cut, and always gets on', () => {
    const piece = fc.constantFrom('j', '\x1b[A', '\x1bOB', ' ', 'é', '\x1b[<64;1;2M', '\x1b[200~p\x1b[201~', '\r');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(60), (pieces, at) => {
        const input = pieces.join('');
        const first = readInput(input.slice(0, at));
        const second = readInput(first.rest + input.slice(at));
        expect([...first.events, ...second.events]).toEqual(readInput(input).events);
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\x1b', '[', 'O', '<', ';', '1', 'M', '~', 'a', ']', '\x07') }),
        (input) => {
          const { rest } = readInput(input);
          expect(input.endsWith(rest)).toBe(true);
          expect(rest === '' || rest.startsWith('\x1b')).toBe(true);
        },
      ),
    );
  });

  it('takes what the terminal says of itself for no key, whole or in parts', () => {
    const said = '\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.40.1)\x1b\\\x1b[6;20;9t\x1b[?62;4;22c';
    const answers = [
      { kind: 'answer', to: 'kitty', ok: true },
      { kind: 'answer', to: 'name', name: 'kitty(0.40.1)' },
      { kind: 'answer', to: 'cell', width: 9, height: 20 },
      { kind: 'answer', to: 'attributes', values: [62, 4, 22] },
    ];
    expect(readInput(`${said}j`)).toEqual({ events: [...answers, { kind: 'key', name: 'j' }], rest: '' });
    for (let at = 1; at < said.length; at += 1) {
      const first = readInput(said.slice(0, at));
      expect([...first.events, ...readInput(first.rest + said.slice(at)).events]).toEqual(answers);
    }
  });

  it('types a character or a blank, and nothing for a named key', () => {
    expect([typedText('x'), typedText('space'), typedText('漢'), typedText('enter'), typedText('ctrl+d')]).toEqual([
      'x',
      ' ',
      '漢',
      null,
      null,
    ]);
  });
});
