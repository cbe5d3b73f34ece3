/** From a news page to an article: text in, draft out. Pure; nothing is fetched and nothing stored. */
import { type Draft, draft } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import { webAddress } from '../addresses.ts';
import { directionOf } from '../language.ts';
import { type Block, isProse } from './blocks.ts';
import { type Body, findBody } from './body.ts';
import { countComments } from './comment-count.ts';
import { commentRoots } from './comment-roots.ts';
import { readComments } from './comments.ts';
import { dekApart } from './dek.ts';
import { describedBody, describedComments } from './described.ts';
import type { Place } from './filter-lines.ts';
import { flightState } from './flight-data.ts';
import { claimsArticle, type Head, metaValue, readHead } from './head.ts';
import { linksOfInlineBoxes } from './inline-boxes.ts';
import { articleNode, type Graph, type Node, readGraph, textIn } from './json-ld.ts';
import type { LabelSources } from './label-words.ts';
import { languageOf } from './language-of.ts';
import { oneOf } from './name-words.ts';
import { pageBlocks } from './page-blocks.ts';
import { called, tagged } from './page-index.ts';
import { pageStates } from './page-state.ts';
import { findTimes, readTime, showTime } from './page-times.ts';
import { parseHtml } from './parse-html.ts';
import { isPartial } from './paywall.ts';
import { findAuthors, within } from './people.ts';
import { type Measured, measure } from './prune.ts';
import { findRelated } from './related.ts';
import { findSection } from './section.ts';
import { publisherNames, siteNames } from './site-name.ts';
import { type StateArticle, stateArticle } from './state-article.ts';
import { findSummary } from './summary.ts';
import { findTags } from './tags.ts';
import { findTitle, isForeignTo, type Title } from './title.ts';
import { isNamed } from './tokens.ts';
import { attribute, type PageElement, type PageTree } from './tree.ts';
import { judge } from './verdict.ts';
import { writeHtml, writeText } from './write-html.ts';

export interface PageOptions {
  /** The address the page came from; null for a file of unknown origin. */
  readonly url: string | null;
  /** When it was fetched, milliseconds since 1970 UTC: what "2 hours ago" counts from where the page has no clock. */
  readonly fetchedAt: number | null;
}

export interface Page {
  /** html is allow-listed with absolute addresses; text is the body without captions, paragraphs parted by a blank line. */
  readonly draft: Draft;
  /** Where the body came from: the page's elements, its structured data, its program's state, or all its text. */
  readonly method: 'dom' | 'json-ld' | 'state' | 'plain';
  /** True where the page shows only a part of the article (a paywall). */
  readonly partial: boolean;
}

/** Longer pages are cut: no article needs them, and the text of what is left is still found. */
const maxLength = 12_000_000;

/** Everything that the fields of the draft are read from. */
interface Reading {
  readonly options: PageOptions;
  readonly tree: PageTree;
  readonly head: Head;
  readonly graph: Graph;
  readonly article: Node | null;
  readonly state: StateArticle | null;
  readonly title: Title;
  readonly language: string | null;
  readonly page: Measured;
  readonly comments: readonly PageElement[];
  /** True for elements of comments, related news and menus. */
  readonly apart: (element: PageElement) => boolean;
  readonly sites: readonly string[];
}

function apartRoots(tree: PageTree, comments: readonly PageElement[]): Set<PageElement> {
  const roots = new Set(comments);
  const size = tree.elements.length;
  for (const element of [...tagged(tree, 'aside', 'nav'), ...called(tree, 'related')]) {
    if (
      ['html', 'body', 'main', 'article', 'a', 'h1'].includes(element.tag) ||
      element.last - element.index > 0.5 * size ||
      (element.tag === 'nav' && (isNamed(element, 'byline') || isNamed(element, 'tags')))
    )
      continue;
    roots.add(element);
  }
  return roots;
}

/** A page whose elements tell more than this needs no state: reading one costs as much as all the rest. */
const enoughShown = 1_500;

function stateOf(
  tree: PageTree,
  blocks: readonly Block[],
  title: string | null,
  claimed: boolean,
): StateArticle | null {
  const prose = blocks.reduce((sum, block) => sum + (isProse(block) ? block.size : 0), 0);
  return prose > enoughShown ? null : stateArticle([...pageStates(tree), flightState(tree)], title, claimed);
}

function read(html: string, options: PageOptions): Reading {
  const tree = parseHtml(html.slice(0, maxLength));
  const head = readHead(tree, options.url);
  const graph = readGraph(tree);
  const whole = pageBlocks(tree);
  const { blocks } = whole;
  const described = articleNode(graph);
  const shown = findTitle(tree, blocks, { head, article: null, url: options.url });
  // Structured data that speaks of another article is worse than none.
  const own = isForeignTo(head, described, shown.text) ? null : described;
  const state = stateOf(tree, blocks, shown.text, claimsArticle(head, own));
  const article = own ?? state?.node ?? null;
  const title = article ? findTitle(tree, blocks, { head, article, url: options.url }) : shown;
  const page = measure(tree, whole, title.element);
  const comments = commentRoots(page, options.url);
  return {
    options,
    tree,
    head,
    graph,
    article,
    state,
    title,
    language: languageOf(tree, head, article, page.blocks),
    page,
    comments,
    apart: within(apartRoots(tree, comments)),
    sites: [...siteNames(head, options.url), ...publisherNames(graph, article)],
  };
}

