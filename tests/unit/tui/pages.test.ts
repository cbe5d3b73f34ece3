import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  knownLength,
  missing,
  noPages,
  type Pages,
  pageSize,
  reachable,
  rowAt,
  trimmed,
  withMoreTail,
  withRows,
  withTail,
} from '../../../src/tui/pages.ts';
import { article } from '../../support/reader-state.ts';

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ article: article(from + index), snippet: null }));

/** Answers every request for rows `first` to `last` from a list of `total`, as the store would. */
function filled(pages: Pages, total: number, first: number, last: number): Pages {
  let now = pages;
  for (let request = missing(now, first, last); request; request = missing(now, first, last)) {
    const from = request.after === null ? 0 : Number(request.after);
    const found = rows(from, Math.max(0, Math.min(request.limit, total - from)));
    const end = from + found.length;
    now = withRows(now, request, found, end < total ? String(end) : null);
  }
  return now;
}

describe('a long list in pages', () => {
  it('shows every row that it was asked for, however the reader went through it', () => {
    const views = fc.array(fc.nat(2500), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.nat(2600), views, (total, tops) => {
        let pages = filled(noPages, total, 0, 30);
        for (const wanted of tops) {
          const top = Math.max(0, Math.min(wanted, knownLength(pages) - 1));
          pages = trimmed(filled(pages, total, top, top + 30), top);
          const last = Math.min(top + 30, total - 1);
          for (let index = top; index <= last; index += 1) {
            expect(rowAt(pages, index)?.article.title).toBe(`Headline number ${index}`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('knows its end once it was seen', () => {
    const pages = filled(noPages, 150, 0, 400);
    expect([knownLength(pages), pages.ended, missing(pages, 0, 400)]).toEqual([150, true, null]);
    expect(filled(noPages, 0, 0, 30)).toMatchObject({ ended: true, headEnd: 0 });
    expect(filled(noPages, pageSize, 0, 500)).toMatchObject({ ended: true, headEnd: pageSize });
  });

  it('has an end of its own after a jump, with a gap that no cursor lands in', () => {
    const head = filled(noPages, 1000, 0, 30);
    const pages = withTail(head, rows(900, 100), 'more', 1000);
    expect(knownLength(pages)).toBe(1000);
    expect(rowAt(pages, 999)?.article.title).toBe('Headline number 999');
    expect(reachable(pages, 500, 950)).toBe(900);
    expect(reachable(pages, 500, 50)).toBe(pages.headEnd - 1);
    const longer = withMoreTail(pages, rows(800, 100), null);
    expect(rowAt(longer, 800)?.article.title).toBe('Headline number 800');
  });
});
