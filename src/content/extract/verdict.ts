/** Whether a page holds an article at all. It says no only where it is sure: a wrong no loses a whole page. */
import { NewsError } from '../../core/errors.ts';
import { type Block, behind, isProse } from './blocks.ts';
import type { Body } from './body.ts';
import { isOwnLink } from './filter-lines.ts';
import { claimsArticle, type Head, isIssued, metaNamed } from './head.ts';
import { isIndex } from './index-page.ts';
import { type Graph, type Node, typesOf } from './json-ld.ts';
import { oneOf, setOf } from './name-words.ts';
import { areOffers } from './offers.ts';
import { tagged } from './page-index.ts';
import { and } from './people-words.ts';
import { beginsWith, holds, phrasesFor, plainWords } from './phrases.ts';
import { attribute, bare, contains, type PageElement, type PageTree } from './tree.ts';

export interface Evidence {
  readonly tree: PageTree;
  readonly head: Head;
  readonly graph: Graph;
  readonly article: Node | null;
  readonly body: Body;
  readonly title: string | null;
  readonly titleElement: PageElement | null;
  readonly published: number | null;
  readonly url: string | null;
  readonly language: string | null;
  /** Plain names of the site. */
  readonly sites: readonly string[];
  /** Every block of the page. */
  readonly blocks: readonly Block[];
}

function refuse(what: string, evidence: Evidence): never {
  const page = evidence.url ?? 'The page';
  throw new NewsError('not-an-article', `${page} ${what}`, 'Give the address of a single article.');
}

/** A phrase says what a title is only where it is most of it: "404 boats in one harbor" is a headline. */
function isMostly(text: string, kind: 'notFound', language: string | null): boolean {
  const phrases = phrasesFor(kind, language);
  // "451: Unavailable for legal reasons" says it twice.
  return [text, text.replace(/^\W*\d{3}\W+/u, '')].some((one) => {
    const phrase = holds(plainWords(one), phrases);
    return phrase !== null && (phrase.text.length > 12 || phrase.text.length >= 0.4 * text.trim().length);
  });
}

/** True for a title that says no more than the phrase, but for the site's name and a number in front. */
function isWhole(text: string, language: string | null): boolean {
  const phrases = phrasesFor('notFound', language);
  return [text, ...text.split(/\s[|–—-]\s/)].some((part) => {
    const line = plainWords(part).replace(/[^\p{L}\p{M}\p{N}]+$/u, '');
    return line !== '' && beginsWith(line, phrases)?.length === line.length;
  });
}

const missing = setOf('missing');

function classesOf(element: PageElement): readonly string[] {
  return attribute(element, 'class').toLowerCase().split(/\s+/);
}

/** More text than an error page has. */
const longestError = 1_200;
/** A line in which a page says that something is gone. */
const longestNotice = 80;

/** The first short lines under the headline. */
function below({ blocks, titleElement }: Evidence): readonly Block[] {
  if (titleElement === null) return [];
  const from = behind(blocks, titleElement);
  return blocks.slice(from, from + 8).filter(({ size }) => size > 0 && size < longestNotice);
}

function isMissing(evidence: Evidence): boolean {
  const { tree, title, head, language, body } = evidence;
  if (body.size > longestError) return false;
  // Content systems say so of the whole page, also of one that they call an article all the same.
  if (tagged(tree, 'body').some((element) => classesOf(element).some((name) => missing.has(name)))) return true;
  if ([head.title, ...metaNamed(head, 'og:title')].some((name) => isWhole(name, language))) return true;
  // Under the headline of a story that has been taken down: the address still tells machines of an article.
  if (below(evidence).some(({ text }) => isMostly(text, 'notFound', language))) return true;
  // "Crew not found" is a headline too: what says that it is an article must have next to no text.
  if (body.size > 300 && claimsArticle(head, evidence.article)) return false;
  return [title, head.title].some((text) => text !== null && text.length < 120 && isMostly(text, 'notFound', language));
}

/** What asks for consent before it shows anything names hundreds of partners, and is long. */
function isConsent({ title, head, article, language }: Evidence): boolean {
  if (claimsArticle(head, article)) return false;
  return [title, head.title].some(
    (text) => beginsWith(plainWords(text ?? ''), phrasesFor('consent', language)) !== null,
  );
}

