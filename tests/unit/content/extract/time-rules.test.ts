import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

const heading = '<h1>A quiet morning in the harbour of Skarre</h1>';
type Parts = Parameters<typeof articleWith>[0];

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().slice(0, 10);
}

function day(page: Parts): string | null {
  return iso(extract(articleWith(page)).draft.published);
}

function changed(page: Parts): string | null {
  return iso(extract(articleWith(page)).draft.updated);
}

function ld(node: object): string {
  const whole = { '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre', ...node };
  return `<script type="application/ld+json">${JSON.stringify(whole)}</script>`;
}

describe('when an article was published', () => {
  it.each([
    ['structured data', { head: ld({ datePublished: '2024-03-03' }) }],
    ['seconds since 1970', { head: ld({ datePublished: Date.UTC(2024, 2, 3) / 1_000 }) }],
    ['the day of its making', { head: ld({ dateCreated: '2024-03-03' }) }],
    ['the day of its upload', { head: ld({ uploadDate: '2024-03-03' }) }],
    ['a meta', { head: '<meta name="parsely-pub-date" content="2024-03-03">' }],
    ['a property', { before: '<span itemprop="datePublished" content="2024-03-03">Sunday</span>' }],
    ['an old attribute', { before: '<time pubdate datetime="2024-03-03">Sunday</time>' }],
    ['a time', { before: '<time datetime="2024-03-03">Sunday</time>' }],
    ['an attribute of another element', { before: '<span datetime="2024-03-03">Sunday</span>' }],
    ['an attribute of a site', { before: '<span data-date-time="2024-03-03">Sunday</span>' }],
    ['an abbreviation', { before: '<abbr title="2024-03-03T10:00:00">Sunday</abbr>' }],
    ['a title on a time', { before: '<time title="3 March 2024">Sunday</time>' }],
    ['a class', { before: '<span class="post-date">3 March 2024</span>' }],
    [
      'the later of two times in a box that says "posted"',
      {
        before:
          '<span class="posted-on"><time class="updated" datetime="2024-03-05">5 March 2024</time><time class="entry-date published" datetime="2024-03-03">3 March 2024</time></span>',
      },
    ],
    ['a line', { before: '<p>3 March 2024</p>' }],
    ['nothing but the last change', { head: ld({ dateModified: '2024-03-03' }) }],
  ])('is told by %s', (_what, page) => {
    expect(day(page)).toBe('2024-03-03');
  });

  it('is told by the first of these that says so', () => {
    const said = '<span class="published">2 March 2024</span>';
    expect(day({ before: `<time datetime="2024-03-09">Saturday</time>${said}` })).toBe('2024-03-02');
    expect(day({ before: said, head: ld({ datePublished: '2024-03-01' }) })).toBe('2024-03-01');
    expect(
      day({ before: '<time class="updated" datetime="2024-03-09">9</time><time datetime="2024-03-02">2</time>' }),
    ).toBe('2024-03-02');
    expect(day({ before: '<time itemprop="dateModified" datetime="2024-03-09">9</time><p>2 March 2024</p>' })).toBe(
      '2024-03-09',
    );
  });

  it.each([
    ['a related article', { before: '<aside><time datetime="2024-03-03">Sunday</time></aside>' }],
    ['a sentence', { before: `<p>On 3 March 2024 ${'the gulls were counted again, and '.repeat(7)} nobody came.</p>` }],
    ['a body that is called a date', { before: `<time>${'Nobody knows when it was. '.repeat(8)} 3 March 2024</time>` }],
    ['an abbreviation of a word', { before: '<abbr title="3 March 2024">SK</abbr>' }],
    ['a year to come', { before: '<p>3 March 2031</p>' }],
    ['a year before the web', { before: '<p>3 March 1931</p>' }],
  ])('is not told by %s', (_what, page) => {
    expect(day(page)).toBeNull();
  });

  it('is the day under the headline, not that of a box far below or above it', () => {
    const far = `${'<i></i>'.repeat(80)}<time datetime="2024-03-09">Saturday</time>`;
    const page = `<div><time datetime="2024-03-08">Friday</time></div>${heading}<div class="date">3 March 2024</div>${body}${far}`;
    expect(iso(extract(pageWith(page)).draft.published)).toBe('2024-03-03');
  });

  it('is the day that the site shows above the headline, if it shows no other', () => {
    expect(iso(extract(pageWith(`<p>3 March 2024</p>${heading}${body}`)).draft.published)).toBe('2024-03-03');
  });
});

describe('a line that says more than a day', () => {
  it.each([
    ['en', 'The Skarre Post of March 3rd, 2024 at 9:15 pm, number 14'],
    ['en', 'The Skarre Post of the 3rd March 2024, number 14'],
    ['es', 'El Correo de Skarre, 3 de marzo de 2024, número 14'],
    ['fr', 'Le Courrier de Skarre, 3 mars 2024, numéro 14'],
  ])('still tells it: %s, %s', (language, line) => {
    const page = pageWith(`${heading}<p>${line}</p>${body}`, '', `lang="${language}"`);
    expect(iso(extract(page).draft.published)).toBe('2024-03-03');
  });
});

describe('a time gone by', () => {
  it('counts from the page’s own clock, not from any day that it tells of', () => {
    const ago = (line: string): string | null => day({ before: '<time>2 hours ago</time>', after: `<p>${line}</p>` });
    expect(ago('Last update: 3 March 2024, 10:15')).toBe('2024-03-03');
    expect(ago('The boat of 3 March 2024, 10:15')).toBe('2026-03-10');
  });
});

describe('when an article was changed', () => {
  it.each([
    ['structured data', { head: ld({ dateModified: '2024-03-05' }) }],
    ['a meta', { head: '<meta property="article:modified_time" content="2024-03-05">' }],
    ['a class', { before: '<time class="dt-updated" datetime="2024-03-05">Tuesday</time>' }],
    ['a property', { before: '<time itemprop="dateModified" datetime="2024-03-05">Tuesday</time>' }],
    ['an attribute', { before: '<div data-updated-at="2024-03-05T10:00:00Z">Tuesday</div>' }],
    ['a line', { before: '<p>Updated 5 March 2024</p>' }],
    ['a label before it', { before: '<div><span>Last updated:</span><span>5 March 2024</span></div>' }],
  ])('is told by %s', (_what, page) => {
    expect(changed(page)).toBe('2024-03-05');
  });

  it.each([
    ['a related article', { before: '<aside><p>Updated 5 March 2024</p></aside>' }],
    ['a story of a change', { before: '<p>The old timetable was at long last updated.</p><p>5 March 2024</p>' }],
    [
      'an attribute that holds a whole state',
      { before: `<div data-updated="2024-03-05 ${'x'.repeat(60)}">Tuesday</div>` },
    ],
    ['an attribute without a day', { before: '<div data-updated="yes">Tuesday</div>' }],
  ])('is not told by %s', (_what, page) => {
    expect(changed(page)).toBeNull();
  });
});
