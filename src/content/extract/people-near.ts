/** Authors as a page prints them in the elements that it marks as bylines. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { isOfKind, type Segment, segmentsOf } from './byline-segments.ts';
import { endsInHelpLabel, endsInPictureLabel, isHelpCredit, isPictureCredit } from './credits.ts';
import { isDateLine } from './line-shapes.ts';
import { plainDigits } from './moments.ts';
import { oneOf } from './name-words.ts';
import { isCollective, splitNames } from './names.ts';
import { isEasternName } from './names-east.ts';
import { alternatives, and, byLength, isLabel, looksLikeName, startsWithBy } from './people-words.ts';
import { attribute, collapse, type PageElement, textOf, withoutEnd } from './tree.ts';

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
      const isLike = name !== '' && classes.has(name) && looksLikeName(collapse(textOf(child, 60))) && isWhole(child);
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

/** True for an element whose text is one run: texts of several elements run together without blanks. */
function isWhole(element: PageElement): boolean {
  return segmentsOf(element)[0]?.text === collapse(textOf(element, 60));
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

const places = alternatives(words.places);
const joint = new RegExp(`^(?:(?:${places})\\s\\p{Lu}.{0,40}?)?(?:,|(?:^|,?\\s)(?:${and})|/)$`, 'iu');

/** True for what joins two names: "and", also behind the place of the first one ("in Berlin and"). */
export function isJoint(segment: string): boolean {
  return joint.test(withoutEnd(segment, /[\s:：]/));
}
const endsInAnd = new RegExp(`(?:^|\\s)(?:${and})$`, 'iu');
const colleague = new RegExp(`^[\\s,]*(?:${and})\\s+(.{3,60})$`, 'iu');

/** Colleagues behind links who have no page of their own, or one elsewhere: "and Bob Brown". */
function joinedTo(linked: readonly string[], segments: readonly Segment[], sites: readonly string[]): string[] {
  let at = segments.findLastIndex(({ text }) => linked.some((name) => text.includes(name))) + 1;
  const name = colleague.exec(segments[at]?.text ?? '')?.[1] ?? '';
  if (looksLikeName(name)) return splitNames(name, sites);
  const names: string[] = [];
  for (; isJoint(segments[at]?.text ?? ''); at += 2) {
    const next = segments[at + 1];
    // A comma parts a writer from an outlet and a place too; those are seldom links.
    if (!next || !looksLikeName(next.text) || isCollective(next.text)) break;
    if (!next.link && /^,?$/.test(segments[at]?.text ?? '')) break;
    names.push(...splitNames(next.text, sites));
  }
  return names;
}

/** The fields of a line: a dot between letters is a part of a Korean word. */
export function splitFields(text: string): string[] {
  return text.split(/\s*[|•]\s*|\s+·\s*|·\s+|\s[–—-]\s/);
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

/** The segments that name those who wrote, without what `isOthers` says belongs to other people. */
function ofWriters(
  segments: readonly Segment[],
  isOthers: (text: string) => boolean,
  endsInLabel: (text: string) => boolean,
): readonly Segment[] {
  let own = true;
  return segments.filter(({ text }) => {
    if (isOthers(text)) own = false;
    else if (startsWithBy(text) || isLabel(text)) own = true;
    const isOwn = own;
    if (endsInLabel(text) && !isLabel(text)) own = false;
    return isOwn;
  });
}

/** "Ana Silva Text, Jo Wu Photos": where tasks stand behind the names, the last name goes with the last task. */
function withoutLastTask(segments: readonly Segment[]): readonly Segment[] {
  const names = segments.filter(({ text }) => looksLikeName(text));
  const last = segments.at(-1)?.text ?? '';
  const name = segments.at(-2);
  return names.length > 1 && name === names.at(-1) && isBareLabel(last) ? segments.slice(0, -2) : segments;
}

function isBareLabel(text: string): boolean {
  return isPictureCredit(text.replace(/^[(（]/, '')) && !/\s/.test(text);
}

function isOfPictures(text: string): boolean {
  return isPictureCredit(text.replace(/^[\s,;.&]+/, '')) && !startsWithBy(text);
}

/** More fields than any byline has; they are compared with each other. */
const mostFields = 200;

/** The names in an element that calls itself a byline. */
export function namesIn(element: PageElement, sites: readonly string[]): string[] {
  const all = segmentsOf(element)
    .flatMap((segment) => splitFields(withJoints(segment.text)).map((text) => ({ ...segment, text })))
    .filter(({ text }) => text !== '')
    .slice(0, mostFields);
  const withHelp = ofWriters(withoutLastTask(all), isOfPictures, endsInPictureLabel);
  const own = ofWriters(withHelp, isHelpCredit, endsInHelpLabel);
  const links = profileLinks(element);
  const names = namesOf(links, own, sites);
  // Who edited or checked is named where nobody else is.
  return names.length > 0 || own.length === withHelp.length ? names : namesOf(links, withHelp, sites);
}

function namesOf(links: readonly string[], given: readonly Segment[], sites: readonly string[]): string[] {
  const texts = withoutPlace(withoutRoles(given.map(({ text }) => text)));
  const segments = given.filter(({ text }) => texts.includes(text));
  const linked = links
    .filter((link) => segments.some(({ text }) => text.includes(link) || link.includes(text)))
    .flatMap((text) => splitNames(text, sites));
  // "See all articles" leads to the writer's page too.
  const isNamed = linked.some((name) => !/\s\p{Ll}/u.test(name) || looksLikeName(name));
  if (!isNamed) {
    const inOrder = namesInOrder(segments, sites);
    if (linked.length === 0 || inOrder.some(looksLikeName)) return inOrder;
  }
  const first = segments.find(({ text }) => linked.some((name) => text.includes(name)));
  const alike = segments.filter((segment) => first && isColleague(segment, first));
  return [...linked, ...alike.flatMap(({ text }) => splitNames(text, sites)), ...joinedTo(linked, segments, sites)];
}

/** True for a name in an element of the kind that the first name stands in. */
function isColleague(segment: Segment, first: Segment): boolean {
  const { text } = segment;
  return (looksLikeName(text) || isEasternName(text)) && isOfKind(segment, first) && !isCollective(text);
}

/** True for one capitalized word beside a whole name: where the writer is, seldom a colleague. */
export function isPlace(text: string, first: string | undefined): boolean {
  return first !== undefined && /\s/.test(first) && /^\p{Lu}[\p{L}\p{M}’'-]+$/u.test(text);
}

function namesInOrder(segments: readonly Segment[], sites: readonly string[]): string[] {
  const names: string[] = [];
  let waiting = false;
  let first: Segment | null = null;
  for (const [at, segment] of segments.entries()) {
    const { text } = segment;
    const by = startsWithBy(text);
    if (isLabel(text) || isJoint(text)) {
      waiting = true;
      continue;
    }
    if ((isNoise(text) || /[:：]$/.test(text)) && !by) continue;
    // After the first name only what is joined to it, or stands in the same kind of element, is no role or place: a
    // second capitalized phrase without any joint is the outlet as often as a colleague.
    const joined = waiting || by || /[,&]$/.test(segments[at - 1]?.text ?? '');
    if (names.length > 0 && !joined && !(first && isColleague(segment, first))) continue;
    if (!by && isPlace(text, names[0]) && !endsInAnd.test(segments[at - 1]?.text ?? '')) continue;
    const found = splitNames(text, sites);
    if (!waiting && !by && isMotto(text, found)) continue;
    if (found.length > 0) first ??= segment;
    names.push(...found);
    waiting = false;
  }
  return names;
}
