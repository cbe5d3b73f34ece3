/** HTTP/2, one session a host: made of a connection on which the server has agreed to it (RFC 9113, RFC 7301). */
import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import type { Socket } from 'node:net';
import { type Exchange, interimCount, type Listener, type Message, maxHeaderSize, ourFailure } from './exchange.ts';

/** A session; `send` as in exchange.ts. Closes by itself once it has been idle for a while, or has failed. */
export interface Session {
  readonly send: (message: Message, listener: Http2Listener) => () => void;
  /** False once no more requests can be made on it. */
  readonly isUsable: () => boolean;
}

export interface Http2Listener extends Listener {
  /** Nothing was answered, and the server does not speak HTTP/2 well enough: HTTP/1.1 may do. */
  readonly spoiled: (error: Error) => void;
}

// As long as connections of HTTP/1.1 are kept.
const idleMs = 4000;
// What the server may send ahead of our reading, for a session and for a stream: 2.5 MB a second at a tenth of a second.
const windowSize = 262_144;
// In megabytes: headers of a few answers, and what waits to be written. Node's own ten would be too much a host.
const maxSessionMemory = 2;

// Error codes of RFC 9113, section 7.
const noError = 0;
const refusedStream = 7;
const cancel = 8;
const http11Required = 13;

/** Takes over a connection; `ended` is called when it is closed. Loads node:http2, which only hosts that speak it need. */
export function openSession(origin: string, socket: Socket, ended: () => void): Session {
  const session = process.getBuiltinModule('node:http2').connect(origin, {
    createConnection: () => socket,
    maxSessionMemory,
    settings: { enablePush: false, initialWindowSize: windowSize, maxHeaderListSize: maxHeaderSize },
  });
  const remoteAddress = socket.remoteAddress ?? '';
  const state: State = { open: 0, answers: 0, failure: null };
  let idle: NodeJS.Timeout | undefined;
  // Streams tell of it too, but a session without streams would otherwise end the process.
  session.on('error', (error) => {
    state.failure = error;
  });
  session.once('close', ended);
  session.once('connect', () => session.setLocalWindowSize(windowSize));
  socket.setTimeout(0);
  session.unref();

  const isUsable = () => !(session.closed || session.destroyed);

  /** The last stream leaves the session to the clock, or ends it if nobody will use it again. */
  function left(): void {
    if (--state.open > 0) return;
    if (isUsable()) {
      session.unref();
      idle = setTimeout(() => session.destroy(), idleMs).unref();
    } else session.destroy();
  }

  return {
    isUsable,
    send(message, listener) {
      clearTimeout(idle);
      const stream = session.request(pseudoHeaders(message));
      session.ref();
      state.open++;
      listen(stream, { state, listener, remoteAddress });
      stream.once('close', left);
      return () => {
        // A session that let a request run out of time is not trusted with another.
        session.close();
        stream.destroy();
      };
    },
  };
}

interface State {
  /** Streams that are open, and answers that have begun, of the session so far. */
  open: number;
  answers: number;
  failure: Error | null;
}

function pseudoHeaders({ url, headers }: Message): Record<string, string> {
  return {
    ':method': 'GET',
    ':scheme': 'https',
    ':authority': url.host,
    ':path': url.pathname + url.search,
    ...headers,
  };
}

function listen(
  stream: ClientHttp2Stream,
  context: { readonly state: State; readonly listener: Http2Listener; readonly remoteAddress: string },
): void {
  const { state, listener, remoteAddress } = context;
  const another = interimCount();
  let begun = false;
  let error: Error | null = null;
  stream.on('error', (thrown) => {
    error = thrown;
  });
  stream.on('headers', () => {
    if (!another()) stream.destroy(ourFailure('NEWS_INTERIM_ANSWERS'));
  });
  stream.on('response', (head: IncomingHttpHeaders) => {
    // Node holds a server to the size that we have set only once the server has acknowledged it.
    if (sizeOf(head) > maxHeaderSize) {
      stream.destroy(ourFailure('NEWS_HEADERS'));
      return;
    }
    begun = true;
    state.answers++;
    listener.answered(exchangeOf(stream, head, remoteAddress));
  });
  stream.once('close', () => {
    // Once the body has begun, its reader meets the failure.
    if (begun) return;
    const reason = error ?? state.failure ?? ourFailure('ERR_HTTP2_STREAM_CANCEL');
    const { rstCode } = stream;
    if (isOurs(reason)) listener.failed(reason, false);
    else if (rstCode === http11Required || (state.answers === 0 && rstCode !== refusedStream)) listener.spoiled(reason);
    else listener.failed(reason, true);
  });
}

function sizeOf(head: IncomingHttpHeaders): number {
  const lengths = Object.entries(head).map(([name, value]) => name.length + String(value).length);
  return lengths.reduce((total, length) => total + length, 0);
}

function isOurs(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('NEWS_');
}

function exchangeOf(stream: ClientHttp2Stream, head: IncomingHttpHeaders, remoteAddress: string): Exchange {
  return {
    status: Number(head[':status']),
    headers: head,
    remoteAddress,
    body: stream,
    // A session that breaks off ends its streams as if they were complete; only the code tells.
    isWhole: () => stream.rstCode === noError,
    discard: () => stream.close(cancel),
  };
}
