/** The headline: the heading in sight that the page's own description agrees with. */
import { type Head, metaNamed, metaValue, metaValues } from './head.ts';
import { type Node, textIn } from './json-ld.ts';
import { named } from './tokens.ts';
import { attribute, type PageElement, type PageTree, textOf, upward } from './tree.ts';

export interface Title {
  readonly text: string | null;
  /** The heading that shows it, null where none does. */
  readonly element: PageElement | null;
}

/** Longest headline that is believed. */
const maxLength = 400;
const separators = /\s+[|\-–—·•»«:~/‹›⋆★]+\s+|\s*[|»]\s*|\s+::\s+/;

function words(text: string): Set<string> {
  const dense = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu) ?? [];
  const spaced = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return new Set(dense.length > 4 ? dense : spaced);
}

/** Share of words in common, by the shorter of the two: 1 where one holds the other. */
function overlap(one: string, other: string): number {
  const a = words(one);
  const b = words(other);
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / Math.max(1, Math.min(a.size, b.size));
}

/** Like overlap, but by the longer: 1 only where both say the same words. */
function likeness(one: string, other: string): number {
  const a = words(one);
  const b = words(other);
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / Math.max(1, a.size, b.size);
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The names by which the site may call itself in a title. */
export function siteNames(head: Head, url: string | null): string[] {
  const host = (URL.parse(url ?? head.canonical ?? '')?.hostname ?? '').replace(/^www\./, '');
  const labels = host.split('.').slice(0, -1);
  return [...metaValues(head, 'site'), host, ...labels.filter((label) => label.length > 3)]
    .map(bare)
    .filter((name) => name !== '');
}

/** A title without the site's name before or behind it; without a known name a short last part goes. */
function withoutSite(title: string, sites: readonly string[]): string {
  const parts = title.split(separators);
  if (parts.length < 2) return title;
  const isSite = (part: string): boolean => {
    const plain = bare(part);
    return (
      plain === '' ||
      sites.some(
        (site) =>
          plain === site ||
          (site.length > 4 && (plain.includes(site) || site.includes(plain)) && plain.length < site.length + 15),
      )
    );
  };
  let from = 0;
  let to = parts.length;
  while (to - from > 1 && isSite(parts[to - 1] ?? '')) to--;
  while (to - from > 1 && isSite(parts[from] ?? '')) from++;
  if (from === 0 && to === parts.length) return title;
  // Cut out of the original, so that separators inside the headline stay as they are.
  const first = parts[from] ?? '';
  const last = parts[to - 1] ?? '';
  const start = from === 0 ? 0 : title.indexOf(first);
  const end = title.lastIndexOf(last) + last.length;
  return end > start ? title.slice(start, end).trim() : title;
}

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

function headings(tree: PageTree): Candidate[] {
  const found: Candidate[] = [];
  for (const element of tree.elements) {
    const level = /^h[1-6]$/.test(element.tag)
      ? Number(element.tag.charAt(1))
      : attribute(element, 'itemprop') === 'headline' && element.tag !== 'meta'
        ? 1
        : attribute(element, 'role') === 'heading' && attribute(element, 'aria-level') === '1'
          ? 1
          : 0;
    if (level === 0 || level > 4 || found.length > 300) continue;
    const text = textOf(element, 1_000);
    if (text !== '' && text.length <= maxLength && !isFurniture(element)) found.push({ element, text, level });
  }
  return found;
}

/** What the page calls its headline in its head and structured data. */
function claims(head: Head, article: Node | null, sites: readonly string[]): string[] {
  const said = [
    article ? textIn(article['headline']) : null,
    metaNamed(head, 'og:title')[0] ?? null,
    metaValue(head, 'title'),
    head.title,
  ];
  return said.flatMap((text) => (text && text.trim() !== '' ? [withoutSite(text.trim(), sites)] : []));
}

/** A first heading that stands for the site on every page is no headline: it is a link home, or the site's name. */
function isSiteHeading(candidate: Candidate, sites: readonly string[]): boolean {
  return sites.includes(bare(candidate.text));
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

/** Finds the headline: a heading in sight that agrees with the metadata, else what the metadata says. */
export function findTitle(tree: PageTree, head: Head, article: Node | null, url: string | null): Title {
  const sites = siteNames(head, url);
  const candidates = headings(tree).filter((candidate) => !isSiteHeading(candidate, sites));
  const said = claims(head, article, sites);
  const agreed = best(candidates, said);
  if (agreed) return { text: agreed.text, element: agreed.element };
  const firsts = candidates.filter((candidate) => candidate.level === 1);
  const only = firsts.length === 1 || said.length === 0 ? (firsts[0] ?? null) : null;
  const claim = said[0] ?? null;
  // An only h1 beats a title that the page may share with every other page, unless the page names its headline itself.
  if (only && (claim === null || words(claim).size < 3 || words(only.text).size >= 4))
    return { text: only.text, element: only.element };
  if (claim) return { text: claim.slice(0, maxLength), element: null };
  const first = candidates[0] ?? null;
  return { text: first?.text ?? null, element: first?.element ?? null };
}
