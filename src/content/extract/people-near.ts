/** Authors as a page prints them in the elements that it marks as bylines. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { isDateLine } from './line-shapes.ts';
import { plainDigits } from './moments.ts';
import { oneOf, wholeWord } from './name-words.ts';
import { isPictureCredit, splitNames } from './names.ts';
import { and, byLength, isLabel, looksLikeName, startsWithBy } from './people-words.ts';
import { attribute, collapse, type PageElement, textOf, withoutEnd } from './tree.ts';

const emphasis = new Set(['b', 'strong', 'i', 'em', 'u', 'font', 'big', 'small']);

const besideNames = wholeWord('besideNames');

/** True for what a byline says of a person in an element of its own: where they are, what they do. */
function isBeside(element: PageElement): boolean {
  return besideNames.test(attribute(element, 'class'));
}

function gather(element: PageElement, segments: string[]): void {
  for (const child of element.children) {
    if (segments.length > 60) return;
    if (child.tag === null) segments[segments.length - 1] += child.text;
    else if (!child.kind.isSilent && !['button', 'time'].includes(child.tag) && !isBeside(child)) {
      const own = !emphasis.has(child.tag);
      if (own) segments.push('');
      gather(child, segments);
      if (own) segments.push('');
    }
  }
}

/** More text than this names nobody. */
const longestSegment = 2_000;

/** The texts of an element as its inner elements part them: what style sets apart is apart. */
function segmentsOf(element: PageElement): string[] {
  const segments = [''];
  gather(element, segments);
  return segments.map((text) => collapse(text.slice(0, longestSegment))).filter((text) => text !== '');
}

const profile = new RegExp(`/${oneOf('profilePaths')}/`, 'i');

/** True for a link to a writer's own page, by its address. */
export function isProfile(link: PageElement): boolean {
  return profile.test(attribute(link, 'href'));
}

const social = new RegExp(`${oneOf('networkAddresses')}|#$`, 'i');

/** The texts of links in an element that lead to writers' own pages, and of those beside them that lead nowhere. */
function profileLinks(element: PageElement): string[] {
  const found: string[] = [];
  const classes = new Set<string>();
  const visit = (at: PageElement): void => {
    for (const child of at.children) {
      if (child.tag === null) continue;
      const href = attribute(child, 'href');
      const name = attribute(child, 'class');
      const isAuthor = isProfile(child) || /author/i.test(attribute(child, 'rel')) || /author/i.test(name);
      // Colleagues without a page of their own stand in the same kind of element, or are links of the same kind.
      const isLike = name !== '' && classes.has(name) && looksLikeName(collapse(textOf(child, 60)));
      if ((child.tag === 'a' && href !== '' && !social.test(href) && isAuthor) || isLike) {
        found.push(textOf(child, 200));
        classes.add(name);
        if (at !== element) classes.add(attribute(at, 'class'));
      } else visit(child);
    }
  };
  visit(element);
  return found;
}

/** True for what stands beside names and is none: dates, clocks, accounts, sentences. */
export function isNoise(segment: string): boolean {
  const line = plainDigits(segment);
  return (
    isDateLine(segment) ||
    /\d{1,2}[:.]\d{2}/.test(line) ||
    /(?:19|20)\d\d/.test(line) ||
    /^@/.test(segment) ||
    segment.length > 160
  );
}

const joint = new RegExp(`^(?:,|${and}|/)$`, 'i');
const colleague = new RegExp(`^[\\s,]*(?:${and})\\s+(.{3,60})$`, 'iu');

/** A last colleague without a page of their own: "and Bob Brown" behind links. */
function joinedTo(linked: readonly string[], segments: readonly string[], sites: readonly string[]): string[] {
  const last = segments.findLastIndex((segment) => linked.some((name) => segment.includes(name)));
  const match = colleague.exec(segments[last + 1] ?? '');
  const name = match?.[1] ?? '';
  return looksLikeName(name) ? splitNames(name, sites) : [];
}

const roleLabels = new Set(words.roleLabels);

/** Labels such as "Position" go with what they label. */
function withoutRoles(segments: readonly string[]): readonly string[] {
  const label = segments.findIndex((segment) => roleLabels.has(withoutEnd(segment.toLowerCase(), /[\s:：,،]/)));
  return label > 0 ? segments.slice(0, label) : segments;
}

/** "Beirut - Ana Silva": one word before a whole name is where the writer is. */
function withoutPlace(segments: readonly string[]): readonly string[] {
  const [place, name] = segments;
  const isName = name !== undefined && (looksLikeName(name) || /^\p{Lo}+(?: \p{Lo}+){1,3}$/u.test(name));
  return isName && place !== undefined && /^[\p{L}\p{M}]+\s?[-–—:]?$/u.test(place) && byLength(`${place} X`) === 0
    ? segments.slice(1)
    : segments;
}

/** True for a sentence that is about nobody: "No wind is an ill wind." signs posts, "Ana Silva is a cook." a person. */
function isMotto(segment: string, names: readonly string[]): boolean {
  const name = names[0] ?? '';
  return /\p{L}[.!?]$/u.test(segment) && /\s\p{Ll}/u.test(name) && !looksLikeName(name);
}

const dashed = new RegExp(words.dashed, 'iu');

/** "Hải Yến - Trọng Bách" are two who wrote; in most languages a dash parts a name from an outlet or a place. */
function withJoints(segment: string): string {
  const [first, second, more] = segment.split(/\s[–—-]\s/);
  if (first === undefined || second === undefined || more !== undefined) return segment;
  return [first, second].every((one) => dashed.test(one) && looksLikeName(one)) ? `${first}, ${second}` : segment;
}

/** The names in an element that calls itself a byline. */
export function namesIn(element: PageElement, sites: readonly string[]): string[] {
  const all = segmentsOf(element)
    .map(withJoints)
    .flatMap((segment) => segment.split(/\s*[|•·]\s*|\s[–—-]\s/))
    .filter((segment) => segment !== '');
  const pictures = all.findIndex((one) => isPictureCredit(one.replace(/^[\s,;.&]+/, '')) && !startsWithBy(one));
  const segments = withoutPlace(withoutRoles(pictures < 0 ? all : all.slice(0, pictures)));
  const linked = profileLinks(element)
    .filter((text) => pictures < 0 || segments.some((segment) => segment.includes(text)))
    .flatMap((text) => splitNames(text, sites));
  if (linked.length > 0) return [...linked, ...joinedTo(linked, segments, sites)];
  const names: string[] = [];
  let waiting = false;
  for (const [at, segment] of segments.entries()) {
    const bare = withoutEnd(segment, /[\s:：,]/);
    if (isLabel(segment) || joint.test(bare)) {
      waiting = true;
      continue;
    }
    if ((isNoise(segment) || /[:：]$/.test(segment)) && !startsWithBy(segment)) continue;
    // After the first name only what is joined to it, or looks like one, is another name and no role or place.
    if (
      names.length > 0 &&
      !waiting &&
      !/[,&]$/.test(segments[at - 1] ?? '') &&
      !looksLikeName(segment) &&
      !startsWithBy(segment)
    )
      continue;
    const found = splitNames(segment, sites);
    if (!waiting && !startsWithBy(segment) && isMotto(segment, found)) continue;
    if (names.length > 0 && !waiting && !startsWithBy(segment) && !/[,&]$/.test(segments[at - 1] ?? '')) {
      // A second capitalized phrase without any joint is the outlet or the place as often as a colleague.
      continue;
    }
    names.push(...found);
    waiting = false;
  }
  return names;
}
