/** The small tree that a feed's markup is read into. */

export interface Element {
  /** Canonical prefix and local name in lower case: "dc:creator", "title", "atom:title" (namespaces.ts). */
  readonly name: string;
  /** The local name as written. */
  readonly tag: string;
  /** By canonical name in lower case; a map without prototype, so "__proto__" is a name like others. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
  /** The xml:base chain's result, not yet resolved against the document's address; null where there is none. */
  readonly base: string | null;
  /** The nearest xml:lang, '' where that says the language is not known; null where there is none. */
  readonly language: string | null;
  /** False only where the document ended inside this element. */
  whole: boolean;
}

export const noAttributes: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

/** The text in an element and everything below it, in document order, untrimmed. */
export function textOf(element: Element): string {
  const { children } = element;
  if (children.length === 0) return '';
  if (children.length === 1 && typeof children[0] === 'string') return children[0];
  const parts: string[] = [];
  const pending: (Element | string)[] = [element];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node === 'string') parts.push(node);
    else for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i] as Element | string);
  }
  return parts.join('');
}

/** The trimmed text of an element, or null where there is none. */
export function textOrNull(element: Element | undefined): string | null {
  return (element && textOf(element).trim()) || null;
}

/** The child elements by name, each list in document order. */
export type Fields = ReadonlyMap<string, readonly Element[]>;

/** Sorts an element's children by name; one pass, so that every later look-up is cheap. */
export function fieldsOf(element: Element): Fields {
  const fields = new Map<string, Element[]>();
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const same = fields.get(child.name);
    if (same) same.push(child);
    else fields.set(child.name, [child]);
  }
  return fields;
}

/** All fields of these names: by order of the names, then of the document. */
export function every(fields: Fields, names: readonly string[]): readonly Element[] {
  let found: readonly Element[] = [];
  for (const name of names) {
    const same = fields.get(name);
    // Most items have fields of one of the names; a copy for each name of a list is what costs.
    if (same) found = found.length === 0 ? same : found.concat(same);
  }
  return found;
}

/** The first text that is not blank among the fields of these names, trimmed. */
export function firstText(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    for (const element of fields.get(name) ?? []) {
      const text = textOrNull(element);
      if (text) return text;
    }
  }
  return null;
}

const listNames = new Set(['rdf:li']);

/** The members of an RDF container (rdf:Bag, rdf:Seq) in an element, else the element itself. */
export function membersOf(element: Element): readonly Element[] {
  const members = below(element, listNames);
  return members.length > 0 ? members : [element];
}

/** Elements of these names anywhere below, in document order; what lies inside a found one is not searched. */
export function below(root: Element, names: ReadonlySet<string>): readonly Element[] {
  const found: Element[] = [];
  const pending: Element[] = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    if (element !== root && names.has(element.name)) {
      found.push(element);
      continue;
    }
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i];
      if (typeof child === 'object') pending.push(child);
    }
  }
  return found;
}
