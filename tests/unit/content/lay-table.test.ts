import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../../src/content/blocks.ts';
import { type LayoutOptions, layOut, textOfLine } from '../../../src/content/layout.ts';

const laid = (html: string, options: Partial<LayoutOptions> = {}) =>
  layOut(blocksOf(html), { width: 40, direction: 'ltr', ...options });
const text = (html: string, options: Partial<LayoutOptions> = {}) => laid(html, options).lines.map(textOfLine);

describe('tables', () => {
  const html = `<table><thead><tr><th>Town</th><th>People</th><th>About</th></tr></thead>
    <tr><td>Eastmere</td><td>12,000</td><td>A harbor town with many sheds</td></tr>
    <tr><td>Weston</td><td>950</td><td>Hills</td></tr></table>`;

  test('stand in columns as wide as they need, numbers on the right', () => {
    expect(text(html, { width: 60 })).toEqual([
      'Town     │ People │ About                        ',
      '─────────┼────────┼──────────────────────────────',
      'Eastmere │ 12,000 │ A harbor town with many sheds',
      'Weston   │    950 │ Hills                        ',
    ]);
  });

  test('wrap the widest column where they are too wide', () => {
    expect(text(html, { width: 38 })).toEqual(
      [
        'Town     │ People │ About             ',
        '─────────┼────────┼───────────────────',
        'Eastmere │ 12,000 │ A harbor town with',
        '         │        │ many sheds        ',
        'Weston   │    950 │ Hills             ',
      ]
        .map((line) => line.trimEnd())
        .map((line, index) => (index === 1 ? line : line.padEnd(38))),
    );
  });

  test('become records where columns have no room', () => {
    expect(text(html, { width: 16 })).toEqual([
      'Town: Eastmere',
      'People: 12,000',
      'About: A harbor',
      'town with many',
      'sheds',
      '',
      'Town: Weston',
      'People: 950',
      'About: Hills',
    ]);
  });

  test('cells over several columns and rows keep the others in place', () => {
    const spanned =
      '<table><tr><th colspan="2">Wide</th><th>C</th></tr><tr><td rowspan="2">a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>';
    expect(text(spanned)).toEqual(['Wide  │ C', '──┼───┼──', 'a │ b │ c', '  │ d │ e']);
  });

  test('with hostile spans cost no more than others', () => {
    const row = `<tr>${'<td colspan="1000" rowspan="1000">a</td>'.repeat(20)}</tr>`;
    expect(text(`<table>${row.repeat(500)}</table>`).length).toBeGreaterThan(0);
  });

  test('of right-to-left text begin on the right', () => {
    const rtl = '<table><tr><th>مدينة</th><th>عدد</th></tr><tr><td>صور</td><td>12</td></tr></table>';
    expect(text(rtl, { width: 12, measure: 12 })).toEqual([' ددع │ ةنيدم', ' ────┼──────', '  12 │   روص']);
  });
});
