/** HTTP/1.1, on connections that Node's agents keep. */
import type { Agent, IncomingMessage, RequestOptions, request } from 'node:http';
import type { Socket } from 'node:net';
import { type Exchange, interimCount, maxHeaderSize, ourFailure, type Send } from './exchange.ts';

// Of answers whose body nobody reads, a short one is passed over so that the connection can be used again.
const maxPassedOver = 16_384;

/** What an agent is told of a request besides Node's own options: who wants to know of a connection while it is made. */
export interface ConnectOptions extends RequestOptions {
  readonly connecting: (socket: Socket) => void;
}

export function sendHttp1(transport: { readonly request: typeof request; readonly agent: Agent }): Send {
  return ({ url, headers }, { answered, failed }) => {
    let begun = false;
    let socket: Socket | null = null;
    const another = interimCount();
    const connecting = (made: Socket) => {
      socket = made;
    };
    const options: ConnectOptions = { agent: transport.agent, headers, maxHeaderSize, connecting };
    const sent = transport.request(url, options);
    // A connection that is kept may turn out to be closed: nothing was answered, so asking again is safe.
    sent.on('error', (error) => failed(error, sent.reusedSocket && !begun && isReset(error)));
    sent.on('information', () => {
      if (!another()) sent.destroy(ourFailure('NEWS_INTERIM_ANSWERS'));
    });
    sent.on('response', (response) => {
      begun = true;
      answered(exchangeOf(response));
    });
    sent.end();
    return () => {
      sent.destroy();
      // The agent has no hold on a connection that is not ready yet.
      if (socket?.connecting || !sent.socket) socket?.destroy();
    };
  };
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function exchangeOf(response: IncomingMessage): Exchange {
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    remoteAddress: response.socket.remoteAddress ?? '',
    body: response,
    isWhole: () => response.complete,
    discard() {
      // An error while nobody reads is of no interest, and would otherwise end the process.
      response.on('error', () => {});
      const length = response.headers['content-length'];
      const short = response.statusCode === 304 || (length !== undefined && Number(length) <= maxPassedOver);
      if (short) response.resume();
      else response.destroy();
    },
  };
}
