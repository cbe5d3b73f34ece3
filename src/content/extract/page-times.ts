/** When the article was published and updated, from the most trustworthy place that says so. */
import times from '../../../data/extract/times.json' with { type: 'json' };
import type { Block } from './blocks.ts';
import { type Head, metaValues } from './head.ts';
import { list, type Node } from './json-ld.ts';
import { fromUpdateWord, isUpdateLine } from './moments.ts';
import { anyPart, oneOf } from './name-words.ts';
import { called, having, inOrder, tagged } from './page-index.ts';
import { alternatives } from './people-words.ts';
import {
  type Clock,
  type Found,
  pageClock,
  plausible,
  read,
  readUpdate,
  readVisible,
  readWithin,
} from './printed-times.ts';
import { isNamed } from './tokens.ts';
import { attribute, type PageElement, type PageTree, textOf } from './tree.ts';

export interface PageTimes {
  readonly published: number | null;
  readonly updated: number | null;
}

function firstOf(texts: Iterable<string>, clock: Clock): Found | null {
  for (const text of texts) {
    const found = read(text, clock);
    if (found) return found;
  }
  return null;
}

function strings(value: unknown): string[] {
  return list(value).flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : []));
}

const months = times.monthsInAddresses;
const monthInAddress = new RegExp(`/(${months.join('|')})[a-z]{0,6}/`, 'i');
const rights = new RegExp(alternatives(times.rights), 'i');

/** /2023/12/22/, /2023/dec/22/ and the like. */
function dateInAddress(url: string | null, clock: Clock): Found | null {
  const address = (url ?? '').replace(
    monthInAddress,
    (_whole, name: string) => `/${String(months.indexOf(name.toLowerCase()) + 1).padStart(2, '0')}/`,
  );
  const match = /[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)/.exec(address);
  if (!match) return null;
  const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return plausible(at, clock) ? { at, hasTime: false } : null;
}

interface Places {
  readonly published: PageElement[];
  readonly updated: PageElement[];
  readonly times: PageElement[];
  readonly named: PageElement[];
}

const updatedName = new RegExp(`(?:^|[\\s_-])${oneOf('updated')}`);
const publishedName = anyPart('published');

/** True for what holds several times: each says for itself which it is. */
function holdsTimes(element: PageElement): boolean {
  const within = (one: PageElement): number =>
    one.children.reduce(
      (sum, child) => sum + (child.tag === null ? 0 : Number(child.tag === 'time') + within(child)),
      0,
    );
  return within(element) > 1;
}

/** The elements that may show a time, without those that stand in comments or among other articles' headlines. */
function placesOf(tree: PageTree, apart: (element: PageElement) => boolean): Places {
  const places: Places = { published: [], updated: [], times: [], named: [] };
  const mayShow = ['itemprop', 'datetime', 'data-date-time'].map((name) => having(tree, name));
  for (const element of inOrder(tagged(tree, 'time', 'abbr'), ...mayShow, called(tree, 'date'))) {
    if (element.tag === 'html' || element.tag === 'body' || element.tag === 'script') continue;
    const itemprop = attribute(element, 'itemprop').toLowerCase();
    const { attributes } = element;
    const isTime =
      element.tag === 'time' ||
      itemprop.startsWith('date') ||
      'datetime' in attributes ||
      (element.tag === 'abbr' && /\d{4}-\d\d/.test(attribute(element, 'title'))) ||
      'data-date-time' in attributes;
    if (!isTime && !(isNamed(element, 'date') && element.last - element.index < 40 && !holdsTimes(element))) continue;
    if (places.times.length + places.named.length > 400 || apart(element)) continue;
    const name =
      `${attribute(element, 'class')} ${itemprop} ${attribute(element, 'pubdate') && 'pubdate'}`.toLowerCase();
    if (itemprop === 'datemodified' || updatedName.test(name)) places.updated.push(element);
    else if (itemprop === 'datepublished' || 'pubdate' in element.attributes || publishedName.test(name))
      places.published.push(element);
    else if (isTime) places.times.push(element);
    else places.named.push(element);
  }
  return places;
}

function shown(element: PageElement, clock: Clock): Found | null {
  const stated =
    attribute(element, 'datetime') ||
    attribute(element, 'content') ||
    attribute(element, 'data-datetime') ||
    attribute(element, 'data-date-time');
  const text = textOf(element, 300);
  return (
    (stated === '' ? null : read(stated, clock)) ??
    (text.length > 150 ? null : readVisible(text, clock)) ??
    read(attribute(element, 'title'), clock)
  );
}

/** The moment that an element shows or states; null if none. */
export function showTime(element: PageElement, clock: Clock): number | null {
  return shown(element, clock)?.at ?? null;
}

