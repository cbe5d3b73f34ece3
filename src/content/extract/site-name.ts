/** Titles without the names of the site and its sections. */
import labels from '../../../data/extract/labels.json' with { type: 'json' };
import { type Head, metaValues } from './head.ts';
import { type Graph, isNode, list, type Node, resolve, textIn, typesOf } from './json-ld.ts';
import { looksLikeName } from './people-words.ts';
import { bare } from './tree.ts';

const smallWords = new Set(labels.smallWords);
const separators = /\s+[|\-–—·•»«:~/‹›⋆★]+\s+|\s*[|»«]\s*|\s+::\s+/;

/** The names by which the site may call itself in a title. */
export function siteNames(head: Head, url: string | null): string[] {
  const host = (URL.parse(url ?? head.canonical ?? '')?.hostname ?? '').replace(/^www\./, '');
  const labels = host.split('.').slice(0, -1);
  return [...metaValues(head, 'site'), host, ...labels.filter((label) => label.length > 3)]
    .map(bare)
    .filter((name) => name !== '');
}

/** The names of those who publish the article, as structured data tells them. A person who does is its writer. */
export function publisherNames(graph: Graph, article: Node | null): string[] {
  return list(article?.publisher).flatMap((one) => {
    const node = resolve(graph, one);
    if (!isNode(node) || typesOf(node).includes('Person')) return [];
    const name = bare(textIn(node.name) ?? '');
    return name === '' ? [] : [name];
  });
}

/** What <title> says behind the headline that the page tells others: the site's name, seldom a section's. */
export function titleTail(head: Head): string[] {
  const headline = bare(metaValues(head, 'title')[0] ?? '');
  const parts = head.title.split(separators);
  const tail = parts.at(-1) ?? '';
  const isTail = parts.length > 1 && headline !== '' && bare(parts.slice(0, -1).join(' ')).startsWith(headline);
  return isTail && !looksLikeName(tail) ? [bare(tail)].filter((name) => name !== '') : [];
}

function isSite(part: string, sites: readonly string[]): boolean {
  const plain = bare(part);
  if (plain === '') return true;
  return sites.some(
    (site) =>
      plain === site ||
      (site.length > 4 && (plain.includes(site) || site.includes(plain)) && plain.length < site.length + 15),
  );
}

/** A site's or a section's name by its look: at most four words, all of them capitalized but the small ones. */
function looksLikeSite(part: string): boolean {
  const words = part.trim().split(/\s+/);
  if (words.length > 5 || part.length > 45) return false;
  return words.every((word) => !/^\p{Ll}/u.test(word) || smallWords.has(word) || /^\S+\.\p{L}{2,4}$/u.test(word));
}

/** How many words the part that stays must have for a part nobody knows to be cut off. */
const enoughWords = 4;

/**
 * A title without the site's name before or behind it. `guess`: cut off parts that only look like the names of a site
 * and its sections, as <title> has them and og:title seldom.
 */
export function withoutSite(title: string, sites: readonly string[], guess = false): string {
  const colon = title.indexOf(':');
  if (colon > 0 && colon < 60 && isSite(title.slice(0, colon), sites))
    return withoutSite(title.slice(colon + 1).trim(), sites, guess);
  const parts = title.split(separators);
  if (parts.length < 2) return title;
  let from = 0;
  let to = parts.length;
  while (to - from > 1 && isSite(parts[to - 1] ?? '', sites)) to--;
  while (to - from > 1 && isSite(parts[from] ?? '', sites)) from++;
  if (guess) {
    const count = (part: string | undefined): number => (part ?? '').split(/\s+/).length;
    const most = Math.max(...parts.slice(from, to).map(count));
    const goes = (part: string): boolean => count(part) < most && looksLikeSite(part);
    if (most >= enoughWords) {
      while (to - from > 1 && goes(parts[to - 1] ?? '')) to--;
      // A short part in front is as often the headline's own ("Gulls - why they matter"): only known forms go.
      const blog = /[»«|]|::/.test(title);
      while (blog && to - from > 1 && goes(parts[from] ?? '')) from++;
    }
  }
  if (from === 0 && to === parts.length) return title;
  // Cut out of the original, so that separators inside the headline stay as they are.
  const first = parts[from] ?? '';
  const last = parts[to - 1] ?? '';
  const start = from === 0 ? 0 : title.indexOf(first);
  const end = title.lastIndexOf(last) + last.length;
  return end > start ? title.slice(start, end).trim() : title;
}
