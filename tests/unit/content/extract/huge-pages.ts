/** Pages that say one thing over and over in one place: what a pattern that takes quadratic time cannot stand. */

/** What patterns trip over: blanks, marks that part or end things, letters of several scripts, halves of markup and JSON. */
export const pieces: readonly string[] = [
  ...' \n\u00a0aA10.,:-/([>\'"@|·•»#：漢ا',
  ...[
    '&lt;',
    '&amp;',
    'a ',
    'Aa ',
    '1 ',
    '1.',
    '1:',
    ' -',
    '. ',
    ', ',
    '() ',
    '{}',
    ',}',
    '；',
    '： ',
    '… ',
    'и ',
    'x@x ',
  ],
  ...['a\u0301', 'By Ana, ', '<!--', '<b>'],
];

const sentence =
  'The harbour of Skarre was quiet on Monday, for the first time since the ferries began to run in the spring of last year. ';
const body = `<p>${sentence}</p>`.repeat(6);
const article = (more: string): string => `<h1>Quiet</h1>${body}${more}`;
const meta = (name: string, start: string) => (text: string) =>
  `<meta name="${name}" content="${start}${text}b">${article('')}`;
/** Many elements that say a little, as long together as one that says all. */
const many = (text: string, size: number, make: (part: string) => string): string =>
  make(text.slice(0, size)).repeat(Math.ceil(text.length / (size + 20)));
const json = (fields: object): string => `<script type="application/ld+json">${JSON.stringify(fields)}</script>`;

/** The places of a page where a text may stand, each as a page with the text in it. */
export const places: Readonly<Record<string, (text: string) => string>> = {
  title: (text) => `<title>a${text}b</title>${article('')}`,
  headline: (text) => `<title>Quiet</title><h1>a${text}b</h1>${body}`,
  'og:title': meta('og:title', 'a'),
  'the name of the site': (text) => `<title>Quiet | a${text}b</title>${meta('og:site_name', 'a')(text)}`,
  'the author for machines': meta('author', 'Ana Silva'),
  'the time for machines': meta('article:published_time', '2026-03-02'),
  description: meta('description', 'a'),
  keywords: meta('keywords', 'a'),
  'the section for machines': meta('article:section', 'a'),
  image: (text) => `${meta('og:image', '/a')(text)}<img src="/a${text}b.jpg" alt="a${text}b">`,
  canonical: (text) => `<link rel=canonical href="/a${text}b">${article('')}`,
  language: (text) => `<html lang="en${text}">${article('')}`,
  paragraph: (text) => article(`<p>a${text}b</p>${body}`),
  'last paragraph': (text) => article(`<p>${text}</p>`),
  paragraphs: (text) => article(many(text, 150, (part) => `<p>a${part}b</p>`)),
  boxes: (text) => article(many(text, 5, (part) => `<div>${part}</div>`)),
  byline: (text) => article(`<div class="byline">By Ana${text}b</div>`),
  bylines: (text) => article(`<div class="byline">${many(text, 100, (part) => `<b>Ana${part}</b>`)}</div>`),
  time: (text) => article(`<time datetime="${text}">2 March 2026${text}b</time>`),
  date: (text) => article(`<span class="date">2 March 2026${text}b</span>`),
  dates: (text) => article(`<p>${many(text, 5, (part) => `<span class="date">${part}</span>`)}`),
  class: (text) => `<h1>Quiet</h1><div class="a${text}b">${body}</div>`,
  id: (text) => `<h1>Quiet</h1><div id="a${text}b">${body}</div>`,
  address: (text) => article(`<p>see <a href="/a${text}b">this</a> for more than that</p>`),
  link: (text) => article(`<p><a href="/b">a${text}b</a></p>`),
  links: (text) => article(`<p>${many(text, 5, (part) => `<a href="/${part}">${part}</a> `)}`),
  tag: (text) => article(`<div class="tags"><a rel=tag href="/tag/b">a${text}b</a></div>`),
  'behind a label of tags': (text) => article(`<p>Tags:${text}<a href="/tag/b">b</a></p>`),
  'behind a label of a section': (text) => article(`<p>Filed under:${text}<a href="/b">b</a></p>`),
  crumb: (text) => `<nav class="breadcrumb"><a href=/>Home</a> <a href="/b">a${text}b</a></nav>${article('')}`,
  trail: (text) => `<div>Home › a${text}b</div>${article('')}`,
  related: (text) => article(`<aside class="related"><h3>Related</h3><a href="/b">a${text}b</a></aside>`),
  comment: (text) =>
    article(
      `<div id="comments"><h2>2 comments</h2><li class="comment"><b>Anna${text}</b> says:${text}<p>a${text}b</p></li>` +
        `<li class="comment"><b>Bob</b><p>${text}</p></li></div>`,
    ),
  comments: (text) =>
    article(
      `<div id="comments">${many(text, 80, (part) => `<li class="comment"><b>Anna</b> said ${part}<p>a${part}b</p></li>`)}</div>`,
    ),
  caption: (text) => article(`<figure><img src=/a.jpg><figcaption>a${text}b</figcaption></figure>${body}`),
  code: (text) => article(`<pre>a${text}b</pre>`),
  'structured data': (text) =>
    json({
      '@type': 'NewsArticle',
      headline: `a${text}b`,
      author: `Ana${text}b`,
      datePublished: `2026-03-02${text}`,
      keywords: text,
      articleSection: `a${text}b`,
      description: `a${text}`,
    }) + article(''),
  'a described body': (text) =>
    `${json({ '@type': 'NewsArticle', headline: 'Quiet', articleBody: `a${text}b` })}<h1>Quiet</h1>`,
  'broken structured data': (text) =>
    `<script type="application/ld+json">{"@type":"NewsArticle","a":[${text}</script>${article('')}`,
  'no structured data': (text) => `<script type="application/ld+json">${text}</script>${article('')}`,
  'the state of a program': (text) =>
    `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({
      props: { title: 'Quiet', body: `<p>${text}</p>${sentence.repeat(10)}` },
    })}</script><h1>Quiet</h1>`,
  'a broken state': (text) => `<script>window.__STATE__ = ${text}</script>${article('')}`,
  'nowhere else': (text) => text,
};

const link = '<a rel=author href="/author/b">Jo Wu</a>';

/** What a page may hold a hundred thousand of, one beside the other, each as a page filled with it up to a length. */
export const rows: Readonly<Record<string, (length: number) => string>> = {
  standfirsts: (length) =>
    `<main><h1>Quiet</h1>${fill('<p class="dek">Short</p>', length)}<div>${body}${body}</div></main>`,
  'links to writers': (length) => article(`<div>Photos by ${fill(link, length)}</div>`),
  'fields of a byline': (length) =>
    article(fill(`<div class="byline">${`<i class=a>${'a | '.repeat(500)}</i>`.repeat(50)}</div>`, length)),
  'plain lists with a telling name': (length) =>
    article(`<div>${fill('<ul class="related"><li>a</ul>', length)}</div>`),
  'lines that end almost like a credit': (length) => article(fill(`<p>The sea. Video: ${'a'.repeat(98)}1</p>`, length)),
  'blanks in what machines are told': (length) =>
    json({ '@type': 'NewsArticle', headline: 'Quiet', description: `a${' '.repeat(100_000)}b` }) +
    article(' '.repeat(length)),
};

/** A text of some length that says nothing but one piece. */
export function fill(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length));
}
