/** Requests over TLS, in the version of HTTP that the server chooses (ALPN, RFC 7301). */
import { Agent, type AgentOptions, type RequestOptions, request } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Send } from './exchange.ts';
import { type ConnectOptions, sendHttp1 } from './http1.ts';
import { openSession, type Session } from './http2.ts';

/** How a request of HTTP/1.1 fails whose connection turned out to speak HTTP/2. */
interface Http2Chosen extends Error {
  readonly socket: Socket;
}

// Hosts that are remembered as no good at HTTP/2.
const maxSpoiled = 10_000;

/**
 * The agent makes all connections, through proxies too, and offers both versions on each. One on which the server chose
 * HTTP/2 becomes the session of its host, the others carry HTTP/1.1 as usual, so neither is slower for the choice.
 */
export function sendSecure(options: AgentOptions): Send {
  const sessions = new Map<string, Session>();
  const spoiled = new Set<string>();
  const agent = new Agent(options);
  offerHttp2(agent, (host) => !spoiled.has(host));
  const sendHttp1Over = sendHttp1({ request, agent });

  function sessionOn(socket: Socket, { origin, host }: URL): Session {
    const known = sessions.get(host);
    if (known?.isUsable()) {
      // Another request was quicker.
      socket.destroy();
      return known;
    }
    const session = openSession(origin, socket, () => {
      if (sessions.get(host) === session) sessions.delete(host);
    });
    sessions.set(host, session);
    return session;
  }

  function spoil(url: URL): void {
    if (spoiled.size >= maxSpoiled) spoiled.clear();
    spoiled.add(connectionName(url));
    sessions.delete(url.host);
  }

  return (message, listener) => {
    let isCanceled = false;
    let cancel = () => {};
    const sendOn = (session: Session) => {
      const spoiledBy = (error: Error) => {
        if (isCanceled) return;
        spoil(message.url);
        listener.failed(error, true);
      };
      cancel = session.send(message, { ...listener, spoiled: spoiledBy });
    };
    const failed = (error: Error, again: boolean) => {
      if (isCanceled) return;
      if (isHttp2Chosen(error)) sendOn(sessionOn(error.socket, message.url));
      else listener.failed(error, again);
    };
    const known = sessions.get(message.url.host);
    if (known?.isUsable()) sendOn(known);
    else cancel = sendHttp1Over(message, { ...listener, failed });
    return () => {
      isCanceled = true;
      cancel();
    };
  };
}

/** Makes the agent's connections offer HTTP/2, and fail with Http2Chosen where the server takes it. */
function offerHttp2(agent: Agent, mayOffer: (host: string) => boolean): void {
  const connect = agent.createConnection.bind(agent);
  const isProxied = agent.options.proxyEnv !== undefined;
  agent.createConnection = (options, callback) => {
    const { host, port, connecting } = options as ConnectOptions;
    const versions = mayOffer(`${host}:${port}`) ? ['h2', 'http/1.1'] : ['http/1.1'];
    const whenSecure = (error: Error | null, stream: unknown) => {
      const socket = stream as TLSSocket;
      if (error) return callback?.(error, socket);
      const secured = () => callback?.(socket.alpnProtocol === 'h2' ? http2Chosen(socket) : null, socket);
      // It is known at the end of the handshake.
      if (socket.alpnProtocol !== null) return secured();
      const failed = (reason: Error) => callback?.(reason, socket);
      socket.once('error', failed);
      socket.once('secureConnect', () => {
        socket.off('error', failed);
        secured();
      });
    };
    const offered: RequestOptions & { readonly ALPNProtocols: string[] } = { ...options, ALPNProtocols: versions };
    const socket = connect(offered, whenSecure);
    connecting(socket as Socket);
    // What comes back at once is the connection itself, or with a proxy only the way there.
    if (!isProxied) whenSecure(null, socket);
    return undefined;
  };
}

function http2Chosen(socket: Socket): Http2Chosen {
  return Object.assign(new Error('HTTP/2 was chosen'), { socket });
}

function isHttp2Chosen(error: Error): error is Http2Chosen {
  return 'socket' in error;
}

/** As the agent names the two ends of a connection. */
function connectionName(url: URL): string {
  return `${url.hostname.replace(/^\[|\]$/g, '')}:${url.port || 443}`;
}
