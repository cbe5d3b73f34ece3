/**
 * One mapping from an item or entry to a draft, for every XML format: what its own vocabulary says comes first, then
 * the modules. Nothing is invented: what is not said is null.
 *
 * Summary and body: content:encoded, an Atom content and their like are the body; a description or summary is the
 * summary. Where there is no body the description is both, so that there is something to read. Of two short texts
 * (description and summary) the first is the summary and the second the body, unless the first is twice as long.
 */
import { type Draft, draft } from '../core/article.ts';
import { parseDate } from '../core/dates.ts';
import { baseOf } from './addresses.ts';
import { authorsOf } from './authors.ts';
import { atomBody, type Body, looseBody, looseLine } from './constructs.ts';
import { commentsOf, itemLink } from './links.ts';
import { enclosuresOf, mediaBelow, pictureOf } from './media.ts';
import { guessedHtml, guessedLine } from './plain-text.ts';
import { type Element, every, type Fields, fieldsOf, firstText, membersOf, textOf, textOrNull } from './tree.ts';

/** What a feed says for all of its items. */
export interface ItemContext {
  /** What relative addresses stand against; null where nothing is known. */
  readonly documentUrl: string | null;
  readonly language: string | null;
  /** Authors that items without their own inherit (Atom). */
  readonly authors: readonly string[];
}

const titleNames = ['atom:title', 'title', 'dc:title', 'dcterms:title', 'itunes:title'];
const bodyNames = [
  'content:encoded',
  'atom:content',
  'xhtml:body',
  'xhtml:div',
  'fullitem',
  'payload',
  'body',
  'content',
  'encoded',
  'yandex:full-text',
  'turbo:content',
];
const summaryNames = ['description', 'abstract', 'atom:summary', 'summary'];
const plainSummaryNames = [
  'dc:description',
  'dcterms:description',
  'dcterms:abstract',
  'itunes:summary',
  'googleplay:description',
  'itunes:subtitle',
];
const publishedNames = [
  'pubdate',
  'atom:published',
  'published',
  'atom:issued',
  'issued',
  'dcterms:issued',
  'dc:date',
  'prism:publicationdate',
  'dcterms:date',
  'date',
  'atom:created',
  'created',
  'dcterms:created',
];
const updatedNames = ['atom:updated', 'updated', 'atom:modified', 'modified', 'dcterms:modified', 'lastmod'];

/** The first of these fields that holds a date that can be read. */
export function dateOf(fields: Fields, names: readonly string[], language: string | null): number | null {
  for (const element of every(fields, names)) {
    const text = element.whole ? textOf(element).trim() : '';
    const date = text ? parseDate(text, { language }) : null;
    if (date) return date.at;
  }
  return null;
}

/** The first title that is not empty: a blank one yields to the modules'. */
function titleOf(fields: Fields): string | null {
  const candidates = [...every(fields, titleNames), ...mediaBelow(fields, 'media:title')];
  for (const element of candidates) {
    const line = element.whole ? looseLine(element) : null;
    if (line) return line;
  }
  return null;
}

/** Bodies of the RSS 1.0 content module's first form: content:items / rdf:Bag / rdf:li / content:item / rdf:value. */
function itemsBody(fields: Fields, documentUrl: string | null): Body | null {
  for (const list of fields.get('content:items') ?? []) {
    const pending: Element[] = [list];
    for (let element = pending.shift(); element && pending.length < 1000; element = pending.shift()) {
      if (element.name === 'rdf:value') return looseBody(element, documentUrl);
      for (const child of element.children) if (typeof child === 'object') pending.push(child);
    }
  }
  return null;
}