/** Types of schema.org for pages about the site and its people, and for lists. */
const otherPages = setOf('otherPages');

/** True where the page says to machines that it is about a person, the site, or a list of pages. */
function saysOther({ head, graph, article }: Evidence): boolean {
  if (article !== null || isIssued(head)) return false;
  return graph.nodes.some((node) => typesOf(node).some((type) => otherPages.has(type)));
}

/** A page to sign up for letters: its title says so, and between headline and text it asks for an address. */
function isSignUp({ tree, head, article, body, titleElement, language }: Evidence): boolean {
  if (claimsArticle(head, article) || beginsWith(plainWords(head.title), phrasesFor('login', language)) === null)
    return false;
  const [from, to] = [titleElement?.index ?? 0, body.container.last];
  return tagged(tree, 'input').some(
    (element) => element.index > from && element.index < to && attribute(element, 'type').toLowerCase() === 'email',
  );
}

const joined = new RegExp(`\\s+(?:${and})\\s+|\\s*[/,|]\\s*`, 'u');

/** True for a headline that only names such a page, or several in one: "Contact and imprint", "Subscribe to The Skarre Post". */
function namesService(title: string, language: string | null, sites: readonly string[]): boolean {
  const phrases = phrasesFor('servicePage', language);
  const others = title.split(joined).filter((part) => !sites.includes(bare(part)));
  return [[title], others].some(
    (parts) =>
      parts.length > 0 &&
      parts.every((part) => {
        const line = plainWords(part).replace(/[^\p{L}\p{M}]+$/u, '');
        const phrase = beginsWith(line, phrases);
        if (phrase === null) return false;
        const rest = bare(line.slice(phrase.length));
        return (
          rest === '' || sites.some((site) => site.length > 4 && rest.endsWith(site) && rest.length < site.length + 8)
        );
      }),
  );
}

/** Pages that every site has (contact, imprint, terms), by a headline that says no more. */
function isServicePage({ title, head, article, published, language, sites, url }: Evidence): boolean {
  // Above the prices stands a slogan; the page itself is called "Subscribe to The Skarre Post".
  // Behind a dash goes a title on ("Privacy – why it matters"), unless what stands before it names the site.
  const first = head.title.split(/\s[|–—-]\s/, 1)[0] ?? '';
  const names = sites.some((site) => bare(first).includes(site)) ? [head.title, first] : [head.title];
  if (published === null && !claimsArticle(head, article) && names.some((name) => namesService(name, language, sites)))
    return true;
  if (title === null || !namesService(title, language, sites)) return false;
  // Some systems call every page an article and date it: there such pages stand right below the first one.
  const path = URL.parse(url ?? '')?.pathname ?? '';
  return /^\/[^/]*\/?$/.test(path) || (article === null && !isIssued(head) && published === null);
}

function isLogin(evidence: Evidence): boolean {
  const { tree, title, language, body } = evidence;
  if (body.size > 1_500) return false;
  // "To read this article, sign in" in place of a headline; below it stands what members get.
  const line = plainWords(title ?? '');
  const says = (kind: 'login' | 'paywall') => holds(line, phrasesFor(kind, language)) !== null;
  if (says('paywall') && says('login')) return true;
  if (body.size > 800) return false;
  const asks = tagged(tree, 'input').some((element) => attribute(element, 'type').toLowerCase() === 'password');
  if (!asks) return false;
  return body.size < 250 || beginsWith(line, phrasesFor('login', language)) !== null;
}

/** A first page, perhaps that of one language: "/", "/en/", "/index.html". */
const frontPath = new RegExp(`^/(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:${oneOf('frontFiles')}(?:\\.\\w{2,5})?)?$`, 'i');

function isFrontAddress(url: string | null): boolean {
  const path = URL.parse(url ?? '')?.pathname;
  return path !== undefined && frontPath.test(path);
}

/** A linked headline that stays on the site: lists of shops and tools link away. */
function isHeadline(block: Block, host: string): boolean {
  if (block.linkSize < (block.kind === 'heading' ? 10 : 25) || block.linkSize < 0.8 * block.size) return false;
  return block.links.every((link) => isOwnLink(attribute(link, 'href'), host));
}

