/** Pictures and attached files of an item. */
import type { Enclosure } from '../core/article.ts';
import { baseOf, resolve } from './addresses.ts';
import { guessedLine } from './plain-text.ts';
import { type Element, every, type Fields, fieldsOf, firstText, textOf } from './tree.ts';

/** A size in bytes; null for anything but a whole number ("0" is what generators write for unknown, kept as given). */
export function wholeNumber(text: string | undefined | null): number | null {
  const given = text?.trim() ?? '';
  return /^\d{1,15}$/.test(given) ? Number(given) : null;
}

function enclosureFrom(element: Element, address: string | undefined, documentUrl: string | null): Enclosure | null {
  const url = resolve(address, baseOf(element.base, documentUrl));
  if (!url) return null;
  const type = element.attributes.type ?? element.attributes['enc:type'];
  return {
    url,
    type: type?.trim() || null,
    length: wholeNumber(element.attributes.length ?? element.attributes['enc:length']),
  };
}

/** What an Atom link is for: its rel, by the short name that IANA's address form stands for. */
export function relationOf(link: Element): string {
  const rel = link.attributes.rel?.trim().toLowerCase() || 'alternate';
  return rel.replace(/^https?:\/\/www\.iana\.org\/assignments\/(?:link-relations|relation)\/#?/, '');
}

/** Attached files: enclosure elements and Atom links with rel="enclosure", each address once, in document order. */
export function enclosuresOf(fields: Fields, documentUrl: string | null): readonly Enclosure[] {
  const found = new Map<string, Enclosure>();
  for (const element of every(fields, ['enclosure', 'atom:link', 'link', 'enc:enclosure'])) {
    const isLink = element.name === 'link' || element.name === 'atom:link';
    if (isLink && relationOf(element) !== 'enclosure') continue;
    const { attributes } = element;
    const address =
      attributes.url ?? attributes.href ?? attributes['rdf:resource'] ?? attributes.resource ?? attributes['enc:url'];
    const enclosure = enclosureFrom(element, address ?? textOf(element), documentUrl);
    if (enclosure && !found.has(enclosure.url)) found.set(enclosure.url, enclosure);
  }
  return [...found.values()];
}

export interface Picture {
  readonly url: string;
  readonly alt: string | null;
}

const imageFile = /\.(?:jpe?g|png|gif|webp|avif|svg)$/i;

function isImage(element: Element): boolean {
  const { medium, type, url } = element.attributes;
  if (medium) return medium.trim().toLowerCase() === 'image';
  if (type) return /^image\b/i.test(type.trim());
  return imageFile.test((url ?? '').split(/[?#]/, 1)[0] ?? '');
}

function area(element: Element): number {
  return (wholeNumber(element.attributes.width) ?? 0) * (wholeNumber(element.attributes.height) ?? 1);
}

/** The one that says it is the default, else the largest, else the first. */
function best(elements: readonly Element[]): Element | undefined {
  let chosen = elements[0];
  for (const element of elements) {
    if (element.attributes.isdefault?.trim() === 'true') return element;
    if (chosen && area(element) > area(chosen)) chosen = element;
  }
  return chosen;
}

/** The fields' media elements, those in groups and contents included. */
export function mediaBelow(fields: Fields, name: string): readonly Element[] {
  const holders = [
    ...(fields.get('media:group') ?? []),
    ...(name === 'media:content' ? [] : (fields.get('media:content') ?? [])),
  ];
  return [...(fields.get(name) ?? []), ...holders.flatMap((holder) => mediaBelow(fieldsOf(holder), name))];
}

/** The words that come with a picture, never an article's own description: only what stands inside its element. */
function wordsOf(element: Element): string | null {
  const inside = fieldsOf(element);
  return guessedLine(
    element.attributes.alt?.trim() || firstText(inside, ['media:description', 'media:title', 'title', 'description']),
  );
}

function addressIn(element: Element): string | null {
  const { attributes } = element;
  return (
    attributes.url ??
    attributes.href ??
    attributes['rdf:resource'] ??
    firstText(fieldsOf(element), ['url']) ??
    textOf(element)
  );
}

/**
 * The main picture: a Media RSS image, else a thumbnail, else the item's own image element, the podcast's, an
 * enclosed or linked image.
 */
export function pictureOf(fields: Fields, documentUrl: string | null): Picture | null {
  const linked = every(fields, ['enclosure', 'atom:link', 'link']).filter(
    ({ name, attributes }) =>
      /^image\//i.test(attributes.type?.trim() ?? '') &&
      (name === 'enclosure' || /^(?:enclosure|image|preview|icon)$/i.test(attributes.rel ?? '')),
  );
  const candidates = [
    best(mediaBelow(fields, 'media:content').filter(isImage)),
    best(mediaBelow(fields, 'media:thumbnail')),
    ...every(fields, ['image', 'itunes:image', 'googleplay:image']),
    ...linked,
  ];
  for (const element of candidates) {
    const url = element && resolve(addressIn(element), baseOf(element.base, documentUrl));
    if (element && url) return { url, alt: wordsOf(element) };
  }
  return null;
}
