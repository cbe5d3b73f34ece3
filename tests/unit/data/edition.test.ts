import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/core/article.ts';
import type { Feed } from '../../../src/core/feed.ts';
import { parseFeed } from '../../../src/feeds/parse.ts';
import { xmlFault } from '../../support/well-formed.ts';

const folder = fileURLToPath(new URL('../../../data/edition/', import.meta.url));

interface Paper {
  readonly file: string;
  readonly text: string;
  readonly feed: Feed;
}

let papers: readonly Paper[] = [];
let drafts: readonly (Draft & { readonly paper: string })[] = [];

beforeAll(async () => {
  const files = (await readdir(folder)).sort();
  papers = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(folder + file);
      const feed = await parseFeed(bytes, { charset: null, type: null, url: null });
      return { file, text: bytes.toString('utf8'), feed };
    }),
  );
  drafts = papers.flatMap(({ file, feed }) => feed.drafts.map((draft) => ({ ...draft, paper: file })));
});

function words(html: string | null): readonly string[] {
  const text = (html ?? '').replace(/<[^>]*>/g, ' ');
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function day(draft: Draft): string {
  return new Date(draft.published ?? 0).toISOString().slice(0, 10);
}

function holding(pattern: RegExp): number {
  return drafts.filter(({ html }) => pattern.test(html ?? '')).length;
}

/** Every address that a draft names, in its fields and in its body. */
function addressesOf(draft: Draft): readonly string[] {
  const inBody = [...(draft.html ?? '').matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address);
  const fields = [draft.link, draft.image, draft.commentsLink, ...draft.enclosures.map(({ url }) => url)];
  return [...inBody, ...fields.filter((address) => address !== null)];
}

describe('the four papers', () => {
  test('stand in four formats that are well-formed', () => {
    expect(papers.map(({ feed }) => feed.format).sort()).toEqual(['atom', 'json', 'rdf', 'rss']);
    for (const { file, text } of papers) {
      if (file.endsWith('.json')) expect(() => JSON.parse(text), file).not.toThrow();
      else expect(xmlFault(text), file).toBeNull();
    }
  });

  test('are two in English, one in Arabic, one in German', () => {
    expect(papers.map(({ feed }) => feed.language).sort()).toEqual(['ar', 'de', 'en', 'en']);
  });

  test('each say of themselves that they are an invented sample', () => {
    for (const { feed } of papers) {
      expect(feed.description).toMatch(/invented sample|erfundene Beispielausgabe|عدد نموذجي متخيَّل/);
      expect(feed.link).toMatch(/^https:\/\/[a-z-]+\.example\/$/);
    }
  });

  test('hold what they were written with: nothing is lost on the way through the parser', () => {
    const counts = Object.fromEntries(papers.map(({ file, feed }) => [file, feed.drafts.length]));
    expect(counts).toEqual({
      'barid-almarsa.rdf': 10,
      'harbor-courier.rss': 14,
      'leuchtturmbote.atom': 11,
      'meridian-review.json': 14,
    });
  });
});

describe('the articles', () => {
  test('stand in eight sections, each told of by two papers or more', () => {
    const sections = Map.groupBy(drafts, ({ section }) => section);
    const expected = ['Business', 'Culture', 'Health', 'Politics', 'Science', 'Sport', 'Technology', 'World'];
    expect([...sections.keys()].sort()).toEqual(expected);
    for (const [section, articles] of sections) {
      expect(articles.length, section ?? '').toBeGreaterThanOrEqual(4);
      expect(new Set(articles.map(({ paper }) => paper)).size, section ?? '').toBeGreaterThanOrEqual(2);
    }
  });

  test('each have a guid, a link and a title of their own, a time, a summary, tags and a body', () => {
    expect(new Set(drafts.map(({ guid }) => guid)).size).toBe(drafts.length);
    expect(new Set(drafts.map(({ link }) => link)).size).toBe(drafts.length);
    expect(new Set(drafts.map(({ title }) => title)).size).toBe(drafts.length);
    for (const draft of drafts) {
      expect(draft.published, draft.title ?? '').not.toBeNull();
      expect(draft.summary?.length, draft.title ?? '').toBeGreaterThan(40);
      expect(draft.tags.length, draft.title ?? '').toBeGreaterThanOrEqual(2);
      expect(draft.html?.match(/<p>/g)?.length, draft.title ?? '').toBeGreaterThanOrEqual(3);
    }
    expect(drafts.filter(({ authors }) => authors.length === 0).length).toBeLessThanOrEqual(2);
    expect(drafts.some(({ authors }) => authors.length === 2)).toBe(true);
  });

  test('do not say a section among their tags', () => {
    for (const { tags, section } of drafts) expect(tags).not.toContain(section);
  });

  test('each end by saying that they are invented', () => {
    for (const { html, title } of drafts) {
      const end = html?.trim().split('<p>').at(-1) ?? '';
      expect(end, title ?? '').toMatch(/invented|erfunden|متخيَّل/);
    }
  });

  test('are dated over six days that end on 22 November 2026, newest first in each paper', () => {
    const days = [...new Set(drafts.map(day))].sort();
    expect(days).toEqual(['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']);
    for (const { feed } of papers) {
      const times = feed.drafts.map(({ published }) => published ?? 0);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    }
  });

  test('name no address outside of the domains reserved for examples', () => {
    const addresses = drafts.flatMap((draft) => addressesOf(draft));
    expect(addresses.length).toBeGreaterThan(60);
    for (const address of addresses) expect(new URL(address).hostname).toMatch(/\.example$/);
  });

  test('run from briefs to a long read', () => {
    const lengths = drafts.map(({ html }) => words(html).length).sort((a, b) => a - b);
    expect(lengths[4]).toBeLessThan(110);
    expect(lengths.at(-1)).toBeGreaterThan(850);
  });

  test('show everything that a reader has to lay out', () => {
    expect(holding(/<h2>/)).toBeGreaterThanOrEqual(12);
    expect(holding(/<blockquote>/)).toBeGreaterThanOrEqual(12);
    expect(holding(/<table>/)).toBeGreaterThanOrEqual(6);
    expect(holding(/<pre><code/)).toBeGreaterThanOrEqual(2);
    expect(holding(/<ol>/)).toBeGreaterThanOrEqual(6);
    expect(holding(/<li>[^<]*(?:<[^u/][^>]*>[^<]*)*<ul>/)).toBeGreaterThanOrEqual(5);
    expect(holding(/<a href="https:/)).toBeGreaterThanOrEqual(4);
    expect(holding(/<strong>|<em>/)).toBe(drafts.length);
  });

  test('have pictures with a text in their place and a caption', () => {
    const pictures = drafts.flatMap(({ html }) => html?.match(/<figure>[\s\S]*?<\/figure>/g) ?? []);
    expect(pictures.length).toBeGreaterThanOrEqual(6);
    for (const picture of pictures) {
      expect(picture).toMatch(/<img [^>]*alt="[^"]{30,}"/);
      expect(picture).toMatch(/<figcaption>[^<]{10,}<\/figcaption>/);
    }
    expect(drafts.filter(({ image }) => image !== null).length).toBeGreaterThanOrEqual(4);
  });

  test('have a few recordings to listen to', () => {
    const recordings = drafts.flatMap(({ enclosures }) => enclosures.filter(({ type }) => type?.startsWith('audio/')));
    expect(recordings.length).toBeGreaterThanOrEqual(3);
    for (const { length } of recordings) expect(length).toBeGreaterThan(1_000_000);
  });

  test('lead to comments in some cases, with their number', () => {
    const discussed = drafts.filter(({ commentsLink }) => commentsLink !== null);
    expect(discussed.length).toBeGreaterThanOrEqual(10);
    for (const { commentCount, title } of discussed) expect(commentCount, title ?? '').toBeGreaterThan(0);
  });
});

/** How much of the shorter text's five-word runs the other has too, 0 to 1. */
function overlap(one: Draft, other: Draft): number {
  const runs = ({ html }: Draft): Set<string> => {
    const all = words(html).slice(0, -12); // without the closing line, which a paper's articles share
    return new Set(all.slice(4).map((_, i) => all.slice(i, i + 5).join(' ')));
  };
  const [mine, theirs] = [runs(one), runs(other)];
  return [...mine].filter((run) => theirs.has(run)).length / Math.min(mine.size, theirs.size);
}

describe('what happened is told by several papers', () => {
  test.each([
    { event: 'the storm', names: [/Brannock/, /Port Lissane/], day: '2026-11-21', papers: 3 },
    { event: 'the ferries', names: [/Calder Ferries/, /Halden Works/], day: '2026-11-19', papers: 3 },
    { event: 'the probe', names: [/Heron/, /Tessaly/, /Aldermere/], day: '2026-11-20', papers: 3 },
    { event: 'the final', names: [/Larkhaven/, /Sunniva Carrow/, /penalt/], day: '2026-11-22', papers: 2 },
  ])('$event: on one day, with the same names, in other words', (told) => {
    const tellings = drafts.filter((draft) => {
      const text = `${draft.title} ${draft.html}`;
      return day(draft) === told.day && told.names.every((name) => name.test(text));
    });
    expect(new Set(tellings.map(({ paper }) => paper)).size).toBe(told.papers);
    expect(tellings).toHaveLength(told.papers);
    for (const [i, one] of tellings.entries()) {
      for (const other of tellings.slice(i + 1)) expect(overlap(one, other)).toBeLessThan(0.1);
    }
  });
});
