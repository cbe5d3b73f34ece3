/** What sections and tags are read from, and the words round them (data/extract/labels.json). */
import words from '../../../data/extract/labels.json' with { type: 'json' };
import type { Head } from './head.ts';
import type { Graph, Node } from './json-ld.ts';
import { bare, collapse, type PageElement, type PageTree, withoutEnd } from './tree.ts';

export interface LabelSources {
  readonly tree: PageTree;
  readonly head: Head;
  readonly graph: Graph;
  readonly article: Node | null;
  readonly title: { readonly element: PageElement | null; readonly text: string | null };
  /** Where the body is: tags and section labels stand near it. */
  readonly container: PageElement;
  readonly url: string | null;
  readonly sites: readonly string[];
  readonly apart: (element: PageElement) => boolean;
}

/** Longer texts are no labels. */
export const maxLabel = 60;

/** A label with all that may stand round it. */
export const longestLabel = 300;

function setOf(byLanguage: Readonly<Record<string, readonly string[]>>): ReadonlySet<string> {
  return new Set(Object.values(byLanguage).flat().map(bare));
}

const home = setOf(words.home);
/** Labels by their first character, longest first. */
const tagLabels = new Map<string, string[]>();
for (const label of Object.values(words.tagLabels)
  .flat()
  .sort((a, b) => b.length - a.length)) {
  tagLabels.set(label.charAt(0), [...(tagLabels.get(label.charAt(0)) ?? []), label]);
}
const tagLabelSet = setOf(words.tagLabels);
/** Labels by their last character. */
const sectionLabels = Map.groupBy(new Set(Object.values(words.sectionLabels).flat()), (label) => label.slice(-1));
/** A section label with a letter before it. */
const longestSectionLabel = 1 + Math.max(...[...sectionLabels.values()].flat().map((label) => label.length));
const notTags = new Set(words.notTags.map(bare));
const tagPaths = new Set(words.tagPaths);
const pathNoise = new Set(words.pathNoise);

/** True for the names of front pages and of everything ("Home", "News", "You are here"): no section. */
export function isHome(name: string): boolean {
  return home.has(bare(name));
}

/** True for a word that only introduces tags or leads to more of them. */
export function isNoTag(name: string): boolean {
  const plain = bare(name);
  return tagLabelSet.has(plain) || notTags.has(plain);
}

/** True for a text that ends with "Filed under", "Category:" and the like: a section's name follows. */
export function endsWithSectionLabel(text: string): boolean {
  const line = withoutEnd(text, /[\s:：]/)
    .slice(-longestSectionLabel)
    .toLowerCase();
  const labels = sectionLabels.get(line.slice(-1)) ?? [];
  return labels.some((label) => line.endsWith(label) && !/\p{L}$/u.test(line.slice(0, -label.length)));
}

/** How many characters of a text say that tags follow ("Tags: "); 0 where it begins otherwise. */
export function tagLabelLength(text: string): number {
  const lower = text.toLowerCase();
  for (const label of tagLabels.get(lower.charAt(0)) ?? []) {
    if (!lower.startsWith(label)) continue;
    const rest = text.slice(label.length);
    const joint = /^\s*[:：|]\s*/.exec(rest)?.[0];
    if (joint !== undefined) return label.length + joint.length;
    if (rest === '' || /^\s/.test(rest)) return label.length;
  }
  return 0;
}

/** True for a part of an address behind which a tag follows ("/tag/bees"). */
export function isTagPath(part: string): boolean {
  return tagPaths.has(part.toLowerCase());
}

/** True for a part of an address that names no section. */
export function isPathNoise(part: string): boolean {
  return pathNoise.has(part.toLowerCase()) || /^(?:\d+|[a-z]{2}(?:-[a-z]{2})?|[@~].*)$/i.test(part);
}

/** A label's text on one line without what stands round it; null where nothing sensible is left. */
export function cleanLabel(text: string, noise: RegExp): string | null {
  const name = collapse(text.replace(noise, ''));
  return name === '' || name.length > maxLabel || !/[\p{L}\p{N}]/u.test(name) || /^https?:/i.test(name) ? null : name;
}
