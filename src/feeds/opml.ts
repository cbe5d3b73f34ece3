/** Lists of sources in OPML 2.0 (opml.org/spec2.opml), in and out. */
import { resolve } from './addresses.ts';
import { withoutControls } from './references.ts';
import { scan } from './scan.ts';
import { below, type Element } from './tree.ts';

/** One subscription. */
export interface OpmlEntry {
  /** As given: http(s), or another address of ours (file:, sample:). */
  readonly address: string;
  readonly title: string | null;
  /** The site's address. */
  readonly link: string | null;
  /** The outermost outline that it stands in. */
  readonly section: string | null;
  readonly tags: readonly string[];
  /** BCP 47. */
  readonly language: string | null;
  /** A short name to call it by, as the bundled catalog gives. */
  readonly name: string | null;
}

/** A label that an attribute may hold: one line, null where it is empty. */
function label(text: string | undefined): string | null {
  if (text === undefined) return null;
  return withoutControls(text.replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ')).trim() || null;
}

/**
 * The category attribute as tags. OPML 2.0 parts them with commas; in its slash form ("/Boston/Weather") the last
 * part is the word that is meant. Our own export escapes the commas and slashes that tags hold.
 */
function tagsFrom(category: string | undefined): readonly string[] {
  const tags = (category ?? '').split(',').map((part) => {
    const word = part.trim();
    const last = word.startsWith('/') ? (word.split('/').filter(Boolean).at(-1) ?? '') : word;
    return label(last.replace(/%2c/gi, ',').replace(/%2f/gi, '/').replace(/%25/g, '%'));
  });
  return [...new Set(tags)].filter((tag) => tag !== null);
}

interface Pending {
  readonly element: Element;
  readonly section: string | null;
}

/** An address that an outline names: absolute as it is, without a scheme as http. */
function addressFrom(given: string | undefined): string | null {
  const address = given
    ?.trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  if (!address) return null;
  if (URL.canParse(address)) return address;
  return /^[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)/.test(address) ? `https://${address}` : null;
}

/** Whose `url` is a feed's, in lists whose writers took the attribute of links for it. */
const feedTypes = new Set(['rss', 'atom', 'feed', 'rss1', 'rss2', 'json']);

function given(attributes: Element['attributes']): string | undefined {
  const { type = '', xmlurl, feedurl, rssurl, url } = attributes;
  return xmlurl ?? feedurl ?? rssurl ?? (feedTypes.has(type.trim().toLowerCase()) ? url : undefined);
}

/**
 * The other lists that an OPML text refers to (OPML 2.0, "Inclusion"): outlines of type "include", or "link" to an
 * .opml file. They are not followed: what stands there is not what the reader gave.
 */
export function includedLists(text: string): readonly string[] {
  const outlines = below(scan(text), new Set(['outline'])).flatMap(function all(outline): readonly Element[] {
    return [outline, ...below(outline, new Set(['outline'])).flatMap(all)];
  });
  return outlines.flatMap(({ attributes: { type = '', url } }) => {
    const kind = type.trim().toLowerCase();
    return url && (kind === 'include' || (kind === 'link' && /\.opml$/i.test(url))) ? [url] : [];
  });
}

function entryFrom({ attributes }: Element, section: string | null): OpmlEntry | null {
  const address = addressFrom(given(attributes));
  if (!address) return null;
  const text = label(attributes.text);
  return {
    address,
    title: label(attributes.title) ?? (text === given(attributes) ? null : text),
    link: resolve(attributes.htmlurl, null),
    section,
    tags: tagsFrom(attributes.category),
    language: label(attributes.language),
    name: label(attributes.name),
  };
}

/** One form for the ways of writing an address that mean the same ("HTTP://X.example"). */
function sameAddress(address: string): string {
  return URL.parse(address)?.href ?? address;
}

/**
 * The subscriptions of an OPML text, in document order, each address once. Nested outlines are sections: the outermost
 * name counts. Tolerant: broken markup and unknown outlines are read over. Empty where there is none.
 */
export function parseOpml(text: string): readonly OpmlEntry[] {
  const document = scan(text);
  const found = new Map<string, OpmlEntry>();
  const pending: Pending[] = below(document, new Set(['outline'])).map((element) => ({ element, section: null }));
  pending.reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { element, section } = next;
    const entry = entryFrom(element, section);
    const key = entry && sameAddress(entry.address);
    if (key && !found.has(key)) found.set(key, entry);
    const name = section ?? (entry ? null : (label(element.attributes.text) ?? label(element.attributes.title)));
    const children = element.children.filter((child): child is Element => typeof child === 'object');
    for (const child of children.reverse()) pending.push({ element: child, section: name });
  }
  return [...found.values()];
}

/** An attribute's value: also blanks other than spaces as references, which XML would turn into spaces. */
function attribute(name: string, value: string | null): string {
  if (value === null) return '';
  const escaped = value
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls have no place in XML.
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ');
  return ` ${name}="${escaped}"`;
}

function categoryOf(tags: readonly string[]): string | null {
  const escaped = tags.map((tag) => tag.replace(/%/g, '%25').replace(/,/g, '%2C').replace(/^\//, '%2F'));
  return escaped.length > 0 ? escaped.join(',') : null;
}

function outline(entry: OpmlEntry, indent: string): string {
  return [
    `${indent}<outline type="rss"`,
    attribute('text', entry.title ?? entry.address),
    attribute('title', entry.title),
    attribute('xmlUrl', entry.address),
    attribute('htmlUrl', entry.link),
    attribute('category', categoryOf(entry.tags)),
    attribute('language', entry.language),
    attribute('name', entry.name),
    '/>',
  ].join('');
}

/**
 * Writes subscriptions as OPML 2.0 that parseOpml() reads back equal: sections are outlines around their sources, in
 * the order of the first of each; sources without a section come first.
 */
export function writeOpml(
  entries: readonly OpmlEntry[],
  head: { readonly title: string; readonly created: number },
): string {
  const sections = new Map<string | null, OpmlEntry[]>([[null, []]]);
  for (const entry of entries) {
    const same = sections.get(entry.section);
    if (same) same.push(entry);
    else sections.set(entry.section, [entry]);
  }
  const body = [...sections].flatMap(([section, members]) => {
    if (section === null) return members.map((entry) => outline(entry, '    '));
    return [
      `    <outline${attribute('text', section)}${attribute('title', section)}>`,
      ...members.map((entry) => outline(entry, '      ')),
      '    </outline>',
    ];
  });
  const title = attribute('t', head.title).slice(4, -1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head>',
    `    <title>${title}</title>`,
    `    <dateCreated>${new Date(head.created).toUTCString()}</dateCreated>`,
    '  </head>',
    '  <body>',
    ...body,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
}
