import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs, textOf } from './sample-page.ts';

const whole = paragraphs.join('\n\n');
const title = '<h1>A quiet morning in the harbour of Skarre</h1>';

/** A page whose body is bare: nothing but the words of a line tells what it is. */
function bare(after: string, language = 'en'): string {
  return textOf(pageWith(`<article>${title}<div>${body}${after}</div></article>`, '', `lang="${language}"`));
}

describe('single lines', () => {
  it.each([
    ['a clock between paragraphs', `<p>14:05</p><p>${paragraphs[0]} So it is.</p>`, '14:05'],
    ['a time gone by', `<p>3 hours ago</p><p>${paragraphs[0]} So it is.</p>`, 'hours ago'],
    ['a date at the end', '<p>10 March 2026</p>', 'March 2026'],
    ['the name of a box', '<p>Advertisement</p>', 'Advertisement'],
  ])('go: %s', (_what, after, word) => {
    expect(bare(after)).not.toContain(word);
  });

  it('cut the text where they head what others wrote, and stay where the story goes on', () => {
    const links = '<ul><li><a href="/x">Nine gulls are enough, says the council</a></li></ul>';
    expect(
      bare(
        `<h3>Most read</h3>${links}<div><p>Ferry captains have had enough of gulls, says their union today.</p></div>`,
      ),
    ).toBe(whole);
    const story = paragraphs.map((text) => `<p>Topics of the day: ${text}</p>`).join('');
    expect(bare(`<h3>Topics</h3>${story}`)).toContain('Topics of the day');
  });

  it('are scraps above the text unless they are sentences', () => {
    expect(textOf(articleWith({ before: '<div>Island life</div>' }))).toBe(whole);
    expect(textOf(articleWith({ before: '<p>It was Monday.</p>' }))).toContain('It was Monday.');
  });
});

describe('readers’ words that no heading and no element sets apart', () => {
  it.each([
    ['wrote on', 'Orla wrote on 8 March 2026:', 'Jon wrote on 9 March 2026:', 'Ida wrote on 9 March 2026:'],
    ['says', 'Orla says:', 'Jon says:', 'Ida says:'],
    ['in French', 'Orla a écrit :', 'Jon a écrit :', 'Ida a écrit :'],
  ])('begin at the first of several lines that name who says them: %s', (_what, ...lines) => {
    expect(bare(lines.map((line) => `<p>${line}</p><p>I have counted twelve of them.</p>`).join(''))).toBe(whole);
  });

  it('begin below a heading with one line of who and when', () => {
    expect(bare('<p>Comments</p><p>I have counted twelve of them.</p><p>Posted by: Orla | 8 March 2026</p>')).toBe(
      whole,
    );
  });

  it('are not what a spokesman said', () => {
    const quotes = ['A spokesman said:', 'The mayor said:', 'A keeper said:'];
    expect(
      bare(
        quotes
          .map((line) => `<p>${line}</p><p>“There were eleven of them, and nobody came to the meeting.”</p>`)
          .join(''),
      ),
    ).toContain('The mayor said:');
  });
});

describe('a part of an article', () => {
  const partial = (node: object): boolean =>
    extract(
      articleWith({
        head: `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'A quiet morning in the harbour of Skarre', ...node })}</script>`,
      }),
    ).partial;

  it('is said by structured data', () => {
    expect(partial({ isAccessibleForFree: false })).toBe(true);
    expect(partial({ isAccessibleForFree: 'False' })).toBe(true);
    expect(partial({ hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false } })).toBe(true);
    expect(partial({ isAccessibleForFree: true })).toBe(false);
  });

  it('is not what those without a subscription see instead', () => {
    const other = '<section subscriptions-section="content-not-granted"><p>Subscribe to continue reading</p></section>';
    const own = `<section subscriptions-section="content">${body}</section>`;
    expect(extract(pageWith(`<article>${title}${own}${other}</article>`)).partial).toBe(false);
    const wall = '<p>Subscribe to continue reading</p>';
    expect(extract(pageWith(`<article>${title}${own}${other}${wall}</article>`)).partial).toBe(true);
  });
});

