/** Who wrote the article. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { type Head, metaNamed, metaValues } from './head.ts';
import { type Graph, isNode, list, type Node, resolve, typesOf } from './json-ld.ts';
import { withoutBy } from './people-words.ts';
import { isNamed } from './tokens.ts';
import { attribute, collapse, contains, type PageElement, type PageTree, textOf, upward } from './tree.ts';

const nobody = new Set(words.nobody);
const roles = new Set(words.roles);
const notNames = new Set(words.notNames);
const maxName = 80;
const maxAuthors = 20;

const dates = /\s*[|•·–—,-]?\s*(?:\p{L}{3,10}\.?\s+)?\d{1,4}[\s./:-].*$/u;

/** One printed name without "By", roles, addresses, dates and the outlet; null where no name is left. */
export function cleanName(text: string, sites: readonly string[]): string | null {
  let name = collapse(text.replace(/<[^<>]{0,300}>/g, ' '));
  if (/^(?:https?:)?\/\/|^www\./i.test(name) || name.length > 300) return null;
  name = withoutBy(name);
  name = name.replace(/\S+@\S+/g, ' ').replace(/\s*[([{].{0,120}[)\]}]\s*/g, ' ');
  name = name.split(/\s[|•·–—]\s|\s-\s|\s*\|\s*|\s\/\s/)[0] ?? '';
  name = name.replace(dates, '').replace(/@\w+/g, ' ');
  name = collapse(name.replace(/^[\s,;:.&|•·/–—-]+|[\s,;:&|•·/–—-]+$/g, '').replace(/\s+(?:记者|記者|기자)$/, ''));
  if (name === '' || name.length > maxName || !/\p{L}/u.test(name)) return null;
  const lower = name.toLowerCase();
  if (nobody.has(lower) || roles.has(lower) || sites.includes(lower.replace(/[^\p{L}\p{N}]/gu, ''))) return null;
  const parts = lower.split(' ');
  if (parts.length > 7 || (parts.length < 3 && parts.some((part) => notNames.has(part)))) return null;
  return name.length < 2 ? null : name;
}

const joints =
  /\s*(?:[;；、،|•·\n]|,(?!\s*(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii)\b)|，|\s&\s|\s(?:and|und|et|y|e|en|og|och|ja|oraz|i|и|та|και|ve|si|și|و|with|dan|và)\s)\s*/iu;

/** The names in a printed byline: "By Ana Silva, senior writer, and Jo Wu" is two. */
export function splitNames(byline: string, sites: readonly string[]): string[] {
  const text = withoutBy(collapse(byline));
  const names: string[] = [];
  for (const part of text.split(joints)) {
    if (part === undefined) continue;
    const name = cleanName(part, sites);
    if (name && !isRole(name)) names.push(name);
  }
  return names;
}

/** "Senior political editor" and "Reporter in Rome" say what somebody is, not who. */
function isRole(name: string): boolean {
  const lower = name.toLowerCase();
  if (roles.has(lower)) return true;
  const parts = lower.split(/\s+/);
  const last = parts.at(-1) ?? '';
  const first = parts[0] ?? '';
  return parts.length > 1 && (roles.has(last) || (roles.has(first) && parts.length > 2)) && last !== 'staff';
}

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const known = seen.get(key);
    // Shouted names give way to the same name in ordinary letters.
    if (known === undefined || (known === known.toUpperCase() && name !== name.toUpperCase())) seen.set(key, name);
  }
  return [...seen.values()].slice(0, maxAuthors);
}

function fromStructured(
  graph: Graph,
  article: Node | null,
  sites: readonly string[],
): { readonly people: string[]; readonly others: string[] } {
  const people: string[] = [];
  const others: string[] = [];
  for (const one of article ? [...list(article['author']), ...list(article['creator'])] : []) {
    const node = resolve(graph, one);
    if (typeof node === 'string') people.push(...splitNames(node, sites));
    else if (isNode(node)) {
      const names = list(node['name']).flatMap((name) => (typeof name === 'string' ? splitNames(name, sites) : []));
      (typesOf(node).some((type) => /Organization|Brand|Corporation/.test(type)) ? others : people).push(...names);
    }
  }
  return { people: unique(people), others: unique(others) };
}

function fromTwitter(head: Head, sites: readonly string[]): string[] {
  const label = metaNamed(head, 'twitter:label1')[0] ?? '';
  if (
    !/written|by|geschrieben|verfasst|écrit|escrito|scritto|auteur|autor|author|автор|написано|yazar|كتب/i.test(label)
  )
    return [];
  return splitNames(metaNamed(head, 'twitter:data1')[0] ?? '', sites);
}

