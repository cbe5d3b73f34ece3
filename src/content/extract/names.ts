/** Names as bylines print them, cleaned of everything else. */
import words from '../../../data/extract/people.json' with { type: 'json' };
import { withoutBy } from './people-words.ts';
import { collapse } from './tree.ts';

const nobody = new Set(words.nobody);
const roles = new Set(words.roles);
const notNames = new Set(words.notNames);
const maxName = 80;

const dates = /\s*[|•·–—,-]?\s*(?:\p{L}{3,10}\.?\s+)?\d{1,4}[\s./:-].*$/u;

/** One printed name without "By", roles, addresses, dates and the outlet; null where no name is left. */
function cleanName(text: string, sites: readonly string[]): string | null {
  let name = collapse(text.replace(/<[^<>]{0,300}>/g, ' '));
  if (/^(?:https?:)?\/\/|^www\./i.test(name) || name.length > 300) return null;
  name = withoutBy(name);
  name = name.replace(/\S+@\S+/g, ' ').replace(/\s*[([{].{0,120}[)\]}]\s*/g, ' ');
  name = name.split(/\s[|•·–—]\s|\s-\s|\s*\|\s*|\s\/\s/)[0] ?? '';
  name = name.replace(dates, '').replace(/@\w+/g, ' ');
  name = collapse(name.replace(/^[\s,;:.&|•·/–—-]+|[\s,;:&|•·/–—-]+$/g, '').replace(/\s+(?:记者|記者|기자)$/, ''));
  if (name === '' || name.length > maxName || !/\p{L}/u.test(name)) return null;
  const lower = name.toLowerCase();
  if (nobody.has(lower) || roles.has(lower) || sites.includes(lower.replace(/[^\p{L}\p{N}]/gu, ''))) return null;
  const parts = lower.split(' ');
  if (parts.length > 7 || (parts.length < 3 && parts.some((part) => notNames.has(part)))) return null;
  return name.length < 2 ? null : name;
}

const joints =
  /\s*(?:[;；、،|•·\n]|,(?!\s*(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii)\b)|，|\s&\s|\s(?:and|und|et|y|e|en|og|och|ja|oraz|i|и|та|και|ve|si|și|و|with|dan|và)\s)\s*/iu;

/** The names in a printed byline: "By Ana Silva, senior writer, and Jo Wu" is two. */
export function splitNames(byline: string, sites: readonly string[]): string[] {
  const text = withoutBy(collapse(byline));
  const names: string[] = [];
  for (const part of text.split(joints)) {
    if (part === undefined) continue;
    const name = cleanName(part, sites);
    if (name && !isRole(name)) names.push(name);
  }
  return names;
}

/** "Senior political editor" and "Reporter in Rome" say what somebody is, not who. */
function isRole(name: string): boolean {
  const lower = name.toLowerCase();
  if (roles.has(lower)) return true;
  const parts = lower.split(/\s+/);
  const last = parts.at(-1) ?? '';
  const first = parts[0] ?? '';
  return parts.length > 1 && (roles.has(last) || (roles.has(first) && parts.length > 2)) && last !== 'staff';
}
