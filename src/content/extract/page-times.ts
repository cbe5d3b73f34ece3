/** When the article was published and updated, from the most trustworthy place that says so. */
import { parseDate } from '../../core/dates.ts';
import type { Block } from './blocks.ts';
import { type Head, metaValues } from './head.ts';
import { list, type Node } from './json-ld.ts';
import { inZone, isUpdateLine, plainDigits, timeAgo, zoneIn } from './moments.ts';
import { isNamed } from './tokens.ts';
import { attribute, type PageElement, type PageTree, textOf } from './tree.ts';

export interface PageTimes {
  readonly published: number | null;
  readonly updated: number | null;
}

interface Found {
  readonly at: number;
  readonly hasTime: boolean;
}

export interface Clock {
  readonly language: string | null;
  /** What "now" was when the page was written: its own last update, else the time of fetching. */
  readonly now: number | null;
  readonly fetchedAt: number | null;
}

const earliest = Date.UTC(1990, 0, 1);

function plausible(at: number, clock: Clock): boolean {
  const latest = (clock.fetchedAt ?? Date.now()) + 2 * 86_400_000;
  return at >= earliest && at <= latest;
}

/** A printed time as a moment. Clocks without a zone are read in the zone of a city named beside them, else as UTC. */
function read(text: string, clock: Clock): Found | null {
  const line = text.trim();
  if (line === '' || line.length > 300) return null;
  if (/^\d{10}(?:\d{3})?$/.test(line)) {
    const at = Number(line) * (line.length === 10 ? 1_000 : 1);
    return plausible(at, clock) ? { at, hasTime: true } : null;
  }
  const parsed = parseDate(line, { language: clock.language });
  if (!parsed) return null;
  const zone = parsed.hasTime && parsed.offsetMinutes === null ? zoneIn(line) : null;
  const at = zone ? inZone(parsed.at, zone) : parsed.at;
  return plausible(at, clock) ? { at, hasTime: parsed.hasTime } : null;
}

/** A time in sight, absolute or relative. */
function readVisible(text: string, clock: Clock): Found | null {
  const ago = clock.now === null ? null : timeAgo(text);
  if (ago && clock.now !== null) return { at: clock.now - ago.ms, hasTime: !ago.coarse };
  return read(text, clock) ?? readWithin(text, clock);
}

const dateLike =
  /\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?:[T ,]+\d{1,2}:\d{2}(?::\d{2})?)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:[ ,–-]+\d{1,2}[:.h]\d{2})?|\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?:[ ,–-]+(?:at )?\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?|\d{1,2}(?:st|nd|rd|th|\.)? (?:de |d')?\p{L}[\p{L}\p{M}]{2,12}\.?,? (?:de )?\d{4}(?:[ ,–-]+\d{1,2}[:.h]\d{2})?/u;

/** The first date inside a line that says more than a date. */
function readWithin(text: string, clock: Clock): Found | null {
  const match = dateLike.exec(plainDigits(text.slice(0, 300)));
  return match ? read(match[0], clock) : null;
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

const months = 'janfebmaraprmayjunjulaugsepoctnovdec';

/** /2023/12/22/, /2023/dec/22/ and the like. */
function dateInAddress(url: string | null, clock: Clock): Found | null {
  const address = (url ?? '').replace(
    /\/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\//i,
    (_whole, name: string) => `/${String(months.indexOf(name.toLowerCase()) / 3 + 1).padStart(2, '0')}/`,
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

/** The elements that may show a time, without those that stand in comments or among other articles' headlines. */
function placesOf(tree: PageTree, apart: (element: PageElement) => boolean): Places {
  const places: Places = { published: [], updated: [], times: [], named: [] };
  for (const element of tree.elements) {
    if (element.tag === 'html' || element.tag === 'body' || element.tag === 'script') continue;
    const itemprop = attribute(element, 'itemprop').toLowerCase();
    const { attributes } = element;
    const isTime =
      element.tag === 'time' ||
      itemprop.startsWith('date') ||
      'datetime' in attributes ||
      'data-date-time' in attributes;
    if (!isTime && !(isNamed(element, 'date') && element.last - element.index < 40)) continue;
    if (places.times.length + places.named.length > 400 || apart(element)) continue;
    const name =
      `${attribute(element, 'class')} ${itemprop} ${attribute(element, 'pubdate') && 'pubdate'}`.toLowerCase();
    if (itemprop === 'datemodified' || /(?:^|[\s_-])(?:updated|modified|dt-updated)/.test(name))
      places.updated.push(element);
    else if (
      itemprop === 'datepublished' ||
      'pubdate' in element.attributes ||
      /publi|entry-date|post-date|posted|dt-published|created/.test(name)
    )
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

const clockIn = /(?<!\d)([01]?\d|2[0-3])[:.](\d\d)(?!\d)/;

/** The date in an update line, in the zone of the city that it names anywhere ("Last update: 22 Nov 14:30, Beirut"). */
function readUpdate(text: string, clock: Clock): Found | null {
  const line = plainDigits(text);
  const zone = zoneIn(line);
  const whole = parseDate(line, { language: clock.language });
  const parsed = whole?.hasTime ? whole : parseDate(dateLike.exec(line)?.[0] ?? '', { language: clock.language });
  let shown = parsed?.at ?? null;
  let hasTime = parsed?.hasTime ?? false;
  const time = clockIn.exec(line);
  if (!hasTime && time) {
    // A clock without a day is today's, by the page's own calendar or by the time of fetching.
    const day = shown ?? (clock.fetchedAt === null ? null : clock.fetchedAt - (clock.fetchedAt % 86_400_000));
    if (day === null) return null;
    shown = day + (Number(time[1]) * 60 + Number(time[2])) * 60_000;
    hasTime = true;
  }
  if (shown === null) return null;
  const at = hasTime && zone && (parsed?.offsetMinutes ?? null) === null ? inZone(shown, zone) : shown;
  return plausible(at, clock) ? { at, hasTime } : null;
}

/** The page's own clock: what "2 hours ago" counts from. */
function pageClock(blocks: readonly Block[], base: Clock): Clock {
  let best: Found | null = null;
  for (const block of blocks) {
    if (block.size > 160 || block.size === 0) continue;
    // Pieces of a line may stand in elements of their own, with nothing but style to part them.
    const text = block.pieces.map(({ node }) => node?.text ?? ' ').join(' ');
    const found = isUpdateLine(text) ? readUpdate(text.replace(/\s+/g, ' ').trim(), base) : null;
    if (found && (!best || found.at > best.at)) best = found;
  }
  return { ...base, now: best?.hasTime ? best.at : base.fetchedAt };
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
      if (block.size > 200 || block.size === 0 || /©|\(c\)|copyright/i.test(block.text)) continue;
      // "Publié le 3 mars - Mis à jour le 5 mars" says both, the first one first.
      const both = /publi|posted|erstellt|pubbl|gepubl|veröff/i.test(block.text.slice(0, 20));
      const updated = isUpdateLine(block.text);
      if (updated && !both) continue;
      const found = updated ? readWithin(block.text, clock) : readVisible(block.text, clock);
      if (found) return found;
    }
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
  return { published: published?.at ?? null, updated: modified?.at ?? null };
}
