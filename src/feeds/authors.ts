/** Names of people, out of the ways that feeds write them. */
import { mediaBelow } from './media.ts';
import { guessedLine } from './plain-text.ts';
import { type Element, every, type Fields, fieldsOf, firstText, membersOf, textOf } from './tree.ts';
import { hasMarkup } from './xhtml.ts';

interface Person {
  readonly name: string;
  /** Where only a mail address is known, another field may know better. */
  readonly isMail: boolean;
}

/** Longer texts are not searched for several people, and those longer still are cut. */
const longestList = 1000;
const longestText = 5000;
const isMail = (text: string): boolean => /^[^\s@<>()]+@[^\s@<>()]+$/.test(text);

/** One person from "mail (Name)", "Name <mail>", "Name (mail)", "mailto:mail" or a bare name or address. */
function personFrom(text: string): Person | null {
  const line = guessedLine(text.slice(0, longestText).replace(/<([^\s@<>]+@[^\s@<>]+)>/g, '($1)'));
  if (!line) return null;
  const nested = /^([^\s@()]+@[^\s@()]+)\s*\((.+)\)$/.exec(line);
  if (nested?.[2]?.trim() && !isMail(nested[2])) return { name: nested[2].trim(), isMail: false };
  const parts = /^([^()]*)\(([^()]*)\)\s*$/.exec(line);
  const before = parts?.[1]?.trim().replace(/^mailto:/i, '') ?? '';
  const inside = parts?.[2]?.trim().replace(/^mailto:/i, '') ?? '';
  if (parts && isMail(before) && inside) return { name: inside, isMail: isMail(inside) };
  if (parts && isMail(inside) && before) return { name: before.replace(/^"(.*)"$/, '$1'), isMail: false };
  if (parts && (!before || !inside)) {
    const only = before || inside;
    return only ? { name: only, isMail: isMail(only) } : null;
  }
  const plain = line.replace(/^mailto:/i, '');
  // "mail Name" is what some write for "mail (Name)".
  const spaced = /^[^\s@]+@[^\s@]+\s+[-–—]?\s*(\S.*)$/.exec(plain);
  if (spaced?.[1]) return { name: spaced[1], isMail: false };
  return { name: plain, isMail: isMail(plain) };
}

/** The parts of a list of people; null where the text is no such list. A comma alone parts no names: "Lee, Ann". */
function listed(text: string): readonly string[] | null {
  if (text.length >= longestList || !text.includes('@')) return null;
  const mails = text
    .trim()
    .split(/[,;\s]+/)
    .filter(Boolean);
  if (mails.length > 1 && mails.every(isMail)) return mails;
  const several =
    text.match(/[^\s@(),;]+@[^\s@(),;]+ ?\([^()]+\)/g) ??
    (text.includes('"') ? null : text.match(/[^<>,;]+<[^\s@<>]+@[^\s@<>]+>/g));
  return several && several.length > 1 ? several : null;
}

/** The people in a text: several where they are written "mail (Name), mail (Name)" or "Name <mail>, Name <mail>". */
function peopleIn(text: string): readonly Person[] {
  return (listed(text) ?? [text]).map(personFrom).filter((person) => person !== null);
}

/** A person construct (name, email, uri children, RFC 4287 section 3.2) or plain text. */
function peopleOf(element: Element): readonly Person[] {
  if (!hasMarkup(element)) return peopleIn(textOf(element));
  const members = membersOf(element);
  if (members[0] !== element) return members.flatMap(peopleOf);
  const fields = fieldsOf(element);
  const nested = every(fields, ['author', 'atom:author', 'person', 'foaf:person']).flatMap(peopleOf);
  if (nested.length > 0) return nested;
  const name = firstText(fields, ['name', 'atom:name', 'foaf:name', 'itunes:name', 'title', 'rdf:value']);
  if (name) return peopleIn(name);
  const mail = firstText(fields, ['email', 'atom:email', 'itunes:email']);
  return peopleIn(mail ?? (fields.size > 0 && firstText(fields, ['url', 'atom:uri', 'uri']) ? '' : textOf(element)));
}

const groups: readonly (readonly string[])[] = [
  ['atom:author', 'author'],
  ['dc:creator', 'dcterms:creator'],
  ['itunes:author', 'googleplay:author', 'dc:author'],
];

/**
 * The names of who wrote what these fields are about: its own authors, else Dublin Core's, else the podcast's. A bare
 * mail address yields to a name in a later group. Each name once, in document order.
 */
export function authorsOf(fields: Fields): readonly string[] {
  let mails: readonly Person[] = [];
  for (const names of groups) {
    const people = every(fields, names).flatMap(peopleOf);
    if (people.some((person) => !person.isMail)) return namesOf(people);
    if (mails.length === 0) mails = people;
  }
  if (mails.length > 0) return namesOf(mails);
  return namesOf(mediaBelow(fields, 'media:credit').filter(isWriter).flatMap(peopleOf));
}

/** media:credit also names photographers and studios. */
function isWriter(element: Element): boolean {
  return /^(?:author|writer)$/i.test(element.attributes.role ?? '');
}

function namesOf(people: readonly Person[]): readonly string[] {
  return [...new Set(people.map((person) => person.name))];
}
