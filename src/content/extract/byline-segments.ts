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

/** A run of text in a byline, with the innermost element with a class and the link round it. */
export interface Segment {
  readonly text: string;
  readonly of: PageElement | null;
  readonly link: PageElement | null;
}

/** An element's first class: those behind it say what differs ("last", "block"). */
function classOf(element: PageElement | null): string {
  return element ? (attribute(element, 'class').trim().split(/\s+/)[0] ?? '') : '';
}

/** The folder that a link leads to, which pages of writers have in common. */
function folderOf(link: PageElement | null): string {
  const match = link && /^(?:https?:\/\/[^/]+)?(\/[^?#]+\/)[^/]+\/?$/.exec(attribute(link, 'href'));
  return match?.[1] ?? '';
}

/** True for runs of text in two elements of one kind: so stand colleagues, while a name and a place differ. */
export function isOfKind(one: Segment, other: Segment): boolean {
  const [name, folder] = [classOf(one.of), folderOf(one.link)];
  return (
    (one.of !== other.of && name !== '' && name === classOf(other.of)) ||
    (one.link !== other.link && folder !== '' && folder === folderOf(other.link))
  );
}

function gather(element: PageElement, { of, link }: Omit<Segment, 'text'>, segments: Segment[]): void {
  for (const child of element.children) {
    if (segments.length > 60) return;
    if (child.tag === null) {
      const last = segments.pop();
      const isBegun = last !== undefined && /\S/.test(last.text);
      segments.push({ ...(isBegun ? last : { of, link }), text: (last?.text ?? '') + child.text });
    } else if (isBeside(child)) {
      // Who took the pictures is named like the others, and told from them by what stands beside.
      const last = segments.findLastIndex((one) => /\S/.test(one.text));
      if (last >= 0 && isPictureCredit(textOf(child, 60))) segments.splice(last, 1);
    } else if (!child.kind.isSilent && !['button', 'time'].includes(child.tag)) {
      const own = !emphasis.has(child.tag);
      const inner = { of: classOf(child) === '' ? of : child, link: child.tag === 'a' ? child : link };
      if (own) segments.push({ text: '', ...inner });
      gather(child, inner, segments);
      if (own) segments.push({ text: '', of, link });
    }
  }
}

/** More text than this names nobody. */
const longestSegment = 2_000;

/** The texts of an element as its inner elements part them. */
export function segmentsOf(element: PageElement): Segment[] {
  const segments: Segment[] = [{ text: '', of: null, link: null }];
  gather(element, { of: null, link: null }, segments);
  return segments.flatMap((segment) => {
    const text = collapse(segment.text.slice(0, longestSegment));
    return text === '' ? [] : [{ ...segment, text }];
  });
}
