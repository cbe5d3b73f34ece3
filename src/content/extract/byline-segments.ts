/** The byline's own elements cut into runs of text: what style sets apart is apart. */
import { isPictureCredit } from './credits.ts';
import { wholeWord } from './name-words.ts';
import { attribute, collapse, type PageElement, textOf } from './tree.ts';

const emphasis = new Set(['b', 'strong', 'i', 'em', 'u', 'font', 'big', 'small']);

const besideNames = wholeWord('besideNames');

/** True for what a byline says of a person in an element of its own: where they are, what they do. */
function isBeside(element: PageElement): boolean {
  return besideNames.test(attribute(element, 'class'));
}

/** A run of text in a byline, and the innermost element round it that says of what kind it is. */
export interface Segment {
  readonly text: string;
  readonly of: PageElement | null;
}

/** What elements of one kind have in common: their first class, or the folder that their links lead to. */
function kindOf(element: PageElement | null): string {
  if (!element) return '';
  const [name = ''] = attribute(element, 'class').trim().split(/\s+/);
  if (name !== '' || element.tag !== 'a') return name;
  return /^(?:https?:\/\/[^/]+)?(\/[^?#]+\/)[^/]+\/?$/.exec(attribute(element, 'href'))?.[1] ?? '';
}

/** True for runs of text in two elements of one kind: so stand colleagues, while a name and a place differ. */
export function isOfKind(one: Segment, other: Segment): boolean {
  return one.of !== other.of && kindOf(one.of) !== '' && kindOf(one.of) === kindOf(other.of);
}

function gather(element: PageElement, of: PageElement | null, segments: Segment[]): void {
  for (const child of element.children) {
    if (segments.length > 60) return;
    if (child.tag === null) {
      const last = segments.pop();
      const isBegun = last !== undefined && /\S/.test(last.text);
      segments.push({ text: (last?.text ?? '') + child.text, of: isBegun ? last.of : of });
    } else if (isBeside(child)) {
      // Who took the pictures is named like the others, and told from them by what stands beside.
      const last = segments.findLastIndex((one) => /\S/.test(one.text));
      if (last >= 0 && isPictureCredit(textOf(child, 60))) segments.splice(last, 1);
    } else if (!child.kind.isSilent && !['button', 'time'].includes(child.tag)) {
      const own = !emphasis.has(child.tag);
      const inner = kindOf(child) === '' ? of : child;
      if (own) segments.push({ text: '', of: inner });
      gather(child, inner, segments);
      if (own) segments.push({ text: '', of });
    }
  }
}

/** More text than this names nobody. */
const longestSegment = 2_000;

/** The texts of an element as its inner elements part them. */
export function segmentsOf(element: PageElement): Segment[] {
  const segments: Segment[] = [{ text: '', of: null }];
  gather(element, null, segments);
  return segments.flatMap(({ text, of }) => {
    const whole = collapse(text.slice(0, longestSegment));
    return whole === '' ? [] : [{ text: whole, of }];
  });
}