/** The contents of an element, where a multipart/alternative one holds several. */
function alternatives(element: Element): readonly Element[] {
  if (!/^multipart\//i.test(element.attributes.type?.trim() ?? '')) return [element];
  return element.children.filter((child): child is Element => typeof child === 'object');
}

function isPlain(element: Element): boolean {
  return /^text(?:\/plain)?$/i.test(element.attributes.type?.trim() ?? '');
}

function bodyOf(fields: Fields, documentUrl: string | null): Body | null {
  const elements = every(fields, bodyNames).flatMap(alternatives);
  // Of several forms of one text, HTML says more than plain.
  for (const element of [...elements.filter((one) => !isPlain(one)), ...elements.filter(isPlain)]) {
    const isTyped = element.attributes.type !== undefined || element.attributes.mode !== undefined;
    const body = isTyped ? atomBody(element, documentUrl) : looseBody(element, documentUrl);
    if (body) return body;
  }
  return itemsBody(fields, documentUrl);
}

/** The texts that are summaries, best first. */
function summariesOf(fields: Fields, item: Element, documentUrl: string | null): readonly Body[] {
  const found: Body[] = [];
  const own = item.children.filter(
    (child): child is Element => typeof child === 'object' && summaryNames.includes(child.name),
  );
  for (const element of own) {
    const isTyped = element.attributes.type !== undefined || element.attributes.mode !== undefined;
    const body = isTyped ? atomBody(element, documentUrl) : looseBody(element, documentUrl);
    if (body) found.push(body);
  }
  if (found.length > 0) return found;
  for (const element of [...every(fields, plainSummaryNames), ...mediaBelow(fields, 'media:description')]) {
    const html = guessedHtml(textOf(element));
    if (html) return [{ html, base: element.base, language: element.language }];
  }
  return [];
}

/** Which text is the summary and which the body (the rule stands at the top). */
function textsOf(
  fields: Fields,
  item: Element,
  documentUrl: string | null,
): { summary: Body | null; body: Body | null } {
  const body = bodyOf(fields, documentUrl);
  const [first = null, second = null] = summariesOf(fields, item, documentUrl);
  if (body || !first || !second) return { summary: first, body: body ?? first };
  const isFirstLonger = first.html.length >= 2 * second.html.length;
  return isFirstLonger ? { summary: second, body: first } : { summary: first, body: second };
}

function splitWords(text: string): readonly string[] {
  return text.split(/[,،、;]/);
}

/** The names of podcast categories, each before those inside it. */
function podcastCategories(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element) => [
    element.attributes.text ?? textOf(element),
    ...podcastCategories(fieldsOf(element).get('itunes:category') ?? []),
  ]);
}

/** The publisher's tags from every vocabulary, each once, in the order of the list and then of the document. */
function tagsOf(fields: Fields): readonly string[] {
  const given = [
    every(fields, ['category', 'atom:category']).map(
      (element) => textOf(element).trim() || element.attributes.term || element.attributes.label || '',
    ),
    every(fields, ['dc:subject', 'dcterms:subject']).flatMap(membersOf).map(textOf),
    every(fields, ['itunes:keywords']).flatMap((element) => splitWords(textOf(element))),
    podcastCategories(every(fields, ['itunes:category', 'googleplay:category'])),
    mediaBelow(fields, 'media:category').map((element) => element.attributes.label || textOf(element)),
    mediaBelow(fields, 'media:keywords').flatMap((element) => splitWords(textOf(element))),
  ].flat();
  return [...new Set(given.map((tag) => guessedLine(tag.trim())).filter((tag) => tag !== null))];
}

/** The publisher's id as given; RSS 1.0 has it as rdf:about. */
function guidOf(item: Element, fields: Fields): string | null {
  for (const element of every(fields, ['guid', 'atom:id', 'id'])) {
    const text = element.whole ? textOrNull(element) : null;
    if (text) return text;
  }
  return (item.attributes['rdf:about'] ?? item.attributes.about)?.trim() || firstText(fields, ['dc:identifier']);
}

function itemAuthors(fields: Fields, context: ItemContext): readonly string[] {
  const own = authorsOf(fields);
  if (own.length > 0) return own;
  for (const source of every(fields, ['atom:source', 'source'])) {
    const original = authorsOf(fieldsOf(source));
    if (original.length > 0) return original;
  }
  return context.authors;
}

/** One item as a draft; null for one that the document's end cut off before it said anything. */
export function readItem(item: Element, context: ItemContext): Draft | null {
  const fields = fieldsOf(item);
  const { documentUrl } = context;
  const { summary, body } = textsOf(fields, item, documentUrl);
  const language =
    (firstText(fields, ['dc:language', 'language']) ?? body?.language ?? item.language ?? context.language) || null;
  const picture = pictureOf(fields, documentUrl);
  const known = {
    guid: guidOf(item, fields),
    link: itemLink(item, fields, documentUrl),
    title: titleOf(fields),
    html: body?.html ?? null,
  };
  if (!item.whole && !known.guid && !known.link && !known.title) return null;
  return draft({
    ...known,
    section: guessedLine(firstText(fields, ['slash:section', 'prism:section', 'section'])),
    authors: itemAuthors(fields, context),
    published: dateOf(fields, publishedNames, language),
    updated: dateOf(fields, updatedNames, language) ?? parseDate(item.attributes.lastmod ?? '')?.at ?? null,
    language,
    tags: tagsOf(fields),
    summary: summary?.html ?? null,
    image: picture?.url ?? null,
    imageAlt: picture?.alt ?? null,
    enclosures: enclosuresOf(fields, documentUrl),
    ...commentsOf(fields, documentUrl),
    answers: fields.get('thr:in-reply-to')?.[0]?.attributes.ref,
    baseUrl: baseOf((body ?? item).base, documentUrl),
  });
}
