/** How a request travels: on connections that are kept, apart for those that may lead anywhere and those that may not. */
import { ourFailure, type Send } from './exchange.ts';
import { sendHttp1 } from './http1.ts';
import type { Names, Reach } from './names.ts';

export interface Way {
  /** The scheme of the address: "http:" or "https:". */
  readonly protocol: string;
  readonly reach: Reach;
  /** The address of a proxy, null for the straight way. What a proxy connects to is its own business: `reach` does not bind it. */
  readonly proxy: string | null;
}

/** What sends requests that way. TLS and HTTP/2 are loaded only when they are needed. */
export type Transports = (way: Way) => Promise<Send>;

// Servers close idle connections after 5 s or more; ours goes first, so that requests seldom meet a closed one.
const idleMs = 4000;

export function createTransports(names: Names): Transports {
  const ready = new Map<string, Promise<Send>>();

  async function load({ protocol, reach, proxy }: Way): Promise<Send> {
    const kept = { keepAlive: true, timeout: idleMs };
    // Node connects to a proxy by itself, and to nothing else then.
    const options = proxy
      ? { ...kept, proxyEnv: { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } }
      : { ...kept, lookup: names.lookup(reach) };
    if (protocol === 'https:') {
      const { sendSecure } = await import('./secure.ts');
      return proxy ? throughProxy(sendSecure(options)) : sendSecure(options);
    }
    const { Agent, request } = await import('node:http');
    const send = sendHttp1({ request, agent: new Agent(options) });
    return proxy ? throughProxy(send) : send;
  }

  return (way) => {
    const key = `${way.protocol} ${way.proxy ?? way.reach}`;
    const send = ready.get(key) ?? load(way);
    ready.set(key, send);
    return send;
  };
}

const unreachable = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;

/** Where there is a proxy, a connection that cannot be made is one to it. */
function throughProxy(send: Send): Send {
  return (message, listener) => {
    const failed = (error: Error, again: boolean) => {
      const isProxys = 'code' in error && unreachable.test(String(error.code));
      listener.failed(isProxys ? ourFailure('ERR_PROXY_TUNNEL') : error, again);
    };
    return send(message, { ...listener, failed });
  };
}
