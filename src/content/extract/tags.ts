/** The publisher's words on an article. */
import { metaNamed } from './head.ts';
import { list, textIn } from './json-ld.ts';
import {
  cleanLabel,
  isHome,
  isNoTag,
  isTagPath,
  type LabelSources,
  longestLabel,
  tagLabelLength,
} from './label-words.ts';
import { anyPart, wholeWord } from './name-words.ts';
import { called, inOrder, tagged } from './page-index.ts';
import { named } from './tokens.ts';
import { attribute, bare, type PageElement, textOf } from './tree.ts';

const maxTags = 40;

/** A tag as printed, without "#", counts and joints; null where it is none. */
function cleanTag(text: string): string | null {
  if (text.length > longestLabel) return null;
  return cleanLabel(text.replace(/\s*\(\d+\)$/, ''), /^[\s#＃•·,;:|]+|[\s,;:|…]+$/g);
}

function unique(tags: readonly (string | null)[], sources: LabelSources, section: string | null): string[] {
  const seen = new Map<string, string>();
  for (const tag of tags) {
    if (!tag || isNoTag(tag) || isHome(tag)) continue;
    const key = bare(tag);
    if (!seen.has(key) && !sources.sites.includes(key) && key !== bare(section ?? '')) seen.set(key, tag);
  }
  return [...seen.values()].slice(0, maxTags);
}

const tagName = wholeWord('tag');
const noTagBox = anyPart('notTags');

/** Boxes called tags and links that say that they are tags, near the article: each with the tags in it. */
function tagBoxes(sources: LabelSources): { readonly index: number; readonly tags: (string | null)[] }[] {
  const boxes: { readonly index: number; readonly tags: (string | null)[] }[] = [];
  let end = -1;
  let isOpen = false;
  for (const element of inOrder(called(sources.tree, 'tags'), tagged(sources.tree, 'a'))) {
    if (element.index > end && isTagBox(element) && !sources.apart(element)) {
      end = element.last;
      isOpen = true;
      boxes.push({ index: element.index, tags: [] });
    }
    if (element.tag !== 'a') continue;
    const rel = attribute(element, 'rel');
    const isTag =
      (/(?:^|\s)tag(?:\s|$)/i.test(rel) && !/category/i.test(rel)) || tagName.test(attribute(element, 'class'));
    if (element.index > end) {
      if (!isTag || sources.apart(element)) continue;
      // Links that stand by themselves make one box together.
      if (isOpen || boxes.length === 0) boxes.push({ index: element.index, tags: [] });
      isOpen = false;
    }
    boxes.at(-1)?.tags.push(cleanTag(textOf(element, 200)));
  }
  return boxes.filter(({ tags }) => tags.some((tag) => tag !== null) && !areHeadlines(tags));
}

/** A tag of more words is a sentence or a headline. */
const mostWords = 5;

function areHeadlines(tags: readonly (string | null)[]): boolean {
  return tags.filter((tag) => (tag?.split(' ').length ?? 0) > mostWords).length > 0.5 * tags.length;
}

/** The first box with several tags below the headline, else one with a single tag, else what stands above: topics of the day. */
function visibleTags(sources: LabelSources): (string | null)[] {
  const boxes = tagBoxes(sources);
  const below = boxes.filter(({ index }) => index > (sources.title.element?.index ?? 0));
  return (below.find(({ tags }) => tags.length > 1) ?? below[0] ?? boxes[0])?.tags ?? [];
}

function isTagBox(element: PageElement): boolean {
  if (['html', 'body', 'main', 'article', 'a'].includes(element.tag) || element.last - element.index > 150)
    return false;
  const names = named(element);
  return names.has('tags') && !noTagBox.test(attribute(element, 'class'));
}

/** How many elements behind the body its tags may stand. */
const behind = 250;

/** Of a longer body only the end is searched for tags. */
const most = 5_000;

/** The elements from the headline to a little behind the body. */
function besideBody({ tree, title, container }: LabelSources): readonly PageElement[] {
  const start = Math.min(container.index, title.element?.index ?? container.index);
  const from = Math.max(start, container.last - most);
  return tree.elements.slice(from, container.last + behind);
}

/** The links in an element whose text begins with "Tags:", "Topics" and the like, or in the one behind it. */
function labelledTags(sources: LabelSources): (string | null)[] {
  for (const element of besideBody(sources)) {
    if (element.last - element.index > 60 || sources.apart(element)) continue;
    const text = textOf(element, 80);
    const label = text === '' ? 0 : tagLabelLength(text);
    if (label === 0) continue;
    const alone = text.length === label;
    // A label of its own stands before its list or before the list's box.
    const siblings = element.parent?.children ?? [];
    const next = siblings.slice(siblings.indexOf(element) + 1).find((one) => one.tag !== null);
    const box = alone ? next : element;
    if (!box || box.tag === null || box.last - box.index > 120) continue;
    const links = sources.tree.elements.slice(box.index, box.last + 1).filter((one) => one.tag === 'a');
    const size = links.reduce((sum, link) => sum + textOf(link, 200).length, 0);
    const all = textOf(box, 1_000).length - (alone ? 0 : label);
    if (links.length > 0 && size > 0.6 * all && size / links.length < 30)
      return links.map((link) => cleanTag(textOf(link, 200)));
  }
  return [];
}

/** Links to the pages of tags, by their addresses: at least two beside each other, or one behind the body. */
function tagsByAddress(sources: LabelSources): (string | null)[] {
  const base = sources.url ?? 'https://site.invalid/';
  const found: PageElement[] = [];
  for (const element of besideBody(sources)) {
    if (element.tag !== 'a' || sources.apart(element)) continue;
    const parts = (URL.parse(attribute(element, 'href'), base)?.pathname ?? '')
      .split('/')
      .filter((part) => part !== '');
    if (parts.length < 2 || parts.length > 4 || !parts.slice(0, -1).some(isTagPath)) continue;
    // A paragraph that mentions a topic links to it in the middle of its words.
    const plain = textOf(element.parent ?? element, 600).length;
    const links = (element.parent?.children ?? []).filter((one) => one.tag === 'a').length;
    if (plain > 60 * Math.max(1, links)) continue;
    found.push(element);
  }
  return found.length > 20 ? [] : found.map((link) => cleanTag(textOf(link, 200)));
}

/** Where no sign parts the words of a language without blanks, its blanks do. */
function split(values: readonly string[]): (string | null)[] {
  const parts = (value: string): string[] => {
    const signed = value.split(/[,;،、，；|]/);
    return signed.length === 1 && /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(value)
      ? value.split(/\s+/)
      : signed;
  };
  return values.flatMap(parts).map(cleanTag);
}

/** The publisher's tags: those in sight, else those said to machines. */
export function findTags(sources: LabelSources, section: string | null): string[] {
  const { head, article } = sources;
  const articleTags = metaNamed(head, 'article:tag');
  const keywords = article ? list(article.keywords).flatMap((one) => textIn(one) ?? []) : [];
  const ways: readonly (() => (string | null)[])[] = [
    () => visibleTags(sources),
    () => labelledTags(sources),
    () => (articleTags.length > 1 || (articleTags[0] ?? '').includes(',') ? split(articleTags) : []),
    () => split(keywords.filter((one) => !/^[a-z_]+:/i.test(one))),
    () => tagsByAddress(sources),
    () => split(articleTags),
    () => split(metaNamed(head, 'news_keywords').slice(0, 1)),
    () => split(metaNamed(head, 'keywords').slice(0, 1)),
    () => split(metaNamed(head, 'parsely-tags').slice(0, 1)),
    () => split(metaNamed(head, 'sailthru.tags').slice(0, 1)),
  ];
  for (const way of ways) {
    const tags = unique(way(), sources, section);
    if (tags.length > 0) return tags;
  }
  return [];
}
