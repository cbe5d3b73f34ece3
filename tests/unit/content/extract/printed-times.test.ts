import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

type Times = { readonly published: string | null; readonly updated: string | null };

function times(html: string): Times {
  const { published, updated } = extract(html).draft;
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString().slice(0, 16));
  return { published: iso(published), updated: iso(updated) };
}

const title = '<h1>A quiet morning in the harbour of Skarre</h1>';
const stamp = '<meta property="article:published_time" content="2026-03-01T08:00:00Z">';

describe('the day of a page that prints no time', () => {
  it.each([
    ['in its head', '<meta property="article:published_time" content="2026-03-08">', ''],
    ['in a time element', '', '<time datetime="2026-03-08">8 March</time>'],
    ['in sight', '', '<p>8 March 2026</p>'],
    ['in sight, in words of another language', '', '<p>8 de marzo de 2026</p>'],
  ])('is the beginning of that day in UTC: %s', (_what, head, before) => {
    expect(times(articleWith({ head, before })).published).toBe('2026-03-08T00:00');
  });

  it('is an instant where the page says the zone', () => {
    const head = '<meta property="article:published_time" content="2026-03-08T22:30:00-05:00">';
    expect(times(articleWith({ head })).published).toBe('2026-03-09T03:30');
  });

  it('keeps its day where it has a clock without a zone', () => {
    expect(times(articleWith({ before: '<p>8 March 2026, 23:40</p>' })).published).toBe('2026-03-08T23:40');
  });
});

describe('the time of an update', () => {
  it.each([
    ['a line', '<p>Updated 5 March 2026, 10:15</p>'],
    ['one line for both', '<p>Published 1 March 2026 | Last updated 5 March 2026, 10:15</p>'],
    ['a label', '<dl><dt>Published</dt><dd>1 March 2026</dd><dt>Last updated</dt><dd>5 March 2026, 10:15</dd></dl>'],
    ['a label in Korean', '<div><span>수정</span><span>2026.03.05. 10:15</span></div>'],
    ['an attribute', '<x-time publishdate="2026-03-01T08:00:00Z" updatedate="2026-03-05T10:15:00Z"></x-time>'],
    ['an abbreviation', '<abbr class="updated" title="2026-03-05T10:15:00Z"></abbr>'],
    ['a class', '<time class="modified" datetime="2026-03-05T10:15:00Z">5 March</time>'],
  ])('is read from %s below the headline', (_what, before) => {
    expect(times(articleWith({ head: stamp, before })).updated).toBe('2026-03-05T10:15');
  });

  it('is not made up from what the story says', () => {
    expect(times(articleWith({ head: stamp })).updated).toBeNull();
    const told = `<p>The council updated its rules on 5 March 2024, when nobody was there to hear of it, and there was no tea.</p>`;
    const page = pageWith(`<article>${title}${body.repeat(20)}${told}</article>`, stamp);
    expect(times(page).updated).toBeNull();
  });

  it('is not the day of the article', () => {
    const both = '<p>Publié le 3 mars 2026 - Mis à jour le 5 mars 2026</p>';
    expect(times(pageWith(`<article>${title}${both}${body}</article>`, '', 'lang="fr"'))).toEqual({
      published: '2026-03-03T00:00',
      updated: '2026-03-05T00:00',
    });
  });
});

describe('"2 hours ago"', () => {
  const ago = `<article>${title}<span class="date">2 hours ago</span>${body}</article>`;

  it('counts from the page’s own last update, in the zone of its city', () => {
    const line = '<div class="top">Last update: Saturday 7 March 2026 14:30, Beirut</div>';
    expect(times(pageWith(line + ago)).published).toBe('2026-03-07T10:30');
  });

  it('counts from the time of fetching where the page has no clock', () => {
    expect(times(pageWith(ago)).published).toBe('2026-03-10T10:00');
  });

  it.each([
    ['قبل ساعتين', 'ar', '2026-03-10T10:00'],
    ['vor 3 Stunden', 'de', '2026-03-10T09:00'],
    ['3 годин тому', 'uk', '2026-03-10T09:00'],
    ['לפני 3 שעות', 'he', '2026-03-10T09:00'],
    ['3時間前', 'ja', '2026-03-10T09:00'],
    ['3 ঘণ্টা আগে', 'bn', '2026-03-10T09:00'],
  ])('is understood as %s', (words, language, wanted) => {
    const page = pageWith(
      `<article>${title}<span class="date">${words}</span>${body}</article>`,
      '',
      `lang="${language}"`,
    );
    expect(times(page).published).toBe(wanted);
  });
});
