/** Which vocabulary a name belongs to, whatever prefix the document uses for it. */

/** Parts of normalized namespace addresses and the canonical prefix that each stands for. The first match wins. */
const vocabularies: readonly (readonly [part: string, prefix: string])[] = [
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/slash', 'slash'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/rss/1.0/modules/prism', 'prism'],
  ['purl.org/rss/1.0/modules/', '?'],
  ['purl.org/rss/1.0', ''],
  ['purl.org/net/rss1.1', ''],
  ['backend.userland.com/rss', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['cyber.law.harvard.edu/rss', ''],
  ['netscape.com/rdf/simple/0.9', ''],
  ['netscape.com/publish/formats/rss', ''],
  ['www.rssboard.org/media-rss', 'media'],
  ['www.rssboard.org/rss-specification', ''],
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/atom/app', '?'],
  ['purl.org/dc/elements', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['yahoo.com/mrss', 'media'],
  ['dtds/podcast-1.0.dtd', 'itunes'],
  ['www.google.com/schemas/play-podcasts', 'googleplay'],
  ['wellformedweb.org/commentapi', 'wfw'],
  ['purl.oclc.org/net/rss_2.0/enc', 'enc'],
  ['purl.org/syndication/thread', 'thr'],
  ['rssnamespace.org/feedburner', 'feedburner'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
  ['prismstandard.org/namespaces', 'prism'],
  ['news.yandex.ru', 'yandex'],
  ['turbo.yandex.ru', 'turbo'],
  ['purl.org/metadata/dublin_core', 'dc'],
  // Addresses that were nearly copied right.
  ['purl.org/dc/', 'dc'],
  ['www.itunes.com/', 'itunes'],
  ['search.yahoo.com/', 'media'],
];

/** The elements of Atom 1.0 (RFC 4287 section 4) and 0.3. What else stands in its namespace is RSS's or HTML's. */
const atomNames = new Set(
  (
    'feed entry title link id updated published summary content author contributor category generator icon logo ' +
    'rights source subtitle name uri email tagline modified issued created copyright info url'
  ).split(' '),
);

/** What undeclared prefixes usually stand for. */
const usual = new Map<string, string>(
  vocabularies.map(([, prefix]) => [prefix, prefix] as const).filter(([prefix]) => prefix && prefix !== '?'),
);
for (const [prefix, meaning] of [
  ['a10', 'atom'],
  ['rss', ''],
  ['html', 'xhtml'],
  ['thread', 'thr'],
] as const) {
  usual.set(prefix, meaning);
}

/** The canonical prefix of a namespace address: "" for RSS and for none, null for one we do not know. */
export function vocabularyOf(address: string): string | null {
  if (address.length > 300) return null;
  const normal = address.trim().toLowerCase();
  if (!normal) return '';
  for (const [part, prefix] of vocabularies) if (normal.includes(part)) return prefix === '?' ? null : prefix;
  return null;
}

/** The declarations of one element, on top of those around it. */
export interface Scope {
  readonly outer: Scope | null;
  /** Prefix as written in lower case ("" is the default) to canonical prefix; null for a foreign vocabulary. */
  readonly declared: ReadonlyMap<string, string | null>;
  /** Names already worked out here. */
  readonly known: Map<string, string>;
}

export const outermost: Scope = { outer: null, declared: new Map(), known: new Map() };

/** A scope with these declarations. An unknown default on the root means none: publishers invent such addresses. */
export function openScope(outer: Scope, declarations: ReadonlyMap<string, string>, isRoot: boolean): Scope {
  const declared = new Map<string, string | null>();
  for (const [prefix, address] of declarations) {
    const canonical = vocabularyOf(address);
    declared.set(prefix, canonical === null && prefix === '' && isRoot ? '' : canonical);
  }
  return { outer, declared, known: new Map() };
}

/**
 * The canonical name of a qualified one (lower case): "dc:creator" for "x:creator" where x is Dublin Core.
 * A foreign vocabulary's names get a "?" so that its "title" is nobody's title. Unprefixed attributes keep their name.
 */
export function canonicalName(scope: Scope, qualified: string, isAttribute: boolean): string {
  const colon = qualified.indexOf(':');
  if (isAttribute && colon < 0) return qualified;
  const known = scope.known.get(qualified);
  if (known !== undefined) return known;
  const prefix = colon < 0 ? '' : qualified.slice(0, colon);
  const local = qualified.slice(colon + 1);
  let found: string | null | undefined;
  for (let at: Scope | null = scope; at && found === undefined; at = at.outer) found = at.declared.get(prefix);
  let name: string;
  if (found === null) name = `?${qualified}`;
  else if (found === undefined) name = usual.get(prefix) === '' ? local : `${usual.get(prefix) ?? prefix}:${local}`;
  else name = found === '' || (found === 'atom' && !isAttribute && !atomNames.has(local)) ? local : `${found}:${local}`;
  if (found === undefined && prefix === '') name = local;
  // Hostile documents have a new name in every tag; the memory of them is bounded.
  if (scope.known.size < 2000) scope.known.set(qualified, name);
  return name;
}
