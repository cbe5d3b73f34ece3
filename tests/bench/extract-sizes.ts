/** The extractor on generated pages of several sizes, against a bare tokenizer over the same text. */
import { extractPage } from '../../src/content/extract/extract.ts';
import { least, tokenize } from './parse.ts';
import { random, wordOf } from './store-data.ts';

type Say = (count: number) => string;
type Make = (say: Say, at: number) => string;

const paragraph: Make = (say) =>
  `<p class="story__text">${say(70)} <a href="/y">${say(3)}</a> ${say(15)}, <em>${say(2)}</em>.</p>`;
const menuItem: Make = (say, at) =>
  `<li class="nav__item nav__item--level-${at % 3} js-nav"><a class="nav__link" href="/section/${at}"><svg class="icon" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg><span class="nav__label">${say(2)}</span></a></li>`;
const teaser: Make = (say, at) =>
  `<div class="teaser related__card-${at % 7}" data-testid="card-${at}"><a href="/story/${at}"><picture><source srcset="/i/${at}.webp 300w"><img src="/i/${at}.jpg" alt="${say(5)}"></picture><h3 class="teaser__headline">${say(9)}</h3></a><p>${say(18)}</p><time datetime="2026-03-02T10:00:00Z">2 March 2026</time></div>`;
const comment: Make = (say, at) =>
  `<li id="comment-${at}" class="comment even depth-1"><article class="comment-body"><footer class="comment-meta"><b class="fn">Reader ${at}</b> <span class="says">says:</span> <time datetime="2026-03-02T11:00:00Z">2 March 2026 at 11:00</time></footer><p>${say(40)}.</p><div class="reply"><a href="#r${at}">Reply</a></div></article></li>`;
const script: Make = (_, at) => `window.k${at}=function(a,b){return a<b?"<div class='x'>"+a+"</div>":b/2};`;
const style: Make = (_, at) => `.a${at}>b:hover{color:#fff;margin:0 ${at}px}`;
const entry: Make = (say, at) => JSON.stringify({ id: at, title: say(8), url: `/story/${at}`, text: say(20) });

/** How many of each a page of some 76,000 characters has. */
interface Shares {
  readonly paragraphs: number;
  readonly menu: number;
  readonly teasers: number;
  readonly comments: number;
  readonly machine: number;
}

const busy: Shares = { paragraphs: 23, menu: 75, teasers: 37, comments: 37, machine: 75 };

/** One endless article; what large sites send, where the article is a small part; and a page that goes on with the next. */
const shapes: Readonly<Record<string, { readonly shares: Shares; readonly articles: number }>> = {
  'a long article': { shares: { paragraphs: 130, menu: 6, teasers: 0, comments: 0, machine: 0 }, articles: 1 },
  'a busy page': { shares: busy, articles: 1 },
  'twenty articles on one page': { shares: busy, articles: 20 },
};

function pageOf(shares: Shares, articles: number, size: number): string {
  const next = random(7);
  const say: Say = (count) => Array.from({ length: count }, () => wordOf(Math.floor(20_000 ** next()))).join(' ');
  const many = (count: number, make: Make, joint = '\n'): string => {
    const scaled = Math.max(1, Math.round((count * size) / articles / 76_000));
    return count === 0 ? '' : Array.from({ length: scaled }, (_, at) => make(say, at)).join(joint);
  };
  const { paragraphs, menu, teasers, comments, machine } = shares;
  const one = (): string => `<nav class="nav"><ul>${many(menu, menuItem)}</ul></nav>
<main><article class="story"><h1>A council counts the gulls</h1><div class="byline">By Orla Venn, 2 March 2026</div><div class="story__body">${many(paragraphs, paragraph)}</div></article>
<aside class="related">${many(teasers, teaser)}</aside><section id="comments"><h2>Comments</h2><ol>${many(comments, comment)}</ol></section></main>
<script type="application/json">[${many(machine / 3, entry, ',')}]</script>`;
  return `<!doctype html><html lang="en"><head><title>A council counts the gulls</title><meta property="og:type" content="article">
<style>${many(machine, style)}</style><script>${many(machine, script)}</script></head><body>${Array.from({ length: articles }, one).join('\n')}</body></html>`;
}

const options = { url: 'https://x.example/a/gulls', fetchedAt: Date.UTC(2026, 2, 3) };

/** Prints, for pages of 20 KB to 2 MB, the processor time of one and how many times that of the tokenizer it is. */
export async function benchSizes(print: (line: string) => void): Promise<void> {
  for (const [name, { shares, articles }] of Object.entries(shapes)) {
    for (const kilobytes of [20, 200, 500, 1_000, 2_000]) {
      const html = pageOf(shares, articles, kilobytes * 1_000);
      const runs = Math.ceil(200 / kilobytes);
      const tokenizer = await least(7, runs * 5, () => tokenize(html, false));
      const ms = await least(7, runs, () => extractPage(html, options));
      const size = Math.round(html.length / 1_000);
      print(`${name} of ${size} KB: ${ms.toFixed(1)} ms, ${(ms / tokenizer).toFixed(1)} × the bare tokenizer`);
    }
  }
}