function mainImage(reading: Reading, body: Body): { readonly image: string | null; readonly imageAlt: string | null } {
  const { head, article } = reading;
  const inBody = body.blocks.find((block) => block.kind === 'image');
  const said = metaValue(head, 'image') ?? (article ? textIn(article.image) : null);
  const image = webAddress(said, head.base) ?? (inBody ? webAddress(attribute(inBody.parent, 'src'), head.base) : null);
  if (image === null) return { image: null, imageAlt: null };
  const file = (address: string): string =>
    address
      .replace(/[?#].*$/, '')
      .replace(/^.*\//, '')
      .replace(/-\d+x\d+(?=\.)/, '');
  const shown = tagged(reading.tree, 'img').find(
    (element) => attribute(element, 'alt') !== '' && file(attribute(element, 'src')) === file(image),
  );
  const alt =
    metaValue(head, 'imageAlt') ?? (shown ? attribute(shown, 'alt') : inBody ? attribute(inBody.parent, 'alt') : '');
  return { image, imageAlt: alt === '' ? null : alt };
}

function summaryOf(reading: Reading, body: Body, text: string, { language }: Place): string | null {
  const { page, head, title, article, sites, apart } = reading;
  const inSight = body.dek ?? dekApart(page.blocks, title.element, body.words[0], apart, language);
  const described = metaValue(head, 'summary') ?? (article ? textIn(article.description) : null);
  return findSummary(inSight, described, { title: title.text, text, sites });
}

function labelsOf(reading: Reading, body: Body): { readonly section: string | null; readonly tags: string[] } {
  const { tree, head, graph, article, title, sites, apart, options } = reading;
  const sources: LabelSources = {
    tree,
    head,
    graph,
    article,
    title,
    sites,
    apart,
    container: body.container,
    url: options.url ?? head.canonical,
  };
  const section = findSection(sources);
  return { section, tags: findTags(sources, section) };
}

const commentPlace = new RegExp(`#${oneOf('commentAnchors')}$`);

/** The readers' side of the page: comments, their number, and what else it offers to read. */
function aroundOf(
  reading: Reading,
  body: Body,
  place: Place,
): Pick<Draft, 'comments' | 'commentCount' | 'commentsLink' | 'related'> {
  const { tree, head, article, options, language } = reading;
  const clock = { language, now: options.fetchedAt, fetchedAt: options.fetchedAt };
  const when = (element: PageElement): number | null => showTime(element, clock);
  const shown = readComments(tree, reading.comments, when);
  const comments =
    shown.length > 0 ? shown : describedComments(reading.graph, article, (text) => readTime(text, clock));
  const link = tagged(tree, 'a').find((element) => commentPlace.test(attribute(element, 'href')));
  return {
    comments,
    commentCount: countComments({
      tree,
      head,
      article,
      title: reading.title.element,
      container: body.container,
      roots: reading.comments,
      held: comments.length,
      apart: within(new Set(body.related)),
    }),
    commentsLink: link ? webAddress(attribute(link, 'href'), head.base) : null,
    related: findRelated({
      tree,
      boxes: body.related,
      links: [...body.links, ...linksOfInlineBoxes(tree, body.words, place.host, place.language)],
      language: place.language,
      base: head.base,
      pageUrl: options.url ?? head.canonical,
      title: reading.title.text,
      when,
    }),
  };
}

function placeOf(reading: Reading, authors: readonly string[]): Place {
  const host = URL.parse(reading.options.url ?? reading.head.canonical ?? '')?.hostname ?? '';
  const language = reading.language?.split('-')[0] ?? null;
  const claimed = claimsArticle(reading.head, reading.article);
  return { language, host, authors, captions: false, titleText: reading.title.text ?? '', claimed };
}

/**
 * Cuts the article out of a page (issue "What comes out of a page"). `html` is the page decoded to text.
 * Throws NewsError('not-an-article') for front pages, login pages, error texts, images and pages without text.
 */
export function extractPage(html: string, options: PageOptions): Page {
  if (!/<[a-z!?/]/i.test(html.slice(0, 100_000))) {
    throw new NewsError('not-an-article', `${options.url ?? 'The file'} is not a web page.`, 'Give a page in HTML.');
  }
  const reading = read(html, options);
  const { head, article, title } = reading;
  const authors = findAuthors({ ...reading, title: title.element, blocks: reading.page.blocks });
  const place = placeOf(reading, authors);
  const own = findBody({ page: reading.page, comments: reading.comments, place });
  const times = findTimes({
    ...reading,
    blocks: reading.page.blocks,
    title: title.element,
    url: options.url,
    fetchedAt: options.fetchedAt,
  });
  const described = describedBody({ article, state: reading.state, base: head.base }, place, own.size);
  if (!described)
    judge({
      ...reading,
      body: own,
      title: title.text,
      titleElement: title.element,
      published: times.published,
      url: options.url,
      language: reading.language?.split('-')[0] ?? null,
      blocks: reading.page.blocks,
    });
  const text = described?.text ?? writeText(own.words);
  const language = reading.language;
  const page: Draft = draft({
    link: head.canonical ?? webAddress(options.url, null),
    title: title.text,
    ...labelsOf(reading, own),
    authors,
    published: times.published,
    updated: times.updated,
    language,
    direction: directionOf(language, text),
    summary: summaryOf(reading, own, text, place),
    ...mainImage(reading, own),
    html: described?.html ?? writeHtml(own.blocks, own.container, head.base),
    text,
    baseUrl: head.base,
    ...aroundOf(reading, described ? { ...own, links: [...own.links, ...described.links] } : own, place),
  });
  return {
    draft: page,
    method: described?.method ?? 'dom',
    partial: isPartial({ ...reading, body: own, described: described !== null, article }),
  };
}
