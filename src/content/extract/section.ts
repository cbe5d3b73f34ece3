/** The one section an article stands under, as the page prints it. */
import { metaValue } from './head.ts';
import { isNode, list, textIn, typesOf } from './json-ld.ts';
import {
  cleanLabel,
  endsWithSectionLabel,
  isHome,
  isPathNoise,
  isTagPath,
  type LabelSources,
  longestLabel,
} from './label-words.ts';
import { wholeWord } from './name-words.ts';
import { classed, having, inOrder, tagged } from './page-index.ts';
import { isNamed } from './tokens.ts';
import { attribute, bare, collapse, type PageElement, textOf, upward } from './tree.ts';

/** A section's name as it is printed: "World..." and "World »" are World. */
function cleanSection(text: string | null): string | null {
  if (text === null || text.length > longestLabel) return null;
  // "news/local" is a path: the innermost part is the section.
  const last = /^[\p{Ll}\d_-]+(?:\/[\p{Ll}\d_-]+)+$/u.test(text) ? text.slice(text.lastIndexOf('/') + 1) : text;
  const name = cleanLabel(last, /^[\s#»›>|/:]+|(?:\.{2,}|…|[»›>|/:]+)\s*$/gu);
  return name !== null && /\p{L}/u.test(name) ? name : null;
}

/** Without the name of the site, and of the article: the last crumb often is that, under a shorter name. */
function withoutOwn(names: readonly string[], sources: LabelSources): string[] {
  const title = bare(sources.title.text ?? '');
  return names.filter((name) => {
    const plain = bare(name);
    return plain !== title && !sources.sites.includes(plain) && !(plain.length > 12 && title.startsWith(plain));
  });
}

function usable(names: readonly string[], sources: LabelSources): string[] {
  return withoutOwn(names, sources).filter((name) => !isHome(name));
}

function fromBreadcrumbList(sources: LabelSources): readonly string[] {
  for (const node of sources.graph.nodes) {
    if (!typesOf(node).includes('BreadcrumbList')) continue;
    const items = list(node.itemListElement).flatMap((item) => {
      if (!isNode(item)) return [];
      const name = textIn(item.name) ?? (isNode(item.item) ? textIn(item.item.name) : null);
      return name ? [{ name, place: Number(item.position ?? 0) }] : [];
    });
    items.sort((a, b) => a.place - b.place);
    const names = usable(
      items.flatMap(({ name }) => cleanSection(name) ?? []),
      sources,
    );
    // A list of one may be the article's own name.
    if (names[0] !== undefined && (items.length > 1 || names.length === 1)) return names;
  }
  return [];
}

const crumbName = new RegExp(`breadcrumb|${wholeWord('crumbs').source}`, 'i');

const crumbPlaces = ['class', 'id', 'aria-label', 'itemtype'];

/** The links of each element that calls itself a trail of crumbs. */
function* crumbLinks({ tree }: LabelSources): Generator<readonly PageElement[]> {
  const mayBe = ['id', 'aria-label', 'itemtype'].map((name) => having(tree, name));
  for (const element of inOrder(classed(tree, crumbName), ...mayBe)) {
    if (element.last - element.index > 120 || element.tag === 'body') continue;
    if (!crumbPlaces.some((name) => crumbName.test(attribute(element, name)))) continue;
    const inside = tree.elements.slice(element.index, element.last + 1);
    yield inside.filter((one) => one.tag === 'a' && !attribute(one, 'href').split('/').some(isTagPath));
  }
}

/** The names in the first trail of crumbs that has any which say something. */
function fromBreadcrumb(sources: LabelSources): readonly string[] {
  for (const links of crumbLinks(sources)) {
    const found = usable(
      links.flatMap((link) => cleanSection(textOf(link, 200)) ?? []),
      sources,
    );
    if (found[0] !== undefined) return found;
  }
  return [];
}

const arrows = /\s*(?:[›»>→»▸▶❯‹«]|&gt;|::|\/|\\|\|)\s*/;

/** A line above the headline that begins at home and goes on with arrows: "Home › World › Africa". */
function fromTrail(sources: LabelSources): readonly string[] {
  const end = sources.title.element?.index ?? sources.container.index;
  for (const element of sources.tree.elements.slice(Math.max(0, end - 60), Math.max(0, end))) {
    if (element.kind.isSilent || element.last - element.index > 12 || element.tag === 'a') continue;
    const whole = textOf(element, 160);
    const here = /^([^:：]{1,20})[:：]\s*/u.exec(whole);
    // "You are here: …" begins a trail at the site's name, whatever that is.
    const isTrail = here !== null && isHome(here[1] ?? '');
    const text = here ? whole.slice(here[0].length) : whole;
    if (text.length > 120) continue;
    const parts = text
      .split(arrows)
      .map(collapse)
      .filter((part) => part !== '');
    const first = parts[0] ?? '';
    if (parts.length < 2 || !(isTrail || isHome(first) || sources.sites.includes(bare(first)))) continue;
    const found = usable(
      parts.slice(1).flatMap((part) => (/\d/.test(part) ? [] : (cleanSection(part) ?? []))),
      sources,
    );
    if (found[0] !== undefined) return found;
  }
  return [];
}

/** True inside a link that says more than the label: a teaser with its own kicker. */
function isInTeaser(element: PageElement): boolean {
  for (const outer of upward(element.parent))
    if (outer.tag === 'a') return textOf(outer, 300).length > textOf(element, 300).length + 10;
  return false;
}

/** The label just above the headline, or one that calls itself the article's category. */
function nearTitle(sources: LabelSources): string | null {
  const { title, tree } = sources;
  const at = title.element?.index ?? -1;
  if (at < 0) return null;
  const around = tree.elements.slice(Math.max(0, at - 60), at + 60);
  const marked = around.filter(
    (element) =>
      isNamed(element, 'section') &&
      element.last - element.index < 12 &&
      !sources.apart(element) &&
      !isInTeaser(element),
  );
  const rel = around.filter((element) => /category/i.test(attribute(element, 'rel')) && !sources.apart(element));
  for (const element of [...rel, ...marked]) {
    const link = tree.elements.slice(element.index, element.last + 1).find((one) => one.tag === 'a');
    const name = cleanSection(textOf(link ?? element, 200));
    if (name && name.length < 40 && usable([name], sources).length > 0) return name;
  }
  return null;
}

const notKicker = new Set(['nav', 'ul', 'ol', 'header', 'form', 'time', 'img', 'figure', 'table', 'a']);

/** A short text of its own right above the headline, in the same box: the kicker. */
function kicker(sources: LabelSources): string | null {
  const title = sources.title.element;
  for (const inner of title ? [title, title.parent] : []) {
    const siblings = inner?.parent?.children ?? [];
    const at = inner ? siblings.indexOf(inner) : -1;
    const before = siblings.slice(0, Math.max(0, at)).findLast((one) => one.tag !== null && !one.kind.isSilent);
    if (!before || before.tag === null) continue;
    // A link above the headline leads to its section only where its address says so: to a category, or a first tag.
    const leads = before.tag === 'a' && attribute(before, 'href').split('/').some(isTagPath);
    if (notKicker.has(before.tag) && !leads) return null;
    if (isNamed(before, 'byline')) return null;
    const parts = textOf(before, 80).split(arrows);
    const links = sources.tree.elements.slice(before.index, before.last + 1).filter((one) => one.tag === 'a').length;
    if (links > parts.length) return null;
    const name = cleanSection(parts.at(-1) ?? '');
    const words = name?.split(' ').length ?? 0;
    if (name === null || words > 4 || name.length > 30 || /[\d.!?@:]/.test(name)) return null;
    return usable([name], sources)[0] ?? null;
  }
  return null;
}

/** The link behind "Filed under" or "Category:", at the headline or below the text. */
function labelled(sources: LabelSources): string | null {
  const { tree, title, container } = sources;
  const from = Math.min(container.index, title.element?.index ?? container.index);
  // How far each parent was walked: its links come in order, and there may be a hundred thousand in a row.
  const walked = new Map<PageElement, number>();
  for (const element of tree.elements.slice(Math.max(0, from - 20), container.last + 60)) {
    if (element.tag !== 'a' || !element.parent || sources.apart(element)) continue;
    const siblings = element.parent.children;
    const at = siblings.indexOf(element, walked.get(element.parent));
    walked.set(element.parent, at);
    const before = siblings.slice(Math.max(0, at - 4), at).findLast((one) => one.tag !== null || /\S/.test(one.text));
    const text = before?.tag === null ? before.text : before ? textOf(before, 60) : '';
    const name = endsWithSectionLabel(text) ? cleanSection(textOf(element, 80)) : null;
    if (name !== null && usable([name], sources).length > 0) return name;
  }
  return null;
}

/** The site's own link to the folder that the page stands in, the deepest first, by what the link says. */
function fromFolder({ tree, url, ...sources }: LabelSources): string | null {
  const own = URL.parse(url ?? '');
  if (!own) return null;
  const plain = (path: string): string => path.toLowerCase().replace(/\/(?:index\.\w{2,5})?$/, '');
  const parts = plain(own.pathname).split('/').slice(1, -1);
  if (parts.every(isPathNoise)) return null;
  const names = new Map<string, string>();
  for (const element of tagged(tree, 'a')) {
    const target = URL.parse(attribute(element, 'href'), own.href);
    if (target?.host !== own.host || target.search !== '') continue;
    const path = plain(target.pathname);
    if (path === '' || names.has(path)) continue;
    const name = cleanSection(textOf(element, 80));
    if (name !== null && name.length <= 40) names.set(path, name);
  }
  for (let count = parts.length; count > 0; count--) {
    if (isPathNoise(parts[count - 1] ?? '')) continue;
    const name = names.get(`/${parts.slice(0, count).join('/')}`);
    if (name !== undefined && usable([name], { tree, url, ...sources }).length > 0) return name;
  }
  const shown = new Map([...names.values()].map((name) => [bare(name), name]));
  for (const part of parts) if (!isPathNoise(part) && shown.has(bare(part))) return shown.get(bare(part)) ?? null;
  return null;
}

/** What the page says to machines; of several sections the one that it also shows above the headline. */
function stated(sources: LabelSources): string | null {
  const said = sources.article ? list(sources.article.articleSection).flatMap((one) => textIn(one) ?? []) : [];
  const names = usable(
    said.flatMap((name) => cleanSection(name) ?? []),
    sources,
  );
  const shown = names.length > 1 ? nearTitle(sources) : null;
  return names.find((name) => shown !== null && bare(name) === bare(shown)) ?? names[0] ?? null;
}

/** The article's section: what is said to machines, the crumbs (the innermost), the label at the headline, the folder. */
export function findSection(sources: LabelSources): string | null {
  const candidates: readonly (() => string | null)[] = [
    () => stated(sources),
    () => cleanSection(metaValue(sources.head, 'section')),
    () => fromBreadcrumb(sources).at(-1) ?? null,
    () => fromBreadcrumbList(sources).at(-1) ?? null,
    () => fromTrail(sources).at(-1) ?? null,
    () => nearTitle(sources),
    () => labelled(sources),
    () => kicker(sources),
    () => fromFolder(sources),
  ];
  for (const candidate of candidates) {
    const name = candidate();
    if (name !== null && usable([name], sources).length > 0) return name;
  }
  return general(sources);
}

/** "News" says little, but it is what machines and the last crumb say, where nothing says more. */
function general(sources: LabelSources): string | null {
  const said = sources.article ? textIn(sources.article.articleSection) : null;
  const name = cleanSection(said ?? metaValue(sources.head, 'section')) ?? lastCrumb(sources);
  return name === null ? null : (withoutOwn([name], sources)[0] ?? null);
}

/** The last crumb that leads to a folder of the site. */
function lastCrumb(sources: LabelSources): string | null {
  const leadsInside = (link: PageElement): boolean =>
    (URL.parse(attribute(link, 'href'), sources.url ?? 'http://page.invalid/')?.pathname.length ?? 0) > 1;
  for (const links of crumbLinks(sources)) {
    const link = links.findLast(leadsInside);
    if (link) return cleanSection(textOf(link, 200));
  }
  return null;
}
