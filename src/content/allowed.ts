/** What markup an article may keep. Anything not named here goes, and its text stays, save for `dropped`. */

/** Elements that are kept. The ones of `blocks` end an open paragraph. */
const blocks =
  'address blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td tfoot th thead tr ul';
const inlines =
  'a abbr b bdi br cite code del dfn em i img ins kbd mark q rt ruby s samp small span strong sub sup time u var';

export const blockTags: ReadonlySet<string> = new Set(blocks.split(' '));
export const allowedTags: ReadonlySet<string> = new Set([...blocks.split(' '), ...inlines.split(' ')]);
export const voidTags: ReadonlySet<string> = new Set(['br', 'hr', 'img']);
/** They mean something only inside a table. */
export const tableParts: ReadonlySet<string> = new Set(['caption', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr']);

/** Old and sectioning elements under the name that is kept. */
export const renamed: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acronym: 'abbr',
    article: 'div',
    aside: 'div',
    bdo: 'span',
    big: 'span',
    center: 'div',
    dir: 'ul',
    fieldset: 'div',
    font: 'span',
    footer: 'div',
    form: 'div',
    header: 'div',
    hgroup: 'div',
    image: 'img',
    legend: 'p',
    listing: 'pre',
    main: 'div',
    menu: 'ul',
    nav: 'div',
    plaintext: 'pre',
    section: 'div',
    strike: 's',
    tt: 'code',
    xmp: 'pre',
  }),
);

/** Elements that go with all that is in them. Those of `foreign` end only at their own end tag. */
export const dropped: ReadonlySet<string> = new Set(
  'annotation annotation-xml applet button canvas datalist frameset noembed noframes option optgroup rp script select style svg template textarea title'.split(
    ' ',
  ),
);
export const foreign: ReadonlySet<string> = new Set(['script', 'style', 'svg', 'template', 'textarea', 'title']);

/** HTML that ends a drawing which was not closed (HTML, 13.2.6.5); what stands for text in drawings is not here. */
export const breaksOut: ReadonlySet<string> = new Set(
  'blockquote body br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li menu ol p pre table ul'.split(' '),
);

/** Elements that show something of another address: what remains of them is a link to it. */
export const embeds: ReadonlySet<string> = new Set(['audio', 'embed', 'iframe', 'object', 'video']);

/**
 * Which open elements the start of another one ends (HTML, 13.1.2.4): the name of the one that opens, those it ends,
 * and those beyond which it does not look.
 */
export function endedBy(
  tag: string,
): { readonly ends: ReadonlySet<string>; readonly within: ReadonlySet<string> } | null {
  const rule = endings.get(tag);
  if (rule) return rule;
  return blockTags.has(tag) ? paragraphEnding : null;
}

const cells = new Set(['table', 'td', 'th', 'caption']);
const paragraphEnding = { ends: new Set(['p']), within: cells };
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const table = new Set(['table']);
const headingEnding = {
  ends: new Set(['p', ...headings]),
  within: new Set([...cells, 'div', 'li', 'blockquote', 'figure', 'dd']),
};
const term = { ends: new Set(['dd', 'dt']), within: new Set(['dl', ...cells]) };
const cell = { ends: new Set(['td', 'th', 'caption']), within: table };
const rows = { ends: new Set(['thead', 'tbody', 'tfoot', 'caption']), within: table };
const endings = new Map([
  ...headings.map((heading) => [heading, headingEnding] as const),
  ['a', { ends: new Set(['a']), within: cells }],
  ['li', { ends: new Set(['li']), within: new Set(['ol', 'ul', ...cells]) }],
  ['dt', term],
  ['dd', term],
  ['td', cell],
  ['th', cell],
  ['tr', { ends: new Set(['tr', 'caption']), within: table }],
  ['thead', rows],
  ['tbody', rows],
  ['tfoot', rows],
  ['rt', { ends: new Set(['rt']), within: new Set(['ruby']) }],
]);
