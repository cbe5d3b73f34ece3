/** The letters that mark the links in sight while one is being chosen. */

/** The home row first; letters that do not look like digits. */
const letters = 'asdfghjklqwertyuiopzxcvbnm';

/** The letter of the nth link in sight; null beyond the alphabet, where the number is typed. */
export function labelOf(index: number): string | null {
  return letters[index] ?? null;
}

/** The number of the link that a letter marks among those in sight. */
export function linkOfLabel(visible: readonly number[], letter: string): number | null {
  const index = letters.indexOf(letter);
  return index < 0 ? null : (visible[index] ?? null);
}
