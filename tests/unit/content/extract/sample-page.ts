/** Small invented pages for the extractor's tests. */
import { extractPage, type Page, type PageOptions } from '../../../../src/content/extract/extract.ts';

/** Four invented paragraphs, each long enough to be prose. */
export const paragraphs = [
  'The harbour of Skarre was quiet on Monday, for the first time since the ferries began to run in the spring of last year.',
  'Its keeper, Orla Venn, had counted eleven gulls and no passengers when the morning boat turned round outside the mole.',
  'Nobody knows why the timetable lists a boat at six, and nobody has asked, because the six o’clock boat has the best tea.',
  'On Tuesday the gulls were nine, and the council of the island met to speak about the two that were missing from the count.',
] as const;

/** The paragraphs as p elements. */
export const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n');

/** A page with a headline, whatever is given, and a head. */
export function pageWith(inside: string, head = '', htmlAttributes = 'lang="en"'): string {
  return `<!doctype html><html ${htmlAttributes}><head><title>Quiet harbour</title>${head}</head><body>${inside}</body></html>`;
}

/** An article page: the headline and the paragraphs, with something before and behind them. */
export function articleWith({
  before = '',
  after = '',
  head = '',
}: {
  before?: string;
  after?: string;
  head?: string;
} = {}): string {
  return pageWith(
    `<main><article><h1>A quiet morning in the harbour of Skarre</h1>${before}<div class="text">${body}</div>${after}</article></main>`,
    head,
  );
}

/** Extracts with an address and a time of fetching that tests can count on. */
export function extract(html: string, options: Partial<PageOptions> = {}): Page {
  return extractPage(html, {
    url: 'https://news.example/island/quiet',
    fetchedAt: Date.UTC(2026, 2, 10, 12),
    ...options,
  });
}

export function textOf(html: string, options: Partial<PageOptions> = {}): string {
  return extract(html, options).draft.text ?? '';
}
