/** What is long of the drafts of a document as bytes in one buffer, on its way from the thread that read it to the store. */
import type { Draft } from '../../core/article.ts';
import { isTeaser } from '../../core/document-facts.ts';
import { packBody } from './pack-body.ts';

/** The drafts with their bodies packed, where that is worth it, and the buffer in which all of them stand. */
export function packDrafts(drafts: readonly Draft[]): {
  readonly drafts: readonly Draft[];
  readonly buffer: ArrayBuffer;
} {
  const parts = drafts.map(partsOf);
  const sizes = parts.map((part) => (part ? lengthOf(part.body) + lengthOf(part.text) + lengthOf(part.summary) : 0));
  const all = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  const put = (bytes: Uint8Array): Uint8Array => {
    all.set(bytes, end);
    end += bytes.length;
    return all.subarray(end - bytes.length, end);
  };
  const packed = drafts.map((draft, index): Draft => {
    const part = parts[index];
    if (!part) return draft;
    const [body, text, summary] = [put(part.body), part.text && put(part.text), part.summary && put(part.summary)];
    return {
      ...draft,
      html: null,
      text: null,
      summary: null,
      packed: { body, text, summary, isTeaser: isTeaser(draft) },
    };
  });
  return { drafts: packed, buffer: all.buffer };
}

function lengthOf(bytes: Uint8Array | null): number {
  return bytes?.length ?? 0;
}

/** Null for short bodies, and for a draft that nothing but its text tells from others (core/merge). */
function partsOf(draft: Draft) {
  const body = packBody(draft);
  if (typeof body === 'string' || (!draft.guid && !draft.link)) return null;
  return { body, text: bytesOf(draft.text), summary: bytesOf(draft.summary) };
}

function bytesOf(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text);
}

/** No text holds a byte order mark, and what looks like one is not to be lost. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The draft with its text and summary; its body stays packed, because that is how it is stored. */
export function unpackDraft(draft: Draft): Draft {
  if (!draft.packed) return draft;
  const { text, summary } = draft.packed;
  return { ...draft, text: text && decoder.decode(text), summary: summary && decoder.decode(summary) };
}
