/** What a page says in a sentence or two of its article. */
import { wordsIn } from './likeness.ts';
import { bare } from './tree.ts';

/** So many words of a description must stand in the article, and more of them where it names the site: it may speak of that. */
const leastShared = 0.1;
const leastWithSite = 0.6;
/** Where the body is looked at for a description that only repeats its first words, and how much of them. */
const startOfBody = 700;
const probe = 60;
/** Letters and digits of the longest usual dateline; what follows it must be long enough to tell. */
const dateline = 45;
const leastProbe = 30;

/** True where the description is the first words of the body, perhaps with a dateline more or less. */
function repeats(said: string, text: string): boolean {
  const [line, start] = [bare(said), bare(text.slice(0, startOfBody))];
  const behind = line.slice(dateline, dateline + probe);
  return start.includes(line.slice(0, probe)) || (behind.length >= leastProbe && start.includes(behind));
}

/** The share of the words of a line that stand in a text. */
function shared(line: string, text: string): number {
  const said = [...wordsIn(line)].filter((word) => word.length > 3 || /[^\p{sc=Latin}\p{N}]/u.test(word));
  const all = wordsIn(text);
  return said.length === 0 ? 0 : said.filter((word) => all.has(word)).length / said.length;
}

/**
 * The standfirst in sight, else the description for machines, unless that says no more than the headline or the first words
 * of the body, or speaks of the site. `described` may end with the site's name; `sites` are plain (bare in tree.ts).
 */
export function findSummary(
  inSight: string | null,
  described: string | null,
  article: { readonly title: string | null; readonly text: string; readonly sites: readonly string[] },
): string | null {
  if (inSight !== null) return inSight;
  const said = withoutSite(described ?? '', article.sites).trim();
  const title = article.title ?? '';
  if (said === '' || bare(said) === bare(title) || repeats(said, article.text)) return null;
  const least = article.sites.some((site) => bare(said).includes(site)) ? leastWithSite : leastShared;
  return shared(said, `${title} ${article.text}`) < least ? null : said;
}

/** "Nine gulls were counted. - Skarre Post" and "… | Skarre Post" without the name. */
function withoutSite(text: string, sites: readonly string[]): string {
  const end = /\s[-–—|]\s+([^-–—|]{2,40})$/.exec(text);
  return end?.[1] && sites.includes(bare(end[1])) ? text.slice(0, end.index) : text;
}
