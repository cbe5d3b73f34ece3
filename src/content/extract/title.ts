/** The headline: the heading in sight that the page's own description agrees with. */
import { type Block, innermost, isProse } from './blocks.ts';
import { type Head, metaNamed, metaValue } from './head.ts';
import { type Node, textIn } from './json-ld.ts';
import { likeness, overlap, words } from './likeness.ts';
import { called, having, inOrder, tagged } from './page-index.ts';
import { siteNames, withoutSite } from './site-name.ts';
import { isNamed, named } from './tokens.ts';
import { attribute, bare, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

export interface Title {
  readonly text: string | null;
  /** The heading that shows it, null where none does. */
  readonly element: PageElement | null;
}

/** Longest headline that is believed. */
const maxLength = 400;

interface Candidate {
  readonly element: PageElement;
  readonly text: string;
  readonly level: number;
}

const apart = new Set(['nav', 'footer', 'aside', 'form', 'dialog']);

function isFurniture(element: PageElement): boolean {
  for (const outer of upward(element.parent)) {
    if (apart.has(outer.tag)) return true;
    const names = named(outer);
    if (names.has('comments') || names.has('related')) return outer.tag !== 'body' && outer.tag !== 'article';
  }
  return false;
}

/** The level of what calls itself a headline without being a heading: boxes and cells of old pages. 0 for the rest. */
function levelByName(element: PageElement): number {
  if (!['div', 'span', 'p', 'td', 'th', 'font', 'b', 'strong', 'a'].includes(element.tag)) return 0;
  return isNamed(element, 'headline') && element.last - element.index < 12 ? 2 : 0;
}

function headings(tree: PageTree): Candidate[] {
  const found: Candidate[] = [];
  const mayBe = [tagged(tree, 'h1', 'h2', 'h3', 'h4'), having(tree, 'itemprop'), having(tree, 'role')];
  for (const element of inOrder(...mayBe, called(tree, 'headline'))) {
    const level = /^h[1-6]$/.test(element.tag)
      ? Number(element.tag.charAt(1))
      : attribute(element, 'itemprop') === 'headline' && element.tag !== 'meta'
        ? 1
        : attribute(element, 'role') === 'heading' && attribute(element, 'aria-level') === '1'
          ? 1
          : levelByName(element);
    if (level === 0 || level > 4 || found.length > 300) continue;
    const text = textOf(element, 1_000);
    if (text !== '' && text.length <= maxLength && !isFurniture(element)) found.push({ element, text, level });
  }
  return found;
}

/** As much of a claim as is read. */
const longestClaim = 1_000;

/** What the page calls its headline in its head and structured data. */
function claims(head: Head, article: Node | null, sites: readonly string[]): string[] {
  const said = [
    article ? textIn(article.headline) : null,
    metaNamed(head, 'og:title')[0] ?? null,
    metaValue(head, 'title'),
    head.title,
  ];
  return said.flatMap((given) => {
    const text = given?.slice(0, longestClaim) ?? '';
    if (text.trim() === '') return [];
    // What ends like the whole of <title> ends with the site's name too.
    return [withoutSite(text.trim(), sites, bare(text) === bare(head.title))];
  });
}

/** True for a heading that stands for the site on every page: its name, a link home, or what holds its logo. */
function isSiteHeading({ element, text }: Candidate, sites: readonly string[], url: string | null): boolean {
  if (sites.includes(bare(text))) return true;
  const link = element.children.find((child) => child.tag === 'a');
  if (link?.tag !== 'a' || textOf(link, 500) !== text) return false;
  const target = URL.parse(attribute(link, 'href'), url ?? 'https://site.invalid/');
  const home = target !== null && /^\/(?:index\.\w{2,5})?$/.test(target.pathname) && target.search === '';
  return home && (url === null || URL.parse(url)?.pathname !== target.pathname);
}

/**
 * Where two headings stand side by side in <title> ("Blog: Post"), the wordier one is the post's; where <title> is the
 * name of the site alone, a lower heading that calls itself the headline is.
 */
function notTheBlog(winner: Candidate, candidates: readonly Candidate[], head: Head): Candidate {
  const whole = bare(head.title);
  const own = bare(winner.text);
  if (winner.element.tag !== 'h1' || !whole.includes(own)) return winner;
  const rest = whole.replace(own, '\n');
  const others = candidates.filter(
    ({ text }) => words(text).size > words(winner.text).size && rest.includes(bare(text)),
  );
  if (others[0] || whole !== own) return others[0] ?? winner;
  const marked = candidates.find(
    ({ element, level, text }) => level > 1 && isNamed(element, 'headline') && words(text).size > 2,
  );
  return metaNamed(head, 'og:title').length === 0 ? (marked ?? winner) : winner;
}

/** A headline without a kicker, a counter or a note that stands in the same heading but in no claim. */
function withoutKicker({ element, text }: Candidate, said: readonly string[]): string {
  const own = bare(text);
  for (const claim of said) {
    const plain = bare(claim);
    if (words(claim).size < 3 || own === plain) continue;
    const extra = own.startsWith(plain)
      ? own.slice(plain.length)
      : own.endsWith(plain)
        ? own.slice(0, -plain.length)
        : '';
    if (extra === '' || extra.length > 60 || !hasPart(element, extra)) continue;
    return own.startsWith(plain)
      ? text.slice(0, lengthOf(text, plain))
      : text.slice(lengthOf(text, extra)).replace(/^[^\p{L}\p{N}"“„«¿¡'‘(]+/u, '');
  }
  return text;
}

/** How much of a text its first letters and digits take up, as many as `plain` has, with the marks behind them. */
function lengthOf(text: string, plain: string): number {
  let left = plain.length;
  let at = 0;
  while (at < text.length && left > 0) if (bare(text.charAt(at++)) !== '') left--;
  while (at < text.length && /[.!?…"”’»)]/.test(text.charAt(at))) at++;
  return at;
}

/** True where an element inside holds just these letters. */
function hasPart(element: PageElement, plain: string): boolean {
  return element.children.some(
    (child) => child.tag !== null && (bare(textOf(child, 500)) === plain || hasPart(child, plain)),
  );
}

/** A line near the top, set in bold or nothing at all, that is one end of what <title> says. */
function lineOfTitle(blocks: readonly Block[], head: Head, said: readonly string[]): Title | null {
  const wanted = [head.title, ...said].map(bare).filter((plain) => plain !== '');
  let found: Block | null = null;
  for (const block of blocks.slice(0, 80)) {
    if (block.size < 10 || block.size > 250 || block.linkSize > 0.5 * block.size || words(block.text).size < 3)
      continue;
    const plain = bare(block.text);
    if (!wanted.some((one) => one.startsWith(plain) || one.endsWith(plain))) continue;
    if (block.size >= (found?.size ?? 0)) found = block;
  }
  return found ? { text: found.text, element: innermost(found) } : null;
}

const large = /font-size\s*:\s*(?:(?:x-)?x-large|large|[2-9]\d(?:px|pt)|1[89](?:px|pt)|[12]\.\d+(?:r?em))/i;

/** True for text set large or bold: in a b, a big font, or a size of its own. */
function isSetLarge(element: PageElement, block: PageElement): boolean {
  for (const outer of upward(element)) {
    if (['b', 'strong', 'big'].includes(outer.tag) || large.test(attribute(outer, 'style'))) return true;
    if (outer.tag === 'font' && /^(?:\+[1-9]|[4-7])$/.test(attribute(outer, 'size'))) return true;
    if (outer === block) return false;
  }
  return false;
}

/** The line set large right above the first paragraphs, where no heading and no claim tells of a headline. */
function largeLine(blocks: readonly Block[]): Title | null {
  const prose = blocks.findIndex(isProse);
  for (const block of blocks.slice(Math.max(0, prose - 6), Math.max(0, prose)).reverse()) {
    // Links between the line and the text are a menu's: the line heads them.
    if (block.linkSize > 0.5 * block.size && block.size > 0) return null;
    if (block.size < 5 || block.size > 200 || block.linkSize > 0 || !['text', 'paragraph', 'cell'].includes(block.kind))
      continue;
    const whole = block.pieces.every(
      ({ node }) => !node || !/\p{L}/u.test(node.text) || isSetLarge(node.parent, block.parent),
    );
    if (whole) return { text: block.text, element: innermost(block) };
  }
  return null;
}

function best(candidates: readonly Candidate[], said: readonly string[]): Candidate | null {
  let winner: Candidate | null = null;
  let value = 0.5;
  for (const candidate of candidates) {
    const agreed = Math.max(
      0,
      ...said.map((claim) => likeness(candidate.text, claim) * 0.6 + overlap(candidate.text, claim) * 0.4),
    );
    // One short word in common is no agreement.
    const short = words(candidate.text).size < 3 && agreed < 0.8;
    const own = short ? 0 : agreed + (candidate.level === 1 ? 0.3 : candidate.level === 2 ? 0.05 : 0);
    if (own > value + 1e-9) {
      winner = candidate;
      value = own;
    }
  }
  return winner;
}

/** True for structured data about something else: its headline shares next to no word with the page and its head. */
export function isForeignTo(head: Head, article: Node | null, title: string | null): boolean {
  const headline = article ? textIn(article.headline) : null;
  const others = [title, head.title, metaNamed(head, 'og:title')[0] ?? null].filter(
    (text) => text !== null && text !== '',
  );
  if (headline === null || others.length === 0 || words(headline).size < 3) return false;
  return others.every((text) => overlap(headline, text ?? '') < 0.25);
}

/** Text shorter than this is a teaser. */
const postSize = 300;

/**
 * Several whole posts on one page that says nothing of a headline of its own: the heading of the first. Only where no
 * text stands above them: below an article, such elements are teasers.
 */
function firstOfPosts(tree: PageTree, blocks: readonly Block[], candidates: readonly Candidate[]): Candidate | null {
  const posts: { readonly element: PageElement; readonly heading: Candidate }[] = [];
  let end = -1;
  for (const element of inOrder(tagged(tree, 'article'), called(tree, 'post'))) {
    if (posts.length >= 2) break;
    if (element.index <= end) continue;
    const heading = candidates.find(({ element: inner, level }) => level <= 3 && contains(element, inner));
    if (!heading || element.tag === 'body' || textOf(element, postSize + 1).length < postSize) continue;
    posts.push({ element, heading });
    end = element.last;
  }
  const [first, second] = posts;
  if (!first || !second) return null;
  const above = blocks.some((block) => isProse(block) && block.parent.index < first.element.index);
  return above ? null : first.heading;
}

/** True for a page that says its headline nowhere but perhaps in <title>. */
function isSilent(head: Head, article: Node | null): boolean {
  return metaNamed(head, 'og:title').length === 0 && (article === null || textIn(article.headline) === null);
}

/** True for a heading that is a link to another page: that of a teaser. */
function leadsAway(tree: PageTree, heading: PageElement, url: string | null): boolean {
  const inner = tree.elements.slice(heading.index, heading.last + 1);
  const link = [...inner, ...upward(heading.parent)].find((element) => element.tag === 'a');
  const target = URL.parse(link ? attribute(link, 'href') : '', url ?? undefined);
  return target !== null && target.href.replace(/#.*/, '') !== URL.parse(url ?? '')?.href.replace(/#.*/, '');
}

/** Finds the headline: a heading in sight that agrees with the metadata, else what the metadata says. */
export function findTitle(
  tree: PageTree,
  blocks: readonly Block[],
  { head, article, url }: { readonly head: Head; readonly article: Node | null; readonly url: string | null },
): Title {
  const sites = siteNames(head, url);
  const all = headings(tree);
  const candidates = all.filter((candidate) => !isSiteHeading(candidate, sites, url));
  const said = claims(head, article, sites);
  const agreed = best(candidates, said);
  const post = isSilent(head, article) ? firstOfPosts(tree, blocks, candidates) : null;
  const above = agreed === null || (agreed.element.tag === 'h1' && agreed.element.index < (post?.element.index ?? 0));
  if (post && above) return { text: post.text, element: post.element };
  if (agreed) {
    const winner = notTheBlog(agreed, candidates, head);
    return { text: withoutKicker(winner, said), element: winner.element };
  }
  const firsts = candidates.filter((candidate) => candidate.level === 1);
  const headed = firsts.length === 1 && words(firsts[0]?.text ?? '').size >= 4;
  const line = lineOfTitle(blocks, head, said) ?? (isSilent(head, article) && !headed ? largeLine(blocks) : null);
  if (line) return line;
  const only = firsts.length === 1 ? (firsts[0] ?? null) : null;
  const claim = said[0] ?? null;
  // An only h1 beats a title that the page may share with every other page, unless the page names its headline itself.
  if (only && (claim === null || words(claim).size < 3 || words(only.text).size >= 4))
    return { text: only.text, element: only.element };
  // A page that is called like its site shows its headline somewhere below.
  const long = candidates.filter((candidate) => words(candidate.text).size >= 3);
  const first = long.find(({ element }) => !leadsAway(tree, element, url)) ?? long[0] ?? candidates[0] ?? null;
  const ofSite = (one: Candidate): boolean => bare(one.text) === bare(claim ?? '') && !candidates.includes(one);
  const named = claim !== null && (sites.includes(bare(claim)) || words(claim).size < 4 || all.some(ofSite));
  if (
    claim &&
    !(named && isSilent(head, article) && first && words(first.text).size >= Math.min(4, words(claim).size + 1))
  )
    return { text: claim.slice(0, maxLength), element: null };
  return { text: first?.text ?? claim, element: first?.element ?? null };
}
