/** One request to one address and its whole answer: no redirects here, but every limit. */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { NewsError } from '../core/errors.ts';
import { privateHost, type Transport } from './agents.ts';
import { decodeBody } from './body.ts';
import { badBody, broken, interrupted, intoPrivate, timedOut, tooLarge } from './failures.ts';

/** One hop of a fetch. */
export interface Hop {
  /** Without user name, password and fragment. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Transport;
  /** What is left of the deadline, in milliseconds, and the whole of it for the message. */
  readonly leftMs: number;
  readonly deadlineMs: number;
  readonly maxBytes: number;
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

// Of answers whose body nobody reads, a short one is drained so that the connection can be used again.
const maxDrained = 16_384;
// Sixteen kilobytes, Node's own limit, is less than some large sites send.
const maxHeaderSize = 65_536;
// A kept connection may turn out to be closed, and so may the next one in the pool.
const maxAttempts = 3;

/** Rejects with a NewsError. */
export async function visit(hop: Hop): Promise<Answer> {
  const endsAt = performance.now() + hop.leftMs;
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptVisit({ ...hop, leftMs: endsAt - performance.now() });
    } catch (thrown) {
      if (!(thrown instanceof StaleConnection)) throw thrown;
      if (attempt >= maxAttempts) throw broken(hop.url, thrown.cause);
    }
  }
}

/** The server had closed a kept connection before our request reached it: nothing was answered, so asking again is safe. */
class StaleConnection extends Error {}

function attemptVisit(hop: Hop): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let request: ClientRequest | null = null;
    let answered = false;
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      hop.signal?.removeEventListener('abort', stop);
      finish();
    };
    const fail = (error: Error) => {
      settle(() => reject(error));
      request?.destroy();
    };
    const stop = () => fail(interrupted(hop.url));
    const timer = setTimeout(() => fail(timedOut(hop.url, hop.deadlineMs)), Math.max(hop.leftMs, 1));
    if (hop.signal?.aborted) return stop();
    hop.signal?.addEventListener('abort', stop, { once: true });

    try {
      request = hop.transport.request(hop.url, { agent: hop.transport.agent, headers: hop.headers, maxHeaderSize });
    } catch (error) {
      return fail(broken(hop.url, error));
    }
    const sent = request;
    sent.on('error', (error) => {
      const stale = sent.reusedSocket && !answered && isReset(error);
      fail(stale ? new StaleConnection('stale', { cause: error }) : connectionFailure(hop.url, error));
    });
    sent.on('response', (response) => {
      answered = true;
      readAnswer(hop, response).then((answer) => settle(() => resolve(answer)), fail);
    });
    sent.end();
  });
}

function connectionFailure(url: URL, error: Error): NewsError {
  if ('code' in error && error.code === privateHost) {
    return intoPrivate(url);
  }
  return broken(url, error);
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

async function readAnswer(hop: Hop, response: IncomingMessage): Promise<Answer> {
  const status = response.statusCode ?? 0;
  const remoteAddress = response.socket.remoteAddress ?? '';
  // 206 is a part that nobody asked for.
  const success = status >= 200 && status < 300 && status !== 206;
  if (!success) drain(response);
  const bytes = success ? await readBody(hop, response) : null;
  return { status, headers: response.headers, bytes, remoteAddress };
}

function drain(response: IncomingMessage): void {
  // An error while nobody reads is of no interest, and would otherwise end the process.
  response.on('error', () => {});
  const length = response.headers['content-length'];
  const short = response.statusCode === 304 || (length !== undefined && Number(length) <= maxDrained);
  if (short) response.resume();
  else response.destroy();
}

async function readBody(hop: Hop, response: IncomingMessage): Promise<Uint8Array> {
  const { url, maxBytes } = hop;
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(url, maxBytes);
  const body = decodeBody(response.headers['content-encoding'], await collect(hop, response), maxBytes);
  if (body === 'too-large') throw tooLarge(url, maxBytes);
  if (body === 'unknown-encoding') throw badBody(url, 'it is compressed in a way that we did not ask for');
  if (body === 'truncated') throw badBody(url, 'it ends in the middle');
  if (body === 'corrupt') throw badBody(url, 'it cannot be decompressed');
  return body;
}

function collect({ url, maxBytes }: Hop, response: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) reject(tooLarge(url, maxBytes));
      else chunks.push(chunk);
    });
    response.on('end', () => {
      if (response.complete) resolve(Buffer.concat(chunks, size));
      else reject(badBody(url, 'it ends in the middle'));
    });
    response.on('error', () => reject(badBody(url, 'it ends in the middle')));
  });
}
