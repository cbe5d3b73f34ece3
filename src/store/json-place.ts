/** Where JSON text breaks off, so that a person finds the place in an editor. */

/** The line and column (from 1) of the first fault; null where the text is JSON. */
export function faultOf(text: string): { readonly line: number; readonly column: number } | null {
  const message = failure(text);
  if (message === null) return null;
  const place = /\(line (\d+) column (\d+)\)$/.exec(message);
  if (place) return { line: Number(place[1]), column: Number(place[2]) };
  const before = text.slice(0, firstFault(text));
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: before.length - lastBreak };
}

/**
 * The offset of the fault, for the messages of the engine that do not say. A beginning of the text without the fault
 * fails only because it ends too soon, so halving finds the shortest one that fails for another reason.
 */
function firstFault(text: string): number {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endsTooSoon(text.slice(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endsTooSoon(text: string): boolean {
  const message = failure(text);
  if (message === null || /^(Unexpected end|Unterminated)/.test(message)) return true;
  const position = /at position (\d+)/.exec(message);
  return position !== null && Number(position[1]) >= text.length;
}

function failure(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}
