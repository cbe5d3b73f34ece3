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

const nothing: Named = new Map();
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

function read(name: string): Named {
  // "has-sidebar" and "no-comments" speak of something else than the element itself.
  if (ofOthers.test(name)) return nothing;
  const found = new Map<TokenList, string>();
  const words = parts(name.slice(0, 100));
  look(name.toLowerCase(), found);
  look(words.join(''), found);
  for (let from = 0; from < words.length; from++) {
    for (let count = maxParts; count > 0; count--) {
      if (from + count <= words.length) look(words.slice(from, from + count).join('-'), found);
    }
  }
  return found.size === 0 ? nothing : found;
}

function namesOf(element: PageElement): string[] {
  const { attributes } = element;
  const classes = (attributes.class ?? '').slice(0, 2_000).split(/\s+/, 40);
  // WordPress puts an article's own tags and categories among its classes: they say nothing of its place.
  const post = classes.some((name) => name === 'hentry' || name.startsWith('type-') || name === 'post');
  const names = classes.filter((name) => name !== '' && !(post && labelsOfPosts.test(name)));
  for (const other of ['id', 'data-component', 'data-testid', 'data-test-id', 'data-module', 'data-type', 'role']) {
    const value = attributes[other];
    if (value) names.push(value);
  }
  return names;
}

/** What an element's class, id, test id and role say of it; read once, when first asked for. */
export function named(element: PageElement): Named {
  element.named ??= readNames(element);
  return element.named as Named;
}

function readNames(element: PageElement): Named {
  const { attributes } = element;
  if (!attributes.class && !attributes.id && !attributes.role && !attributes['data-component']) {
    if (!attributes['data-testid'] && !attributes['data-test-id'] && !attributes['data-module']) return nothing;
  }
  let all: Map<TokenList, string> | null = null;
  for (const name of namesOf(element)) {
    let one = cache.get(name);
    if (!one) {
      one = read(name);
      if (cache.size > 20_000) cache.clear();
      cache.set(name, one);
    }
    if (one.size === 0) continue;
    all ??= new Map();
    for (const [list, token] of one) if (!all.has(list)) all.set(list, token);
  }
  return all ?? nothing;
}

/** True where a name of the element is in the list. */
export function isNamed(element: PageElement, list: TokenList): boolean {
  return named(element).has(list);
}
