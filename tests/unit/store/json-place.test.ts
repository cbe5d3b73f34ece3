import fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultOf } from '../../../src/store/json-place.ts';

it.each([
  ['{"a": 1,\n}', 2, 1],
  ['{"a": tru}', 1, 10],
  ['{\n\n "b": x, "c": 1}', 3, 7],
  ['[1 2]', 1, 4],
  ['{"a": "x\ny"}', 1, 9],
  ['{"a": 1} x', 1, 10],
  ['{"a": "b', 1, 9],
  ['[1,\n2', 2, 2],
  ['{"a": "\\q"}', 1, 9],
  ['[-]', 1, 3],
])('%s breaks off at line %i, column %i', (text, line, column) => expect(faultOf(text)).toEqual({ line, column }));

it('finds no fault in JSON', () => {
  fc.assert(fc.property(fc.json(), (text) => faultOf(text) === null));
});

it('finds a character that was put where none can stand', () => {
  const value = fc.array(fc.record({ a: fc.integer({ min: 0 }), b: fc.boolean() }), { minLength: 1, maxLength: 5 });
  const property = fc.property(value, fc.nat(), (list, seed) => {
    const text = JSON.stringify(list, null, 1);
    const places = [...text.matchAll(/[[{,:]\s*/g)].map((match) => match.index + match[0].length);
    const place = places[seed % places.length] ?? 0;
    const lines = text.slice(0, place).split('\n');
    const expected = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    expect(faultOf(`${text.slice(0, place)}%${text.slice(place)}`)).toEqual(expected);
  });
  fc.assert(property);
});
