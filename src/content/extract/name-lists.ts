/** Lists of names: each once, and which names are better than others. */
import { isCollective } from './names.ts';
import { bare } from './tree.ts';

const maxAuthors = 20;
/** Each of them is compared with each other. */
const mostCompared = 100;

/** Each name once, in the order given. */
export function unique(names: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = bare(name);
    const known = seen.get(key);
    // Shouted names give way to the same name in ordinary letters.
    if (known === undefined || (known === known.toUpperCase() && name !== name.toUpperCase())) seen.set(key, name);
  }
  const all = [...seen.values()].slice(0, mostCompared);
  // "Mai Khuê" is Trần Mai Khuê again.
  const isPart = (name: string): boolean =>
    name.includes(' ') && all.some((other) => other !== name && other.toLowerCase().endsWith(` ${name.toLowerCase()}`));
  return all.filter((name) => !isPart(name)).slice(0, maxAuthors);
}

/** A name of an account ("jsmith", "webteam7") or of a body of people: anything better is preferred to it. */
export function isWeak(name: string): boolean {
  return isCollective(name) || /^[\p{Ll}\d_.-]+$/u.test(name);
}
