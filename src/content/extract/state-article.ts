/** The article in the state that a page's program starts from: its body, and what stands beside its headline. */
import names from '../../../data/extract/state.json' with { type: 'json' };
import { isPictureCredit } from './credits.ts';
import { isNode, list, type Node, textIn } from './json-ld.ts';
import { alternatives } from './people-words.ts';
import { blocksHtml, isBlocks, isProseHtml, stringHtml } from './state-blocks.ts';
import { bare } from './tree.ts';

/** No deeper than any content system nests, and few enough that a state of megabytes takes milliseconds. */
const maxDepth = 40;
const maxVisits = 200_000;

export interface StateArticle {
  readonly html: string;
  /** What stands beside the headline, in the words of schema.org; null where no object has the page's headline. */
  readonly node: Node | null;
}

interface Found {
  readonly html: string;
  /** Letters and signs without the markup. */
  readonly size: number;
  /** The object, at most four levels up, that has the page's headline. */
  readonly owner: Node | null;
}

const bodyName = new RegExp(alternatives(names.bodies), 'i');
const leastBody = 400;
const ownerLevels = 4;

type IsTitle = (value: unknown) => boolean;

function hasTitle(node: Node, isTitle: IsTitle): boolean {
  if (names.titles.some((name) => isTitle(node[name]))) return true;
  // {"headlines": {"basic": …}} and {"title": {"rendered": …}} are common.
  return Object.values(node).some((inner) => isNode(inner) && names.titleForms.some((name) => isTitle(inner[name])));
}

function search(state: unknown, isTitle: IsTitle): Found[] {
  const found: Found[] = [];
  let visits = 0;
  const offer = (html: string, owner: Node | null): void => {
    const size = html.replace(/<[^>]{0,2000}>/g, '').length;
    if (size >= leastBody && isProseHtml(html)) found.push({ html, size, owner });
  };
  const visit = (value: unknown, name: string, owner: Node | null, left: number, depth: number): void => {
    if (++visits > maxVisits || depth > maxDepth) return;
    const near = left > 0 ? owner : null;
    if (typeof value === 'string') {
      if (value.length >= leastBody && bodyName.test(name)) offer(stringHtml(value), near);
    } else if (Array.isArray(value)) {
      if (isBlocks(value)) offer(blocksHtml(value), near);
      for (const one of value) visit(one, name, owner, left, depth + 1);
    } else if (isNode(value)) {
      const own = hasTitle(value, isTitle);
      for (const [key, inner] of Object.entries(value))
        visit(inner, key, own ? value : owner, own ? ownerLevels : left - 1, depth + 1);
    }
  };
  visit(state, '', null, 0, 0);
  return found;
}

/** Names of fields, in small letters without joints, by what schema.org calls them. */
const fields = Object.entries(names.fields).map(([field, pattern]) => [field, new RegExp(pattern)] as const);

/** People and labels of a state by their names; systems call them in several ways. */
function namesIn(value: unknown): unknown {
  return list(value).flatMap((one): unknown[] => {
    if (!isNode(one)) return typeof one === 'string' ? [one] : [];
    // Who took the pictures is named among the authors, with what they did.
    if (names.roles.some((role) => isPictureCredit(textIn(one[role]) ?? ''))) return [];
    const whole = names.labels.map((name) => textIn(one[name]));
    const parts = [textIn(one.firstName), textIn(one.lastName)].filter((part) => part !== null);
    const name = whole.find((text) => text !== null) ?? (parts.length > 0 ? parts.join(' ') : null);
    return name === null ? [] : [{ name }];
  });
}

/** The object that has the headline in the words of schema.org. */
function asNode(owner: Node): Node {
  const node: Record<string, unknown> = { '@type': 'NewsArticle' };
  const inner = Object.values(owner)
    .filter(isNode)
    .map((one) => Object.entries(one));
  for (const [key, value] of [Object.entries(owner), ...inner].flat()) {
    const name = key.toLowerCase().replace(/[^a-z]/g, '');
    const field = fields.find(([, pattern]) => pattern.test(name))?.[0];
    if (field === undefined || node[field] !== undefined || value === null) continue;
    if (!field.startsWith('date')) node[field] = namesIn(value);
    else if (typeof value === 'string' || typeof value === 'number') node[field] = value;
  }
  return node;
}

/**
 * The article that the states of a page hold; null if none. Its body stands in the object that has the page's headline;
 * or, where the page says that it is an article (`claimed`), it is the only long text there is: a state also holds the
 * texts of other articles.
 */
export function stateArticle(states: readonly unknown[], title: string | null, claimed: boolean): StateArticle | null {
  const wanted = bare(title ?? '');
  const isTitle = (value: unknown): boolean =>
    typeof value === 'string' && value.length < 400 && wanted.length >= 6 && bare(value) === wanted;
  const all = states.flatMap((state) => search(state, isTitle));
  const owned = all.filter(({ owner }) => owner !== null);
  const [best, second] = (owned.length > 0 ? owned : all).sort((one, other) => other.size - one.size);
  if (!best || (owned.length === 0 && !claimed)) return null;
  if (best.owner) return { html: best.html, node: asNode(best.owner) };
  const alone = !second || best.html.includes(second.html.slice(0, 80)) || best.size > 3 * second.size;
  return alone ? { html: best.html, node: null } : null;
}