/** The moment that a stated time means (structured data, attributes); null if it is none. */
export function readTime(text: string, clock: Clock): number | null {
  return read(text, clock)?.at ?? null;
}

function firstShown(elements: readonly PageElement[], clock: Clock): Found | null {
  for (const element of elements) {
    const found = shown(element, clock);
    if (found) return found;
  }
  return null;
}

/** How many elements below the headline its own date may stand. */
const below = 60;

/** The elements under the headline: elsewhere stand the dates of other articles and of today. */
function nearTitle(elements: readonly PageElement[], title: PageElement | null): readonly PageElement[] {
  return title ? elements.filter(({ index }) => index > title.index && index <= title.last + below) : elements;
}

/** A date in the lines round the headline, then anywhere in the first lines of the page. */
function inText(blocks: readonly Block[], title: PageElement | null, clock: Clock): Found | null {
  const at = title
    ? Math.max(
        0,
        blocks.findIndex((block) => block.parent.index >= title.index),
      )
    : 0;
  for (const near of [blocks.slice(at, at + 10), blocks.slice(Math.max(0, at - 4), at), blocks.slice(0, 60)]) {
    for (const block of near) {
      if (block.size > 200 || block.size === 0 || rights.test(block.text)) continue;
      // "Publié le 3 mars - Mis à jour le 5 mars" says both, the first one first.
      const change = isUpdateLine(block.text) ? fromUpdateWord(block.text) : null;
      const before = change === null ? block.text : block.text.slice(0, -change.length);
      if (change !== null && !/\d/.test(before)) continue;
      const found = change === null ? readVisible(before, clock) : readWithin(before, clock);
      if (found) return found;
    }
  }
  return null;
}

const changeName = new RegExp(`(?:^|[-_])(?:date-?)?(?:last-?)?${oneOf('changed')}`, 'i');

/** A time of the last change in an attribute that says so (data-updated-at, updatedate). */
function changeStated(element: PageElement, clock: Clock): Found | null {
  for (const [name, value] of Object.entries(element.attributes)) {
    if (value.length < 40 && /\d{4}/.test(value) && changeName.test(name)) return read(value, clock);
  }
  return null;
}

/** "Updated 5 March" below the headline, in one line or as a label with the date in the next element. */
function changedBelow({ tree, title, apart }: TimeSources, clock: Clock): Found | null {
  if (!title) return null;
  for (const element of tree.elements.slice(title.index + 1, title.last + below)) {
    if (element.last - element.index > 12 || apart(element)) continue;
    const stated = changeStated(element, clock);
    if (stated) return stated;
    const text = textOf(element, 200);
    const line = text === '' ? null : fromUpdateWord(text);
    if (line === null || (line.length < 30 && !/\d/.test(line) && text.length > 40)) continue;
    const siblings = element.parent?.children ?? [];
    const next = /\d/.test(line) ? null : siblings.slice(siblings.indexOf(element) + 1).find((one) => one.tag !== null);
    const found = next?.tag ? shown(next, clock) : readUpdate(line, clock);
    if (found) return found;
  }
  return null;
}

/** What the times of a page are found in. */
export interface TimeSources {
  readonly tree: PageTree;
  readonly head: Head;
  readonly article: Node | null;
  readonly blocks: readonly Block[];
  readonly title: PageElement | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly fetchedAt: number | null;
  /** True for elements that are not the article's: comments, related news. */
  readonly apart: (element: PageElement) => boolean;
}

/** Published and updated, milliseconds since 1970 UTC; null where the page says nothing believable. */
export function findTimes(sources: TimeSources): PageTimes {
  const { article, head, blocks } = sources;
  const base: Clock = { language: sources.language, now: sources.fetchedAt, fetchedAt: sources.fetchedAt };
  const clock = pageClock(blocks, base);
  const places = placesOf(sources.tree, sources.apart);
  const said = (name: string): Found | null => (article ? firstOf(strings(article[name]), clock) : null);
  const modified =
    said('dateModified') ?? firstOf(metaValues(head, 'updated'), clock) ?? firstShown(places.updated, clock);
  const published =
    said('datePublished') ??
    firstOf(metaValues(head, 'published'), clock) ??
    firstShown(places.published, clock) ??
    said('dateCreated') ??
    said('uploadDate') ??
    dateInAddress(sources.url ?? head.canonical, clock) ??
    firstShown(nearTitle(places.times, sources.title), clock) ??
    firstShown(nearTitle(places.named, sources.title), clock) ??
    (modified || places.times.length + places.named.length === 0 ? null : inText(blocks, sources.title, clock)) ??
    firstShown(places.times, clock) ??
    firstShown(places.named, clock) ??
    modified ??
    inText(blocks, sources.title, clock);
  const updated = modified ?? changedBelow(sources, clock);
  return { published: published?.at ?? null, updated: updated?.at ?? null };
}
