import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLooseJson } from '../../../src/feeds/loose-json.ts';
import { type Case, firstDraft, parseText } from '../../support/feed-fields.ts';

/** A JSON Feed around what stands in its list, however it is written. */
const feed = (items: string) => `{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[${items}`;

describe('JSON that is not quite JSON', () => {
  const cases: readonly Case[] = [
    ['comments', feed('{"id":"1", // a\n"title":"t" /* b */}]}'), { guid: '1', title: 't' }],
    ['a comma too many', feed('{"id":"1","tags":["x",],},],}'), { guid: '1', tags: ['x'] }],
    ['a comma too few', feed('{"id":"1" "title":"t"} {"id":"2"}]}'), { guid: '1', title: 't' }],
    [
      'words that JSON does not have',
      feed('{"id":"1","title":undefined,"summary":NaN}]}'),
      { title: null, summary: null },
    ],
    ['single quotes', feed("{'id':'1','title':'it\\'s \"so\"'}]}"), { guid: '1', title: 'it\'s "so"' }],
    ['names without quotes', feed('{id:"1",title:"t"}]}'), { guid: '1', title: 't' }],
    ['escapes that are none', feed('{"id":"1","title":"a\\xb \\u00e9 \\/"}]}'), { title: 'axb é /' }],
    ['raw line breaks', feed('{"id":"1","title":"a\nb"}]}'), { title: 'a b' }],
  ];
  test.each(cases.map(([name, document, expected]) => ({ name, document, expected })))('$name', async (row) => {
    expect(await firstDraft(row.document)).toMatchObject(row.expected);
  });

  test.each([
    ['in an item', feed('{"id":"1","authors":[{"name":"A"}]},{"id":"2","title":"ha')],
    ['in a list of an item', feed('{"id":"1","authors":[{"name":"A"}]},{"id":"2","authors":[{"name":"B"}')],
    ['after the items', `${feed('{"id":"1","authors":[{"name":"A"}]}]')},"description":"x`],
  ])('cut off %s, whole items stay', async (_, text) => {
    const { title, drafts } = await parseText(text);
    expect(title).toBe('T');
    expect(drafts.map(({ guid, authors }) => [guid, authors])).toEqual([['1', ['A']]]);
  });

  test('the members of tags, files and sizes are what they say or nothing', async () => {
    const item = {
      id: '1',
      tags: [{ name: 'x' }, 'y', null, 7],
      attachments: ['0', -1, true, '', 1.5].map((size, i) => ({ url: `/${i}`, size_in_bytes: size })),
    };
    const draft = await firstDraft(feed(`${JSON.stringify(item)}]}`));
    expect(draft.tags).toEqual(['x', 'y', '7']);
    expect(draft.enclosures.map(({ length }) => length)).toEqual([0, null, null, null, null]);
  });

  test('what JSON is stays what it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(parseLooseJson(text).value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test('any text is read to its end', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', "'", ':', ',', '\\', 'a', '/', '*', '1', '\n') }),
        (text) => {
          parseLooseJson(`{${text}`);
        },
      ),
      { numRuns: 2000 },
    );
    for (const part of ['[', '{"a":', '/*', '"\\', "'", '{,}', '\\u', '1 ']) {
      parseLooseJson(`{"items":[${part.repeat(300_000)}`);
    }
  });
});
