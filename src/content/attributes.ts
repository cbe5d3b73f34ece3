/** The attributes that an element may keep, and what an embedded thing is linked by. */
import { bestOfSrcset, hostOf, linkAddress, webAddress } from './addresses.ts';
import { safeLine } from './safe.ts';

/** Names and values in the order in which they are written. */
export type Attributes = readonly (readonly [name: string, value: string])[];
type Given = ReadonlyMap<string, string>;

const none: Attributes = [];
/** Where pages keep the real address of a picture that a script loads later. */
const lazySources = ['data-src', 'data-original', 'data-lazy-src', 'data-lazy', 'data-hi-res-src', 'data-orig-file'];
const lazySets = ['data-srcset', 'data-lazy-srcset', 'srcset'];

/** What `tag` keeps of its attributes; null where the element itself must not be kept (a link or a picture to nothing). */
export function keptAttributes(tag: string, given: Given, base: string | null): Attributes | null {
  if (given.size === 0) return tag === 'a' || tag === 'img' ? null : none;
  switch (tag) {
    case 'a':
      return link(given, base);
    case 'img':
      return image(given, base);
    case 'td':
    case 'th':
      return withDirection(given, [...number(given, 'colspan', 1, 1_000), ...number(given, 'rowspan', 1, 1_000)]);
    case 'ol':
      return withDirection(given, number(given, 'start', -999_999, 999_999));
    case 'li':
      return withDirection(given, number(given, 'value', -999_999, 999_999));
    case 'abbr':
    case 'dfn':
      return words(given, 'title');
    case 'time':
      return words(given, 'datetime');
    case 'code':
    case 'pre':
      return language(given);
    default:
      return withDirection(given, none);
  }
}

function link(given: Given, base: string | null): Attributes | null {
  const address = linkAddress(given.get('href'), base);
  return address === null ? null : [['href', address], ...words(given, 'title')];
}

function image(given: Given, base: string | null): Attributes | null {
  if (isTracker(given)) return null;
  const address = imageAddress(given, base);
  if (address === null) return null;
  return [['src', address], ['alt', safeLine(given.get('alt') ?? '')], ...words(given, 'title')];
}

/** A lazy address goes before `src`, which is a stand-in then; `srcset` helps where there is no usable `src`. */
function imageAddress(given: Given, base: string | null): string | null {
  for (const name of lazySources) {
    const address = webAddress(given.get(name), base);
    if (address !== null) return address;
  }
  const lazySet = webAddress(bestOfSrcset(given.get('data-srcset')), base);
  if (lazySet !== null) return lazySet;
  const plain = webAddress(given.get('src'), base);
  if (plain !== null) return plain;
  for (const name of lazySets) {
    const address = webAddress(bestOfSrcset(given.get(name)), base);
    if (address !== null) return address;
  }
  return null;
}

/** Pictures of one point, or that nobody is to see, only count who reads. */
function isTracker(given: Given): boolean {
  const isPoint = (size: string | undefined) => size !== undefined && /^\s*[01](?:px)?\s*$/.test(size);
  if (isPoint(given.get('width')) || isPoint(given.get('height'))) return true;
  const style = given.get('style');
  return (
    style !== undefined &&
    style.length < 2_000 &&
    /display\s{0,9}:\s{0,9}none|(?:^|[;\s])(?:width|height)\s{0,9}:\s{0,9}[01](?:px)?(?:;|$)/i.test(style)
  );
}

function words(given: Given, name: string): Attributes {
  const value = safeLine(given.get(name) ?? '');
  return value === '' ? none : [[name, value]];
}

function number(given: Given, name: string, least: number, most: number): Attributes {
  const value = given.get(name)?.trim() ?? '';
  if (!/^-?\d{1,7}$/.test(value)) return none;
  return [[name, String(Math.min(most, Math.max(least, Number(value))))]];
}

/** The programming language of a code block, in the way that HTML names it (4.5.15): class="language-x". */
function language(given: Given): Attributes {
  const written = given.get('class') ?? '';
  const found = /(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s?([A-Za-z0-9+#._-]{1,24})/.exec(
    written.slice(0, 500),
  );
  return found?.[1] ? [['class', `language-${found[1].toLowerCase()}`]] : none;
}

function withDirection(given: Given, attributes: Attributes): Attributes {
  const direction = given.get('dir')?.toLowerCase();
  return direction === 'rtl' || direction === 'ltr' ? [...attributes, ['dir', direction]] : attributes;
}

/** The link that stands for an embedded page, film or sound; null where it leads nowhere. */
export function embedLink(
  tag: string,
  given: Given,
  base: string | null,
): { readonly address: string; readonly words: string } | null {
  const written = tag === 'object' ? given.get('data') : (given.get('src') ?? given.get('data-src'));
  const address = webAddress(written, base);
  if (address === null) return null;
  const title = safeLine(given.get('title') ?? '');
  const kind = tag === 'video' ? 'Video' : tag === 'audio' ? 'Audio' : 'Embedded';
  return { address, words: title === '' ? `${kind}: ${safeLine(hostOf(address))}` : title };
}

/** The value of the attribute of that name, or null. */
export function attributeOf(attributes: Attributes, name: string): string | null {
  return attributes.find(([known]) => known === name)?.[1] ?? null;
}
