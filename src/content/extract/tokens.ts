/** The words in class names and ids, and what they say of an element (data/extract/tokens.json). */
import lists from '../../../data/extract/tokens.json' with { type: 'json' };
import { oneOf } from './name-words.ts';
import type { PageElement } from './tree.ts';

export type TokenList = keyof typeof lists;

const byToken = new Map<string, Set<TokenList>>();
for (const name of Object.keys(lists) as TokenList[]) {
  for (const token of lists[name]) {
    const known = byToken.get(token);
    if (known) known.add(name);
    else byToken.set(token, new Set([name]));
  }
}
/** Tokens have at most this many parts ("skip-to-content"). */
const maxParts = 3;

/** What the names of an element say: for each list the first token of it that was found. */
export type Named = ReadonlyMap<TokenList, string>;

export const noNames: Named = new Map();
/** Pages repeat a few class names thousands of times; the cache is dropped when a page makes up too many. */
const cache = new Map<string, Named>();

/** "relatedPosts__item" is related, posts, item: camel case and every kind of joint part words. */
function parts(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}

function look(word: string, found: Map<TokenList, string>): void {
  for (const list of byToken.get(word) ?? []) if (!found.has(list)) found.set(list, word);
}

const ofOthers = new RegExp(`^${oneOf('ofOthers')}-`);
const labelsOfPosts = new RegExp(`^${oneOf('labelsOfPosts')}-`);

function tokensOf(name: string): Named {
  // "has-sidebar" and "no-comments" speak of something else than the element itself.
  if (ofOthers.test(name)) return noNames;
  const found = new Map<TokenList, string>();
  const words = parts(name.slice(0, 100));
  look(name.toLowerCase(), found);
  look(words.join(''), found);
  for (let from = 0; from < words.length; from++) {
    for (let count = maxParts; count > 0; count--) {
      if (from + count <= words.length) look(words.slice(from, from + count).join('-'), found);
    }
  }
  return found.size === 0 ? noNames : found;
}

function read(name: string): Named {
  let found = cache.get(name);
  if (!found) {
    found = tokensOf(name);
    if (cache.size > 20_000) cache.clear();
    cache.set(name, found);
  }
  return found;
}

/** What is known already with what more names say; the first token of a list counts. */
function withNames(known: Named, names: readonly string[]): Named {
  let all: Map<TokenList, string> | null = null;
  for (const name of names) {
    for (const [list, token] of read(name)) {
      all ??= new Map(known);
      if (!all.has(list)) all.set(list, token);
    }
  }
  return all ?? known;
}

/** What the names in a class attribute say. */
export function classNames(value: string): Named {
  const names = value.slice(0, 2_000).split(/\s+/, 40);
  // WordPress puts an article's own tags and categories among its classes: they say nothing of its place.
  const isPost = names.some((name) => name === 'hentry' || name.startsWith('type-') || name === 'post');
  return withNames(
    noNames,
    names.filter((name) => name !== '' && !(isPost && labelsOfPosts.test(name))),
  );
}

const others = ['id', 'data-component', 'data-testid', 'data-test-id', 'data-module', 'data-type', 'role'];

/** What an element's class says, and its other names behind it. */
export function addNames(ofClass: Named, attributes: Readonly<Record<string, string>>): Named {
  return withNames(
    ofClass,
    others.flatMap((name) => attributes[name] || []),
  );
}

/** What an element's class, id, test id and role say of it. */
export function named(element: PageElement): Named {
  return element.named as Named;
}

/** True where a name of the element is in the list. */
export function isNamed(element: PageElement, list: TokenList): boolean {
  return named(element).has(list);
}