/** Many headlines that lead away, and nowhere paragraphs that follow each other under a headline of their own. */
function isFrontPage(evidence: Evidence): boolean {
  const { blocks, body, url, titleElement } = evidence;
  const front = isFrontAddress(url);
  if (claimsArticle(evidence.head, evidence.article) && !front) return false;
  const host = URL.parse(url ?? '')?.hostname ?? '';
  const headlines = blocks.filter((block) => isHeadline(block, host)).length;
  if (headlines < (front ? 8 : 12)) return false;
  const { container } = body;
  // On a front page headlines stand between the texts; below an article they stand behind it.
  const [first, last] = [body.words[0]?.parent.index ?? 0, body.words.at(-1)?.parent.index ?? 0];
  const between = blocks.filter((block) => block.parent.index >= first && block.parent.index <= last);
  const leading = between.filter((block) => isHeadline(block, host)).length;
  if (leading >= 4 && leading >= 0.7 * between.filter(isProse).length) return true;
  const paragraphs = body.words.filter((block) => block.size >= 80 && isProse(block)).length;
  const titled =
    titleElement !== null &&
    (contains(container, titleElement) || container.index - titleElement.last < 40) &&
    titleElement.index < container.last;
  return body.size < 400 && paragraphs < 3 && (front || !titled);
}

/** Prices for a time on a page that tells no machine of an article, and nobody when it was written. */
function isOffer({ head, article, published, blocks }: Evidence): boolean {
  return published === null && !claimsArticle(head, article) && areOffers(blocks);
}

/** A thing for sale with a short description: what tells more may be a review. */
const productSize = 1_500;

function isProduct({ head, graph, article, body }: Evidence): boolean {
  if (article !== null || body.size >= productSize) return false;
  return (
    /product/i.test(metaNamed(head, 'og:type')[0] ?? '') ||
    graph.nodes.some((node) => typesOf(node).includes('Product') && node.offers !== undefined)
  );
}

/** "Dorvik Zinc (DVZ.HA)": a company with its sign at an exchange. */
const ticker = /[(（][A-Z0-9]{1,6}(?:[.:][A-Z0-9]{1,6})?[)）]$/;

/** The page of a share with a word on the company: it has no date, and its title says that it tells a price. */
function isQuotePage({ title, head, article, published, language, body }: Evidence): boolean {
  if (title === null || claimsArticle(head, article) || published !== null || body.size >= productSize) return false;
  return ticker.test(title) && holds(plainWords(head.title), phrasesFor('quotePage', language)) !== null;
}

/** Throws NewsError('not-an-article') for front pages, login pages, error pages with status 200 and empty pages. */
export function judge(evidence: Evidence): void {
  const { body } = evidence;
  if (isMissing(evidence)) refuse('says that what was asked for is not there.', evidence);
  if (isConsent(evidence)) refuse('asks for consent before it shows anything.', evidence);
  if (isLogin(evidence)) refuse('is a login page.', evidence);
  if (isFrontPage(evidence)) refuse('is a page of headlines, not an article.', evidence);
  if (saysOther(evidence))
    refuse('says that it is about somebody, about the site, or a list; it is not an article.', evidence);
  if (isSignUp(evidence)) refuse('asks for an address to send letters to; it is not an article.', evidence);
  if (isServicePage(evidence)) refuse('tells about the site; it is not an article.', evidence);
  if (isOffer(evidence)) refuse('sells subscriptions; it is not an article.', evidence);
  if (isProduct(evidence)) refuse('sells something; it is not an article.', evidence);
  if (isQuotePage(evidence)) refuse('tells the price of a share; it is not an article.', evidence);
  const dated = evidence.article !== null || evidence.head.metas.has('article:published_time');
  if (isIndex({ ...evidence, dated })) refuse('is a list of articles or threads, not one of them.', evidence);
  const enough = claimsArticle(evidence.head, evidence.article) || evidence.published !== null ? 20 : 80;
  let letters = 0;
  for (const { text } of body.words) {
    letters += text.match(/\p{L}/gu)?.length ?? 0;
    if (letters >= enough) break;
  }
  if (letters < enough) refuse('holds no text of an article.', evidence);
}