interface Near {
  readonly tree: PageTree;
  readonly title: PageElement | null;
  readonly apart: (element: PageElement) => boolean;
}

function namesIn(element: PageElement, sites: readonly string[]): string[] {
  // Each linked name is a name of its own, whatever joins them.
  const links: string[] = [];
  const collect = (at: PageElement): void => {
    for (const child of at.children) {
      if (child.tag === null) continue;
      const href = attribute(child, 'href');
      if (child.tag === 'a' && href !== '' && !/twitter|facebook|instagram|linkedin|mailto:|x\.com/i.test(href))
        links.push(textOf(child, 200));
      else if (child.last - child.index < 60) collect(child);
    }
  };
  collect(element);
  const linked = links.flatMap((text) => splitNames(text, sites));
  const text = textOf(element, 400);
  const printed = text.length > 200 ? [] : splitNames(text, sites);
  if (
    linked.length > 0 &&
    linked.every((name) => text.includes(name)) &&
    (printed.length <= linked.length || printed.length > 6)
  )
    return linked;
  return printed;
}

function fromMarks(near: Near, sites: readonly string[], test: (element: PageElement) => boolean): string[] {
  const found: string[] = [];
  let last = -1;
  for (const element of near.tree.elements) {
    if (
      element.index <= last ||
      ['html', 'body', 'meta', 'link', 'script', 'img'].includes(element.tag) ||
      !test(element)
    )
      continue;
    if (element.last - element.index > 80 || near.apart(element)) continue;
    const inner = near.tree.elements
      .slice(element.index + 1, element.last + 1)
      .filter((one) => attribute(one, 'itemprop') === 'name');
    const names =
      inner.length > 0
        ? inner.flatMap((one) => splitNames(attribute(one, 'content') || textOf(one, 200), sites))
        : namesIn(element, sites);
    found.push(...names);
    last = element.last;
    if (found.length >= maxAuthors) break;
  }
  return unique(found);
}

function isByline(element: PageElement): boolean {
  if (!isNamed(element, 'byline')) return false;
  return !/bio|about|box|social|image|photo|avatar|follow|date|time|related|widget/i.test(attribute(element, 'class'));
}

const printedBy = /^(?:by|von|por|par|di|door|av|af|автор|текст|بقلم|מאת|نویسنده|作者|記者|文)(?::|：|\s|／)/i;

/** A short line below the headline that begins with "By". */
function fromText(near: Near, sites: readonly string[]): string[] {
  const start = near.title?.index ?? 0;
  for (const element of near.tree.elements.slice(start, start + 120)) {
    if (
      ![
        'p',
        'div',
        'span',
        'h2',
        'h3',
        'h4',
        'h5',
        'h6',
        'small',
        'em',
        'i',
        'strong',
        'b',
        'address',
        'li',
        'td',
      ].includes(element.tag)
    )
      continue;
    if (element.last - element.index > 12 || (near.title && contains(near.title, element))) continue;
    const text = textOf(element, 200);
    if (text.length < 110 && printedBy.test(text) && !/[.!?]$/.test(text.replace(/\b\p{Lu}\.$/u, ''))) {
      const names = splitNames(text, sites);
      if (names.length > 0) return unique(names);
    }
  }
  return [];
}

/** The authors of the page: people before organizations, what is said to machines before what is printed. */
export function findAuthors(
  sources: Near & {
    readonly head: Head;
    readonly graph: Graph;
    readonly article: Node | null;
    readonly sites: readonly string[];
  },
): string[] {
  const { head, sites } = sources;
  const structured = fromStructured(sources.graph, sources.article, sites);
  const rel = (element: PageElement): boolean => /(?:^|\s)author(?:\s|$)/i.test(attribute(element, 'rel'));
  const ways: readonly (() => string[])[] = [
    () => structured.people,
    () => unique(metaValues(head, 'author').flatMap((value) => splitNames(value, sites))),
    () => fromTwitter(head, sites),
    () =>
      fromMarks(sources, sites, (element) =>
        /(?:^|\s)(?:author|creator)(?:\s|$)/i.test(attribute(element, 'itemprop')),
      ),
    () => fromMarks(sources, sites, rel),
    () => fromMarks(sources, sites, isByline),
    () => fromText(sources, sites),
    () => structured.others,
  ];
  for (const way of ways) {
    const names = way();
    if (names.length > 0) return names;
  }
  return [];
}

/** True for an element inside one of the given. */
export function within(roots: ReadonlySet<PageElement>): (element: PageElement) => boolean {
  return (element) => {
    for (const outer of upward(element)) if (roots.has(outer)) return true;
    return false;
  };
}
