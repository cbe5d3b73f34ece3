/** When the address of a source changes because its server says so. */
import type { Source } from './source.ts';

export interface Move {
  /** The address from now on; null where it stays. */
  readonly address: string | null;
  /** Where the redirect led, if it is not believed yet. */
  readonly movingTo: string | null;
}

/**
 * A permanent redirect (301, 308 at every hop) is believed once what stands there parsed as a feed and is proven to be
 * the source: it brought an article that is known, or it was seen in two fetches in a row (a captive portal and a
 * mistake in a server's settings last for one). It is never believed where it leads from https to http.
 * `url` is null where there was none; `isSameFeed` says that the answer had something known in it.
 */
export function decideMove(source: Source, url: string | null, isSameFeed: boolean): Move {
  if (url === null || url === source.address || isDowngrade(source.address, url))
    return { address: null, movingTo: null };
  if (isSameFeed || source.state.movingTo === url) return { address: url, movingTo: null };
  return { address: null, movingTo: url };
}

function isDowngrade(from: string, to: string): boolean {
  return from.startsWith('https:') && !to.startsWith('https:');
}
