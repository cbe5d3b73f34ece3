/** Decides what a batch of drafts changes. Nothing here touches the world. */
import type { Draft } from './article.ts';
import { articleId } from './ids.ts';
import type { Digest, Known } from './ports.ts';
import { believableAt } from './time.ts';

/** One change to the articles of a source. */
export type Change =
  | {
      readonly kind: 'add';
      readonly id: string;
      readonly identity: string;
      readonly fingerprint: string;
      readonly draft: Draft;
      readonly sortedAt: number;
      readonly method: string;
    }
  | {
      readonly kind: 'update';
      readonly id: string;
      readonly identity: string;
      readonly fingerprint: string;
      readonly draft: Draft;
      readonly method: string;
    };

/** A draft with its identity within the source. */
export interface Identified {
  readonly identity: string;
  readonly draft: Draft;
}

/** More articles than this in one document are not taken: no honest feed holds them. */
export const maxDrafts = 2000;

function identityOf(draft: Draft, trustGuids: boolean): string {
  if (trustGuids && draft.guid) return `guid:${draft.guid}`;
  if (draft.link) return `link:${draft.link}`;
  if (draft.guid) return `guid:${draft.guid}`;
  const when = draft.published ?? draft.updated;
  return `text:${draft.title ?? ''}\n${when ?? draft.text ?? draft.summary ?? ''}`;
}

/** A guid that stands on two different links in one document says nothing. */
export function guidsAreUnique(drafts: readonly Draft[]): boolean {
  const linkOf = new Map<string, string>();
  for (const { guid, link } of drafts) {
    if (!guid || !link) continue;
    const seen = linkOf.get(guid);
    if (seen !== undefined && seen !== link) return false;
    linkOf.set(guid, link);
  }
  return true;
}

/** The drafts with their identities in document order, the first of each identity only. */
export function identify(drafts: readonly Draft[]): readonly Identified[] {
  const trustGuids = guidsAreUnique(drafts);
  const byIdentity = new Map<string, Identified>();
  for (const draft of drafts.slice(0, maxDrafts)) {
    const identity = identityOf(draft, trustGuids);
    if (!byIdentity.has(identity)) byIdentity.set(identity, { identity, draft });
  }
  return [...byIdentity.values()];
}

/** A hash of all that would make us write the article anew: 24 hexadecimal digits. */
export function fingerprintOf(digest: Digest, draft: Draft): string {
  if (draft.fingerprint !== undefined) return draft.fingerprint;
  const { baseUrl, text, packed, fingerprint, ...content } = draft; // text follows from html; the base says nothing to a reader
  return hexOf(digest(JSON.stringify(content)).subarray(0, 12));
}

const hexDigits = '0123456789abcdef';

/** Made for every article that comes, so without an array of its digits. */
function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += `${hexDigits[byte >> 4]}${hexDigits[byte & 15]}`;
  return hex;
}

interface PlanInput {
  readonly sourceAddress: string;
  readonly drafts: readonly Identified[];
  readonly known: readonly Known[];
  readonly now: number;
  /** How the drafts were made, e.g. "rss" (Provenance.method). */
  readonly method: string;
}

/**
 * The changes that a batch makes: new identities are added, changed fingerprints updated, all else is left alone.
 * A new identity on a link that is unique in the batch and already known (and whose article the batch does not name
 * otherwise) is the same article under a new guid: it keeps its id.
 */
export function plan(digest: Digest, input: PlanInput): readonly Change[] {
  const byIdentity = new Map(input.known.map((known) => [known.identity, known]));
  const named = new Set(input.drafts.map(({ identity }) => identity));
  const moved = movedArticles(input.drafts, input.known, named);
  const changes: Change[] = [];
  for (const { identity, draft } of input.drafts) {
    const fingerprint = fingerprintOf(digest, draft);
    const known = byIdentity.get(identity) ?? moved.get(draft.link ?? '');
    const method = input.method;
    if (!known) {
      const id = articleId(digest, input.sourceAddress, identity);
      const sortedAt = believableAt(draft.published ?? draft.updated, input.now);
      changes.push({ kind: 'add', id, identity, fingerprint, draft, sortedAt, method });
    } else if (known.fingerprint !== fingerprint || known.identity !== identity) {
      changes.push({ kind: 'update', id: known.id, identity, fingerprint, draft, method });
    }
  }
  return changes;
}

/** Known articles by link, where exactly one draft and one known article have that link. */
function movedArticles(
  drafts: readonly Identified[],
  known: readonly Known[],
  named: ReadonlySet<string>,
): ReadonlyMap<string, Known> {
  const uses = new Map<string, number>();
  for (const { draft } of drafts) if (draft.link) uses.set(draft.link, (uses.get(draft.link) ?? 0) + 1);
  const moved = new Map<string, Known>();
  const repeated = new Set<string>();
  for (const article of known) {
    if (!article.link || uses.get(article.link) !== 1 || named.has(article.identity)) continue;
    if (moved.has(article.link)) repeated.add(article.link);
    moved.set(article.link, article);
  }
  for (const link of repeated) moved.delete(link);
  return moved;
}
