/** Names as bylines print them, cleaned of everything else. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { isHelpCredit, isPictureCredit, ofWriters } from './credits.ts';
import { eastern } from './names-east.ts';
import { alternatives, and, withoutBy } from './people-words.ts';
import { bare, collapse, withoutEnd } from './tree.ts';

const nobody = new Set(words.nobody);
const roles = new Set(words.roles);
const ours = new Set(words.ours);
const notNames = new Set(words.notNames);
const adjectives = new Set(words.adjectives);
const places = new Set(words.places);
const outlets = new Set(words.outlets);
const collectives = new Set(words.collectives);
const beforeDates = new Set(words.beforeDates);
const beforeClocks = new Set(words.beforeClocks);
/** Words that also begin family names ("Yann Le Dantec"): they end a name only where a number follows. */
const beforeNumbers = new Set(words.beforeNumbers);
/** Words round the site's name in "The Skarre Post Online". */
const siteWords = new Set(words.siteWords);
const siteEnding = new RegExp(`(?:${alternatives(words.siteWords)})$`, 'u');
/** What joins the words in the name of an office to each other, and a person to an outlet. */
const partOfBodies = new Set(words.partOfBodies);
const credentials = new Set(words.credentials);
const maxName = 80;

/** What ends a name, by its first word: "follow", "special to", "with additional reporting". */
const ends = new Map<string, (readonly string[])[]>();
for (const end of [...words.ends, ...words.helpers.filter((word) => word.includes(' '))]) {
  const parts = end.split(' ');
  const first = parts[0] ?? '';
  ends.set(first, [...(ends.get(first) ?? []), parts]);
}

function lower(word: string): string {
  return withoutEnd(word.toLowerCase(), /[,.;:]/);
}

/** Where a word after the second ends the name: a place, a role, a date or a link's words follow; -1 if none does. */
function endOf(parts: readonly string[]): number {
  for (let at = 1; at < parts.length; at++) {
    const word = lower(parts[at] ?? '');
    const next = parts[at + 1] ?? '';
    // "Department for Inland Waters" is whole; "Ana Silva for The Star" is hers.
    if (outlets.has(lower(parts[at - 1] ?? '')) && partOfBodies.has(word)) return -1;
    if (ends.get(word)?.some((end) => end.every((one, step) => lower(parts[at + step] ?? '') === one))) return at;
    if (/^\d/.test(word)) return at;
    // "Ana Silva in Rome"; one word before it may still be a name such as "Prince in Exile".
    if (at >= 2 && places.has(parts[at] ?? '') && /^\p{Lu}/u.test(next)) return at;
    if (beforeDates.has(word) && /^(?:\d|\p{Lu}\p{L}{2,8}[.,]?$)/u.test(next)) return at;
    if ((beforeClocks.has(word) || beforeNumbers.has(word)) && /^\d/.test(next)) return at;
  }
  return -1;
}

/** Without a role that stands behind the name with nothing to part them: "Ana Silva Senior Political Correspondent". */
function withoutRole(parts: readonly string[]): readonly string[] {
  for (let count = Math.min(5, parts.length - 2); count > 0; count--) {
    const tail = parts.slice(parts.length - count).map(lower);
    const role = tail.join(' ');
    if (!roles.has(role) && !(roles.has(tail.at(-1) ?? '') && tail.slice(0, -1).every((word) => adjectives.has(word))))
      continue;
    return parts.slice(0, -count);
  }
  return parts;
}

/** Without the outlet that stands behind a name with nothing to part them, where line breaks were lost. */
function withoutOutlet(parts: readonly string[], sites: readonly string[]): readonly string[] {
  const last = parts.at(-1) ?? '';
  const isOwn = /^\p{Lu}{2,5}$/u.test(last) && sites.includes(last.toLowerCase());
  if (isOwn && parts.length > 2 && !isOutlet(parts.slice(0, -1).join(' '))) return parts.slice(0, -1);
  // One word may be a family name that the writer's own site is named after.
  for (let from = 2; from < parts.length - 1; from++) {
    if (isSite(parts.slice(from).join(' ').toLowerCase(), sites)) return parts.slice(0, from);
  }
  return parts;
}

