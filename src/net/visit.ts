/** One request to one address and its whole answer: no redirects here, but every limit. */
import type { IncomingHttpHeaders } from 'node:http';
import { NewsError } from '../core/errors.ts';
import { decodeBody } from './body.ts';
import type { Deadline } from './deadline.ts';
import type { Exchange, Message, Send } from './exchange.ts';
import { badBody, broken, interrupted, intoPrivate, timedOut, tooLarge } from './failures.ts';
import { letGo, type Share } from './memory.ts';
import { privateHost } from './names.ts';

/** One hop of a fetch. */
export interface Hop extends Message {
  readonly send: Send;
  readonly deadline: Deadline;
  readonly maxBytes: number;
  /** What the body holds of the memory that all fetches share. */
  readonly share: Share;
  readonly signal: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The decoded body of a success; null for any other answer. */
  readonly bytes: Uint8Array | null;
  /** The address that the connection leads to: the host's, or a proxy's. */
  readonly remoteAddress: string;
}

// A kept connection may turn out to be closed, and so may the next one in the pool.
const maxAttempts = 3;
// 200, and 203 for one that a proxy has changed on the way. Others of their kind have no body, a part of one (206, 226),
// or one that is not the document (202).
const successes = new Set([200, 203]);
// A body that is announced gets its room at once up to this size, which holds most feeds; larger ones as they come.
const firstRoom = 65_536;

/** Rejects with a NewsError. */
export async function visit(hop: Hop): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptVisit(hop);
    } catch (thrown) {
      if (!(thrown instanceof Unanswered)) throw thrown;
      if (attempt >= maxAttempts) throw broken(hop.url, thrown.cause);
    }
  }
}

/** The connection failed before an answer began, in a way that makes it safe to ask again. */
class Unanswered extends Error {}

function attemptVisit(hop: Hop): Promise<Answer> {
  const { url, deadline, signal } = hop;
  return new Promise((resolve, reject) => {
    let cancel = () => {};
    // A connection that is kept holds on to the listeners of its last request: through them it must not hold the body.
    let ends: { readonly resolve: typeof resolve; readonly reject: typeof reject } | null = { resolve, reject };
    const settle = () => {
      const settled = ends;
      ends = null;
      deadline.pause();
      signal?.removeEventListener('abort', stop);
      return settled;
    };
    const fail = (error: Error) => {
      settle()?.reject(error);
      cancel();
    };
    const stop = () => fail(interrupted(url));
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    deadline.run(() => fail(timedOut(url, deadline.ms)));

    const answered = (exchange: Exchange) => {
      readAnswer(hop, exchange).then((answer) => settle()?.resolve(answer), fail);
    };
    const failed = (error: Error, again: boolean) =>
      fail(again ? new Unanswered('unanswered', { cause: error }) : connectionFailure(url, error));
    try {
      cancel = hop.send(hop, { answered, failed });
    } catch (error) {
      fail(broken(url, error));
    }
  });
}

function connectionFailure(url: URL, error: Error): NewsError {
  return 'code' in error && error.code === privateHost ? intoPrivate(url) : broken(url, error);
}

async function readAnswer(hop: Hop, exchange: Exchange): Promise<Answer> {
  const { status, headers, remoteAddress } = exchange;
  const isSuccess = successes.has(status);
  if (!isSuccess) exchange.discard();
  return { status, headers, remoteAddress, bytes: isSuccess ? await readBody(hop, exchange) : null };
}

async function readBody(hop: Hop, exchange: Exchange): Promise<Uint8Array> {
  const { url, maxBytes } = hop;
  const sent = await collect(hop, exchange);
  const body = await decodeBody(exchange.headers['content-encoding'], sent, maxBytes, (bytes) => room(hop, bytes));
  if (body === 'too-large') throw tooLarge(url, maxBytes);
  if (body === 'unknown-encoding') throw badBody(url, 'it is compressed in a way that we did not ask for');
  if (body === 'truncated') throw badBody(url, 'it ends in the middle');
  if (body === 'corrupt') throw badBody(url, 'it cannot be decompressed');
  return body;
}

/** The body as it was sent, copied into one piece as it comes: a million crumbs take no more room than a loaf. */
async function collect(hop: Hop, { headers, body, isWhole }: Exchange): Promise<Uint8Array> {
  const { url, maxBytes } = hop;
  const announced = Number(headers['content-length'] ?? 0);
  if (announced > maxBytes) throw tooLarge(url, maxBytes);
  let bytes = Buffer.allocUnsafeSlow(0);
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      const needed = size + chunk.length;
      if (needed > maxBytes) throw tooLarge(url, maxBytes);
      if (needed > bytes.length) {
        const length = Math.min(maxBytes, Math.max(needed, size * 2, Math.min(announced, firstRoom)));
        await room(hop, length);
        const larger = Buffer.allocUnsafeSlow(length);
        bytes.copy(larger, 0, 0, size);
        letGo(bytes);
        bytes = larger;
      }
      chunk.copy(bytes, size);
      letGo(chunk);
      size = needed;
    }
  } catch (error) {
    throw error instanceof NewsError ? error : badBody(url, 'it ends in the middle');
  }
  if (!isWhole()) throw badBody(url, 'it ends in the middle');
  return new Uint8Array(bytes.buffer.transfer(size));
}

/** Room for so many bytes of this body, waited for with the clock stopped: others keep us, not the server. */
async function room({ share, deadline }: Hop, bytes: number): Promise<void> {
  const waiting = share.resize(bytes);
  if (waiting === null) return;
  const resume = deadline.pause();
  await waiting;
  resume();
}
