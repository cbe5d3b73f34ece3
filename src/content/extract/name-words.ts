/** Words in the names that pages give their parts (data/extract/names.json): classes, ids, addresses. */
import names from '../../../data/extract/names.json' with { type: 'json' };
import { alternatives } from './people-words.ts';

type NameKind = keyof typeof names;

/** One of the words as the source of a pattern, the longest first. */
export function oneOf(kind: NameKind): string {
  return `(?:${alternatives(names[kind])})`;
}

/** Finds a word as a whole part of a name: "user" in "post-user", not in "users". */
export function wholeWord(kind: NameKind): RegExp {
  return new RegExp(`(?:^|[\\s_-])${oneOf(kind)}(?:$|[\\s_-])`, 'i');
}

/** Finds a word anywhere in a name: "repl" in "replies". */
export function anyPart(kind: NameKind): RegExp {
  return new RegExp(oneOf(kind), 'i');
}

/** The words of a kind, for names that say nothing else. */
export function setOf(kind: NameKind): ReadonlySet<string> {
  return new Set(names[kind]);
}