/** "Smith" is a name and "MD" behind a comma is none. */
function withoutCredentials(name: string): string {
  return name.replace(/,\s*((?:[\p{L}.]{2,6}[,\s]*){1,3})$/u, (whole, tail: string) =>
    tail.split(/[,\s]+/).every((one) => one === '' || credentials.has(one.toLowerCase().replace(/\.$/, '')))
      ? ''
      : whole,
  );
}

const suffix = new RegExp(
  `(?:\\s+(?:${alternatives(words.roleSuffixes)})|(?<=^[\\p{sc=Han}]{2,4})(?:${alternatives(words.pictureSuffixes)}))$`,
  'u',
);
/** Words of courtesy before a first and a family name. */
const honorific = new RegExp(`^(?:${alternatives(words.honorifics)})\\s+(?=\\S+\\s+\\S)`, 'u');
const edges = /^[\s,;:.&|•·/–—→»-]+|[\s,;:&|•·/–—→»-]+$/g;

/** What stands in brackets where nothing else does. */
export function inBrackets(text: string): string {
  return text.replace(/^[（(［【〔]([^）)］】〕]{2,40})[）)］】〕]$/u, '$1');
}

/** One printed name without "By", roles, addresses, dates and the outlet; null where no name is left. */
function cleanName(text: string, sites: readonly string[]): string | null {
  let name = collapse(text);
  if (/^(?:https?:)?\/\/|^www\./i.test(name) || name.length > 300) return null;
  if (nobody.has(name.toLowerCase())) return null;
  name = withoutBy(name).replace(honorific, '');
  name = inBrackets(collapse(name.replace(/\S+@\S+/g, ' '))).replace(/\s*[([{（].{0,120}[)\]}）]\s*/g, ' ');
  name = collapse(name.replace(/(?:^|\s)@\w+/g, ' ').replace(edges, ''));
  const parts = name.split(' ');
  const end = endOf(parts);
  const kept = end > 0 ? [...parts.slice(0, end - 1), (parts[end - 1] ?? '').replace(/(?<=\p{L}{3})\.$/u, '')] : parts;
  name = withoutRole(withoutOutlet(kept, sites)).join(' ');
  name = withoutCredentials(name).replace(edges, '').replace(suffix, '');
  const sentence = name.length > 20 && /[.!?。]$/.test(name);
  if (name === '' || name.length > maxName || sentence || !/\p{L}/u.test(name)) return null;
  const plain = name.toLowerCase();
  if (nobody.has(plain) || isNewsroom(plain) || roles.has(plain) || isSite(plain, sites) || isBranch(name, sites))
    return null;
  const all = plain.split(' ');
  // "10 March" is a day; "June Abernathy" is somebody.
  if (/^\d/.test(plain) && all.length < 3) return null;
  if (all.length > 7 || (all.length < 3 && all.some((part) => notNames.has(part)))) return null;
  return name.length < 2 ? null : name;
}

/** "Onze nieuwsredactie", "Unsere Lokalredaktion": nobody in particular. */
function isNewsroom(name: string): boolean {
  const parts = name.split(' ');
  return parts.length <= 3 && words.newsroomEndings.some((ending) => parts.at(-1)?.endsWith(ending));
}

/** The site itself, also as "Skarre Post Staff" or "The Skarre Post". */
function isSite(name: string, sites: readonly string[]): boolean {
  const all = name.split(' ').filter((word) => !collectives.has(word));
  const own = all.filter((word) => !siteWords.has(word));
  // "Courier Staff" calls the site by a part of its name.
  const part = bare(all.join(''));
  const isStaffLast = collectives.has(name.split(' ').at(-1) ?? '');
  if (isStaffLast && part.length > 4 && sites.some((site) => site.startsWith(part) || site.endsWith(part))) return true;
  // "スカーレ編集部" are the editors of スカーレ新聞.
  const editors = words.editorsEndings.find((ending) => name.endsWith(ending));
  const led = editors === undefined ? '' : bare(name.slice(0, -editors.length));
  if (led.length > 1 && sites.some((site) => site.startsWith(led))) return true;
  return [name, all.join(''), own.join(''), name.replace(siteEnding, '')].some((one) => sites.includes(bare(one)));
}

