import { describe, expect, it } from 'vitest';
import { flightState } from '../../../../src/content/extract/flight-data.ts';
import { parseHtml } from '../../../../src/content/extract/parse-html.ts';
import { articleWith, body, extract, pageWith, paragraphs } from './sample-page.ts';

const whole = paragraphs.join('\n\n');
const headline = 'A quiet morning in the harbour of Skarre';
const head = `<meta property="og:title" content="${headline}"><meta property="og:type" content="article">`;

/** The stream as Next.js sends it, cut into pushes after every so many characters. */
function pushes(stream: string, size: number): string {
  const chunks = stream.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
  const all = [[0], ...chunks.map((chunk) => [1, chunk])];
  return all
    .map((one) => `<script>self.__next_f.push(${JSON.stringify(one).replace(/</g, '\\u003c')})</script>`)
    .join('');
}

function textRow(id: string, text: string): string {
  return `${id}:T${Buffer.byteLength(text).toString(16)},${text}`;
}

const article = {
  headline,
  bodyHtml: '$1c',
  authors: [{ name: 'Ana Silva' }, { name: 'Bob Brown', role: 'Photographs' }],
  publishedAt: '$D2026-03-08T06:00:00.000Z',
};

/** A page that shows nothing until its program has drawn it. */
function shell(stream: string, size = 300): string {
  return pageWith(`<div id="app"><p>Loading</p></div>${pushes(stream, size)}`, head);
}

const component = `9:["$","$L7",null,${JSON.stringify({ article })}]\n`;
const modules = '7:I[28393,["/chunks/9f.js"],"ArticleClient"]\n:HL["/css/2f6a.css","style"]\n';

describe('a body in the data that React streams', () => {
  it.each([20, 97, 300, 100_000])('is read where rows are cut after every %i characters', (size) => {
    const { draft, method } = extract(shell(`${modules}${component}${textRow('1c', body)}a:[]\n`, size));
    expect(draft.text).toBe(whole);
    expect(method).toBe('state');
    expect(draft.authors).toEqual(['Ana Silva']);
    expect(draft.published).toBe(Date.UTC(2026, 2, 8, 6));
  });

  it('is as long as its bytes say, whatever the letters', () => {
    const strange = `<p>Ærøskøbing — 海鷗 🐦 ${paragraphs[0]}</p>${body}`;
    const stream = `${textRow('1c', strange)}${component}`;
    expect(extract(shell(stream, 50)).draft.text).toBe(`Ærøskøbing — 海鷗 🐦 ${paragraphs[0]}\n\n${whole}`);
  });

  it('is what the server has drawn where that was never put on the page', () => {
    const drawn = paragraphs.map((text) => ['$', 'p', null, { children: [text.slice(0, 20), text.slice(20)] }]);
    const tree = [
      '$',
      'div',
      null,
      { className: 'x1', children: [['$', 'h2', null, { children: 'At six' }], ...drawn] },
    ];
    const { draft } = extract(shell(`0:["$","$L2",null,{"children":"$L4"}]\n4:${JSON.stringify(tree)}\n`));
    expect(draft.text).toBe(`At six\n\n${whole}`);
  });

  it('stands behind what the page shows', () => {
    const other = textRow('1c', body.replaceAll('gulls', 'terns'));
    const { draft, method } = extract(articleWith({ head, after: pushes(`${component}${other}`, 300) }));
    expect(method).toBe('dom');
    expect(draft.text).toBe(whole);
  });

  it('loses lines that lead elsewhere, as any other body does', () => {
    const more = `${body}<p><em>Read more: <a href="/island/terns">The terns are back in Upper Skarre</a></em></p>`;
    const { draft } = extract(shell(`${component}${textRow('1c', more)}`));
    expect(draft.text).toBe(whole);
    expect(draft.related.map(({ title }) => title)).toEqual(['The terns are back in Upper Skarre']);
  });

  it('is not searched for without end', () => {
    const tree = parseHtml(pushes('1:["$2"]\n2:["$1","$2"]\n3:[broken\n4:{"a":"$5","b":"$$6"}\n', 10));
    expect(flightState(tree)).toEqual([[[null, null]], [null, null], { a: '$5', b: '$6' }]);
    // Each row holds the next one six times: written out, the last would stand there more often than there are atoms.
    const doubling = Array.from({ length: 60 }, (_, at) => {
      const next = ['$', 'p', null, { children: `$${(at + 2).toString(16)}` }];
      return `${(at + 1).toString(16)}:${JSON.stringify(Array(6).fill(next))}\n`;
    });
    expect(Array.isArray(flightState(parseHtml(pushes(doubling.join(''), 1_000))))).toBe(true);
    expect(flightState(parseHtml('<script>self.__next_f.push(</script><p>No stream</p>'))).toBeNull();
  });
});
