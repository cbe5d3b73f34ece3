/** One request and its answer on the wire, the same for each version of HTTP. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

/** What is sent. */
export interface Message {
  /** Without user name, password and fragment. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** The head of an answer, and the way to its body. */
export interface Exchange {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The address that the connection leads to: the host's, or a proxy's. */
  readonly remoteAddress: string;
  /** The body as it was sent. Its end alone does not say that it is whole. */
  readonly body: Readable;
  readonly isWhole: () => boolean;
  /** Nobody reads the body: what is left of it is passed over, or the exchange ended where that is cheaper. */
  readonly discard: () => void;
}

export interface Listener {
  readonly answered: (exchange: Exchange) => void;
  /** `again`: no answer had begun and the server did not act on the request, so sending it again is safe. */
  readonly failed: (error: Error, again: boolean) => void;
}

/** Sends a request; what it returns ends the exchange at any point, and closes what it leads to. */
export type Send = (message: Message, listener: Listener) => () => void;

/** Sixteen kilobytes, Node's own limit, is less than some large sites send. */
export const maxHeaderSize = 65_536;
// A server that has nothing better to say than "still at it" says so a few times, not for ever.
const maxInterim = 20;

/** Counts the interim answers (1xx) of one exchange; false once they are too many. */
export function interimCount(): () => boolean {
  let count = 0;
  return () => ++count <= maxInterim;
}

/** The failure of an exchange for a reason of our own, told by its code (failures.ts). */
export function ourFailure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