/** "RNO Skarre" and "RNO Sport" are parts of a station that calls itself by its letters, "Radio Nord RNO" is its name. */
function isBranch(name: string, sites: readonly string[]): boolean {
  const [, whole = '', behind = ''] = /^(.+)\s(\p{Lu}{3,5})$/u.exec(name) ?? [];
  if (sites.includes(behind.toLowerCase()) && isOutlet(whole)) return true;
  const letters = /^(\p{Lu}{3,5})\s/u.exec(name)?.[1]?.toLowerCase();
  return letters !== undefined && !sites.includes(bare(name)) && sites.some((site) => site.startsWith(letters));
}

const joints = new RegExp(
  `\\s*([;；、،|•·\\n]|(?<![\\p{sc=Katakana}ー])・|,(?:\\s(?:${and})(?=\\s)|(?!\\s*(?:${alternatives(words.suffixes)})\\b))|，|\\s(?:${and}|/)(?=\\s)|(?<=^\\p{Lu}{2,5})[–—](?=\\p{Lu}\\p{Ll})|\\s[–—-](?=\\s)|[/／∕])\\s*`,
  'iu',
);
/** Joints that join colleagues; the others part a name from what is said of it as often. */
const joining = new RegExp(`^(?:;|；|、|،|,?\\s*(?:${and}))$`, 'i');
/** Arabic writes "and" in front of the name; names that begin with that letter are rarely followed by two more words. */
const arabicAnd = new RegExp(
  `^([\\p{sc=Arabic}]+\\s[\\p{sc=Arabic}]+)\\s+(?:${alternatives(words.andPrefixes)})(?=[\\p{sc=Arabic}]{3,}\\s[\\p{sc=Arabic}])`,
  'u',
);
/** So does Hebrew. */
const hebrewAnd = new RegExp(
  `^(\\p{sc=Hebrew}+ \\p{sc=Hebrew}+) (?:${alternatives(words.hebrewAnd)})(?=\\p{sc=Hebrew}{2,} \\p{sc=Hebrew}{2,}$)`,
  'u',
);
/** "Jana Nováková a Petr Kovář": a word that is a place's in other languages joins two whole names. */
const capitalAnd = new RegExp(
  `^(\\p{Lu}[\\p{L}\\p{M}'’-]+ \\p{Lu}[\\p{L}\\p{M}'’-]+) (?:${alternatives(words.capitalAnd)}) (?=\\p{Lu}[\\p{L}\\p{M}'’-]+ \\p{Lu}[\\p{L}\\p{M}'’-]+$)`,
  'u',
);

/** Commas where a language joins names by what is a part of words elsewhere. */
function withJoints(text: string): string {
  return text
    .replace(arabicAnd, '$1، ')
    .replace(hebrewAnd, '$1, ')
    .replace(capitalAnd, '$1, ')
    .replace(/(?<=\s\p{sc=Arabic}{2,})[-–—](?=\p{sc=Arabic}{2,}$)/u, ' - ');
}

const outletEndings = words.outletEndings;
const agencies = new Set(words.agencies.map((name) => name.toLowerCase()));
const companyForms = new Set(words.companyForms);
const deskEndings = words.deskEndings;

/** True for the name of an outlet, an agency or a company rather than of a person. */
export function isOutlet(name: string): boolean {
  // "R24 Havelsand": stations have numbers, people have none.
  if (/\d/.test(name) && /\p{Lu}/u.test(name)) return true;
  // "The Northern Plank": no person is called so.
  if (/^The\s\p{Lu}/u.test(name)) return true;
  if (outletEndings.some((ending) => name.length > ending.length + 1 && name.endsWith(ending))) return true;
  if (name.includes(' ') && companyForms.has(name.split(' ').at(-1) ?? '')) return true;
  const parts = name.toLowerCase().split(/[\s-]+/);
  return parts.some((part) => outlets.has(part)) || /\.(?:com|org|net|info|co\.\p{L}{2}|\p{L}{2})$/iu.test(name);
}

/** True for "Staff", "Agencies", "Web Desk" and outlets: named where nobody else is. */
export function isCollective(name: string): boolean {
  const parts = name.toLowerCase().split(/\s+/);
  return isOutlet(name) || agencies.has(name.toLowerCase()) || parts.some((part) => collectives.has(part));
}

const capitals = /(?:^|\s)\p{Lu}{3,5}(?:\s|$)/u;

