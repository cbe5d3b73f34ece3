/** A count with its noun, as English has it: "1 source", "0 sources", "12 sources". */
export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
