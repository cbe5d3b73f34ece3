/** Which elements of a page have a tag, an attribute or a name: found in one pass, since every field of a draft asks. */
import { addNames, classNames, named, type TokenList } from './tokens.ts';
import type { ClassIndex, PageElement, PageIndex, PageTree } from './tree.ts';

/** The attributes by which elements are looked for. */
const asked = new Set([
  'id',
  'itemprop',
  'itemtype',
  'rel',
  'role',
  'datetime',
  'aria-label',
  'data-date-time',
  'data-hook',
  'data-qa',
  'subscriptions-section',
]);
/** The attributes that name an element besides its class. */
const naming = new Set(['id', 'role', 'data-component', 'data-testid', 'data-test-id', 'data-module']);

type Lists = Map<string, PageElement[]>;

function add(lists: Lists, key: string, element: PageElement): void {
  const list = lists.get(key);
  if (list) list.push(element);
  else lists.set(key, [element]);
}

/** Reads every element once and writes down what its class, id, test id and role say of it. */
export function indexElements(elements: readonly PageElement[]): PageIndex {
  const byTag: Lists = new Map();
  const byAttribute: Lists = new Map();
  const byName: Lists = new Map();
  const byClass = new Map<string, ClassIndex & { readonly elements: PageElement[] }>();
  for (const element of elements) {
    add(byTag, element.tag, element);
    const { attributes } = element;
    let isNamed = false;
    for (const name in attributes) {
      if (asked.has(name)) add(byAttribute, name, element);
      isNamed ||= naming.has(name) && attributes[name] !== '';
    }
    const value = attributes.class ?? '';
    if (value !== '') {
      let same = byClass.get(value);
      if (!same) {
        // Pages repeat a few classes thousands of times.
        same = { names: classNames(value), elements: [] };
        byClass.set(value, same);
      }
      same.elements.push(element);
      element.named = same.names;
      // What a script finds by its data type is named so only beside another name.
      isNamed ||= 'data-type' in attributes;
    }
    if (isNamed) element.named = addNames(named(element), attributes);
    for (const list of element.named.keys()) add(byName, list, element);
  }
  return { byTag, byAttribute, byClass, byName };
}

/** The elements of several lists, each once, in the order of the page. */
export function inOrder(...lists: readonly (readonly PageElement[])[]): readonly PageElement[] {
  const all = lists.flat().sort((one, other) => one.index - other.index);
  return all.filter((element, at) => element !== all[at - 1]);
}

/** The elements of any of the tags, in the order of the page. */
export function tagged({ index }: PageTree, ...tags: readonly string[]): readonly PageElement[] {
  const lists = tags.flatMap((tag) => {
    const list = index.byTag.get(tag);
    return list ? [list] : [];
  });
  return lists.length === 1 ? (lists[0] ?? []) : inOrder(...lists);
}

/** The elements with an attribute, one of those that are `asked` for. */
export function having({ index }: PageTree, attribute: string): readonly PageElement[] {
  return index.byAttribute.get(attribute) ?? [];
}

/** The elements with a name of the list. */
export function called({ index }: PageTree, list: TokenList): readonly PageElement[] {
  return index.byName.get(list) ?? [];
}

/** The elements whose class attribute fits a pattern, in the order of the page. */
export function classed({ index }: PageTree, pattern: RegExp): readonly PageElement[] {
  return inOrder(...[...index.byClass].flatMap(([value, { elements }]) => (pattern.test(value) ? [elements] : [])));
}