/** Whether what follows a first name is another name, and not where or for whom the first one writes. */
function isAnother(name: string, joint: string, before: readonly string[]): boolean {
  const first = before.at(-1);
  if (first === undefined) return true;
  if (isOutlet(name) || name.toLowerCase() === 'staff') return before.every(isCollective);
  if (/^\p{Lu}{2,5}$/u.test(name) && /\s/.test(first)) return false;
  // "Ana Silva, RNO Science" is hers and a desk's; "PARK Ji-won, KIM Min-ji" are two who write family names in capitals.
  if (capitals.test(name) && /\s\p{Lu}\p{Ll}/u.test(name) && /\s/.test(first) && !capitals.test(first)) return false;
  if (joining.test(joint.trim())) return !/^\p{Ll}/u.test(name) || /^\p{Ll}/u.test(first);
  // In scripts without capitals too, one word behind a dash is a place.
  if (/^[–—-]$/.test(joint.trim()) && !/\s/.test(name) && /\s/.test(first)) return false;
  // Behind a bar, a dash or a comma one word is a place ("Ana Silva, Berlin"), small letters are a description.
  const words = name.split(' ').length;
  if (words === 1 && /\s/.test(first) && /^\p{Lu}/u.test(name) && !collectives.has(name.toLowerCase())) return false;
  return !(/^\p{Ll}/u.test(name) && /^\p{Lu}/u.test(first));
}

/** The names in a byline: "By Ana Silva and Jo Wu, Agencies" is three. `sites` are plain names that are nobody's. */
export function splitNames(byline: string, sites: readonly string[]): string[] {
  if (/^\s*(?:https?:|www\.)/i.test(byline)) return [];
  const plain = byline
    .slice(0, 1_000)
    .replace(/&amp;/g, '&')
    .replace(/<[^<>]{0,300}>/g, ' ');
  const line = inBrackets(collapse(plain));
  if (nobody.has(line.toLowerCase())) return [];
  const text = withJoints(ofWriters(withoutBy(eastern(line))));
  const names: string[] = [];
  const parts = text.split(joints);
  for (let at = 0; at < parts.length; at += 2) {
    const part = parts[at] ?? '';
    if (isHelpCredit(part) || (at > 0 && isPictureCredit(part))) break;
    if (isOurs(part)) continue;
    const name = cleanName(part, sites);
    if (names.length > 0 && /^,\s*$/.test(parts[at - 1] ?? '') && isLongRole(part)) continue;
    if (name && !isRole(name) && isAnother(name, parts[at - 1] ?? ',', names)) names.push(name);
  }
  // "Contributor Sund, Ana Silva": a role and a place are somebody only where nobody is named.
  const people = names.filter(
    (name) => name.split(' ').length !== 2 || !roles.has(name.toLowerCase().split(' ')[0] ?? ''),
  );
  return people.length > 0 ? people : names;
}

/** "Ana Silva, City Hall Reporter": three words or more that end in a role are one, whatever they begin with. */
function isLongRole(part: string): boolean {
  const parts = part.trim().split(/\s+/);
  return parts.length > 2 && roles.has(lower(parts.at(-1) ?? ''));
}

/** "De notre correspondante à Sund", "our reporter in Sund": nobody by name. */
function isOurs(part: string): boolean {
  const all = part.toLowerCase().trim().split(/\s+/);
  return all.slice(0, 2).some((word) => ours.has(word)) && all.some((word) => roles.has(word));
}

/** True for what stands beside a name in a line and is no other's: what somebody does, and for whom. */
export function isRoleOrOutlet(part: string, sites: readonly string[]): boolean {
  return (
    isRole(part) ||
    roles.has(part.toLowerCase()) ||
    agencies.has(part.toLowerCase()) ||
    isSite(part.toLowerCase(), sites)
  );
}

/** "Senior political editor" and "Reporter in Rome" say what somebody is, not who. */
function isRole(name: string): boolean {
  const plain = name.toLowerCase();
  if (deskEndings.some((ending) => plain.endsWith(ending))) return true;
  if (roles.has(plain) && plain !== 'staff') return true;
  const parts = plain.split(/\s+/);
  const last = parts.at(-1) ?? '';
  const first = parts[0] ?? '';
  if (last === 'staff' || parts.length < 2) return false;
  return roles.has(last) || (roles.has(first) && parts.length > 2) || parts.every((part) => adjectives.has(part));
}
