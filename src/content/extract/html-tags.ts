/** What HTML says of each tag, and what the extractor makes of it: looked up once for an element, then read off. */

export interface TagKind {
  readonly tag: string;
  /** Runs inside a line of text; everything else begins a new block. */
  readonly isInline: boolean;
  /** No reader sees its text as prose. */
  readonly isSilent: boolean;
  /** Holds nothing and is never closed. */
  readonly isVoid: boolean;
  /** Its text is not markup, and its entities stand for themselves (HTML Living Standard 13.2.5). */
  readonly isRaw: boolean;
  readonly isHeading: boolean;
  /** May stand in the head; anything else ends it. */
  readonly isInHead: boolean;
  /** An open paragraph ends where it begins. */
  readonly endsParagraph: boolean;
  /** Paragraphs outside of it are not ended from within. */
  readonly isScope: boolean;
  /** A cell or a table: only parts of tables are closed from within. */
  readonly isCell: boolean;
  readonly isTablePart: boolean;
  /** Which open elements end where it begins, and which elements they cannot be reached through. */
  readonly siblings: Siblings | null;
}

interface Siblings {
  readonly ends: ReadonlySet<string>;
  readonly within: ReadonlySet<string>;
}

function setOf(tags: string): ReadonlySet<string> {
  return new Set(tags.split(' '));
}

const inline = setOf(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q rb rp rt ruby s samp ' +
    'small span strike strong sub sup time tt u var wbr img picture source br',
);
const silent = setOf(
  'head title script style template svg noscript select textarea iframe object datalist noembed noframes',
);
const empty = setOf(
  'area base basefont br col command embed frame hr img input keygen link meta param source track wbr',
);
const raw = setOf('script style xmp iframe noembed noframes plaintext');
const headings = setOf('h1 h2 h3 h4 h5 h6');
const inHead = setOf('head title meta link style script base noscript template');
const scopes = setOf('html table td th caption template object svg button');
const endsParagraph = setOf(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 ' +
    'h5 h6 header hgroup hr main menu nav ol p pre section summary table ul li dd dt',
);
const cells = setOf('td th table');
const tableParts = setOf('tr td th tbody thead tfoot table');

const item: Siblings = { ends: setOf('li'), within: setOf('ul ol menu') };
const term: Siblings = { ends: setOf('dd dt'), within: setOf('dl') };
const cell: Siblings = { ends: setOf('td th'), within: setOf('tr table') };
const row: Siblings = { ends: setOf('tr'), within: setOf('tbody thead tfoot table') };
const rows: Siblings = { ends: setOf('tbody thead tfoot'), within: setOf('table') };
const option: Siblings = { ends: setOf('option'), within: setOf('select') };
const siblings: Readonly<Record<string, Siblings>> = {
  li: item,
  dd: term,
  dt: term,
  td: cell,
  th: cell,
  tr: row,
  tbody: rows,
  thead: rows,
  tfoot: rows,
  option,
};

function describe(tag: string): TagKind {
  return {
    tag,
    isInline: inline.has(tag),
    isSilent: silent.has(tag),
    isVoid: empty.has(tag),
    isRaw: raw.has(tag),
    isHeading: headings.has(tag),
    isInHead: inHead.has(tag),
    endsParagraph: endsParagraph.has(tag),
    isScope: scopes.has(tag),
    isCell: cells.has(tag),
    isTablePart: tableParts.has(tag),
    siblings: Object.hasOwn(siblings, tag) ? (siblings[tag] ?? null) : null,
  };
}

/** Tags of which nothing is said above, and which pages are full of all the same. */
const plain = 'body canvas audio video legend optgroup map path g use circle rect line amp-img amp-ad';

const known = new Map<string, TagKind>();
for (const tag of [
  ...[inline, silent, empty, raw, inHead, scopes, endsParagraph, tableParts, setOf(plain)].flatMap((set) => [...set]),
  ...Object.keys(siblings),
]) {
  known.set(tag, describe(tag));
}

/** The kind of a tag as a page writes it, in letters of any case. */
export function kindOf(name: string): TagKind {
  const kind = known.get(name);
  if (kind) return kind;
  const lower = name.toLowerCase();
  return known.get(lower) ?? describe(lower);
}