describe('who wrote it', () => {
  const authors = (inside: string, head = '', language = 'en'): readonly string[] =>
    extract(pageWith(`<article>${title}${inside}</article>`, head, `lang="${language}"`)).draft.authors;

  it('is told by structured data before anything else', () => {
    const node = {
      '@type': 'NewsArticle',
      headline: 'A quiet morning in the harbour of Skarre',
      author: { name: 'Ana Silva' },
    };
    const head = `<script type="application/ld+json">${JSON.stringify(node)}</script>`;
    expect(authors(`${body}<p>Ana Silva was there.</p>`, head)).toEqual(['Ana Silva']);
  });

  it.each([
    ['to the right', `${body}<p align="right">Кирилл Осокин</p>`, ['Кирилл Осокин']],
    ['in italics, with more behind a comma', `${body}<p><i>Оксана Гайдук, фото автора</i></p>`, ['Оксана Гайдук']],
    [
      'with a mailbox',
      `${body}<div><span>Petter Åslund</span> <a href="mailto:p@x.example">p@x.example</a></div>`,
      ['Petter Åslund'],
    ],
    ['in italics under the headline', `<p><em>Jerome Pallister</em></p>${body}`, ['Jerome Pallister']],
    [
      'behind the place',
      `<div class="byline"><span>طامار - </span><span>سامر الحلبي</span></div>${body}`,
      ['سامر الحلبي'],
    ],
    ['behind the date', `<small>13 May 2010, by Yaara Segev</small>${body}`, ['Yaara Segev']],
    ['behind a wide blank', `<div>2014年03月12日 14:05\u3000来源：青桥晚报\u3000作者：沈知秋</div>${body}`, ['沈知秋']],
    ['beside the desk', `<p class="byline">（社会部・磯部健）</p>${body}`, ['磯部健']],
    [
      'before the role',
      `<div class="byline"><ul><li>مصنف, <span>زرینہ کمال</span></li><li>عہدہ, <span>نامہ نگار، نیلی گھاٹی</span></li></ul></div>${body}`,
      ['زرینہ کمال'],
    ],
  ])('stands %s', (_what, inside, wanted) => {
    expect(authors(inside)).toEqual(wanted);
  });

  it('is no subheading, though it may be a name', () => {
    expect(authors(`${body}<p><b>Gordon Bleak</b></p><p>${paragraphs[0]} So he says.</p>`)).toEqual([]);
  });

  it('is a person before an outlet', () => {
    expect(authors(`<p class="byline">By Ana Silva</p>${body}`, '<meta name="author" content="하늘뉴스">')).toEqual([
      'Ana Silva',
    ]);
    expect(authors(body, '<meta name="author" content="하늘뉴스">')).toEqual(['하늘뉴스']);
  });

  it('is named once', () => {
    expect(authors(`<p class="byline">By Trần Mai Khuê and Mai Khuê</p>${body}`)).toEqual(['Trần Mai Khuê']);
  });
});

describe('the headline of old pages', () => {
  const titleOf = (inside: string, head = ''): string | null =>
    extract(`<html><head>${head}</head><body>${inside}</body></html>`).draft.title;

  it('is the line set large above the text', () => {
    const line =
      '<font size=5><b>The library that comes by cart</b></font><br><font size=2>No. 14, 5 April 2008</font><br><br>';
    expect(
      titleOf(
        `<center><h3>The Linden</h3></center><table><tr><td>${line}${paragraphs.join('<br><br>')}</td></tr></table>`,
        '<title>The Linden - a village paper</title>',
      ),
    ).toBe('The library that comes by cart');
  });

  it('is no name of a list of links', () => {
    const side = '<div><b>Archive</b><br><a href="/4">April 2012</a><br><a href="/3">March 2012</a></div>';
    expect(titleOf(`${side}<div>${body}</div>`, '<title>Notes from the yard: Mr Carmeli</title>')).not.toBe('Archive');
  });

  it('is that of the first of several posts', () => {
    const post = (name: string): string => `<article><h2><a href="/n">${name}</a></h2>${body}</article>`;
    const page = `<h1>Orrin Parish News</h1>${post('Footbridge to reopen on Sunday')}${post('Duck race put off again')}`;
    expect(titleOf(page, '<title>Orrin Parish News</title>')).toBe('Footbridge to reopen on Sunday');
  });
});
