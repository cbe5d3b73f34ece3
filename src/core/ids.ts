/** Short stable ids: lower-case Crockford base32 (no i, l, o, u), the same on every machine. */
import type { Digest } from './ports.ts';
import { bareAddress } from './source.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** 16 characters hold 80 bits: no two of a billion articles are expected to share them. */
const idLength = 16;

/** The first 80 bits of the digest of the parts, as 16 characters. */
function shortDigest(digest: Digest, parts: readonly string[]): string {
  const bytes = digest(parts.join('\n'));
  let id = '';
  let bits = 0;
  let held = 0;
  for (let i = 0; id.length < idLength; i++) {
    bits = ((bits << 8) | (bytes[i] ?? 0)) & 0xffff;
    held += 8;
    while (held >= 5 && id.length < idLength) {
      held -= 5;
      id += alphabet[(bits >> held) & 31];
    }
  }
  return id;
}

/** http and https name the same source, so that a site's move to https keeps its ids; and ids tell nothing of passwords. */
function nameOf(address: string): string {
  return bareAddress(address).replace(/^https?:/, '');
}

export function sourceId(digest: Digest, address: string): string {
  return shortDigest(digest, ['source', nameOf(address)]);
}

/** `identity` is the article's within its source (merge.ts). */
export function articleId(digest: Digest, sourceAddress: string, identity: string): string {
  return shortDigest(digest, ['article', nameOf(sourceAddress), identity]);
}

/** What a person typed as an id, in the form that ids have: o is 0, i and l are 1. Null where it cannot be an id. */
export function normalizeId(typed: string): string | null {
  const id = typed.trim().toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return /^[0-9a-hjkmnp-tv-z]{1,16}$/.test(id) ? id : null;
}
