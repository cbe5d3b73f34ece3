import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as forms from '../../src/setting-forms.ts';

const {
  byteSize,
  contactAddress,
  countOrAll,
  duration,
  hostNames,
  keyBindings,
  line,
  oneOf,
  texts,
  timeZone,
  wholeNumber,
  yesOrNo,
} = forms;

describe('forms read text and JSON', () => {
  it.each([
    [wholeNumber(1, 9), '5', 5],
    [wholeNumber(1, 9), 9, 9],
    [countOrAll, 'all', Number.POSITIVE_INFINITY],
    [countOrAll, '7', 7],
    [duration(1000, 1e9), '90s', 90_000],
    [duration(1000, 1e9), '2 hours', 7_200_000],
    [byteSize(1, 1e9), '15MB', 15_000_000],
    [byteSize(1, 1e9), '1.5 k', 1500],
    [byteSize(1, 1e9), 200, 200],
    [contactAddress, ' mailto:a@example.org', 'a@example.org'],
    [contactAddress, 'https://a.example/me', 'https://a.example/me'],
    [contactAddress, '', ''],
    [hostNames, 'Wiki.Corp.example, 10.1', ['wiki.corp.example', '10.0.0.1']],
    [hostNames, ['fd00::1'], ['[fd00::1]']],
    [hostNames, '', []],
    [yesOrNo, 'On', true],
    [yesOrNo, '0', false],
    [yesOrNo, false, false],
    [oneOf('day', 'night'), ' Night ', 'night'],
    [line, '  firefox --new ', 'firefox --new'],
    [timeZone, 'Asia/Beirut', 'Asia/Beirut'],
    [timeZone, '', ''],
    [texts, '{"mail": "mailto:?body={link}"}', { mail: 'mailto:?body={link}' }],
    [keyBindings, { quit: 'q', down: ['j', 'n'] }, { quit: 'q', down: ['j', 'n'] }],
  ] as const)('%# %j', (form, given, value) => expect(form.read(given)).toEqual(value));
});

describe('forms refuse what does not fit', () => {
  it.each([
    [wholeNumber(1, 9), ['0', '10', '-1', '1.5', '', 'five', 1.5, true, null, [], '0x5']],
    [countOrAll, ['0', 'none', '']],
    [duration(1000, 1e9), ['10ms', '1 fortnight', '', 5, '99999999d']],
    [byteSize(10, 1000), ['9', '2KB', '10 XB', '', 'KB', null, {}]],
    [yesOrNo, ['maybe', '', 2, null, 'constructor']],
    [oneOf('day', 'night'), ['dusk', '', true]],
    [line, ['a\nb', 'a\x1b[31m', 5]],
    [timeZone, ['Asia Beirut', '../etc', 7]],
    [texts, ['[]', '{', '{"a": 1}', 'null', 5]],
    [contactAddress, ['call me', 'ftp://a.example', 'https://a.example/ x', 'a@b', 'https://a.example/(x)', 5]],
    [hostNames, ['a.example/path', 'a.example:80', 'a@b.example', '\u0000', [5], 5]],
    [keyBindings, [{ quit: 1 }, { quit: ['q', 1] }, []]],
  ] as const)('%#', (form, refused) => {
    for (const given of refused) expect([given, form.read(given)]).toEqual([given, null]);
  });

  it('checks a time zone against the machine only when it is set', () => {
    expect(timeZone.confirm?.('Asia/Beirut')).toBeNull();
    expect(timeZone.confirm?.('')).toBeNull();
    expect(timeZone.confirm?.('Asia/Nowhere')).toContain('Asia/Nowhere');
  });
});

it('what a form writes it reads back', () => {
  const bytes = byteSize(1, 1e12);
  const spans = duration(1000, 1e12);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (value) => {
      expect(bytes.read(bytes.write(value))).toBe(value);
      expect(spans.read(spans.write(value * 1000))).toBe(value * 1000);
    }),
  );
  expect(countOrAll.read(countOrAll.write(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
});
