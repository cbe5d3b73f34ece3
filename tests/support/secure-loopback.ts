/** Servers with TLS for one test, all under the name secure.example: HTTP/2, HTTP/1.1, or any bytes at all. */
import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createServer, getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { cert, key } from './certificate.ts';

/** Every name is this machine. */
export const resolveHere = async () => [{ address: '127.0.0.1', family: 4 }];

/** Lets this process trust the tests' own certificate while the test runs. */
export function trustOurs(): void {
  const before = getCACertificates();
  setDefaultCACertificates([...before, cert]);
  onTestFinished(() => setDefaultCACertificates(before));
}

export interface SecureLoopback {
  /** "https://secure.example:port" */
  readonly origin: string;
  readonly port: number;
  readonly requests: Http2ServerRequest[];
  /** How many connections were made. */
  readonly connections: () => number;
  readonly sessions: ServerHttp2Session[];
}

/** Speaks HTTP/2 with those that offer it, HTTP/1.1 with the others. */
export async function secureLoopback(
  handle: (request: Http2ServerRequest, response: Http2ServerResponse) => void,
): Promise<SecureLoopback> {
  const requests: Http2ServerRequest[] = [];
  const sessions: ServerHttp2Session[] = [];
  const sockets = new Set<TLSSocket>();
  const server = createSecureServer({ key, cert, allowHTTP1: true }, (request, response) => {
    requests.push(request);
    handle(request, response);
  });
  server.on('session', (session) => sessions.push(session));
  server.on('sessionError', () => {});
  server.on('secureConnection', (socket) => sockets.add(socket));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `https://secure.example:${port}`, port, requests, sessions, connections: () => sockets.size };
}

/** Speaks whatever `handle` writes, once the first bytes have come, after agreeing to the first of `versions`. */
export async function rawSecureLoopback(
  versions: readonly string[],
  handle: (socket: TLSSocket, connection: number) => void,
): Promise<string> {
  const sockets = new Set<TLSSocket>();
  const server = createServer({ key, cert, ALPNProtocols: [...versions] }, (socket) => {
    sockets.add(socket);
    const connection = sockets.size;
    socket.on('error', () => {});
    socket.once('data', () => handle(socket, connection));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `https://secure.example:${(server.address() as AddressInfo).port}/`;
}

const frameTypes = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goaway: 7, continuation: 9 } as const;

/** A frame of HTTP/2 (RFC 9113, section 4.1). */
export function frame(
  type: keyof typeof frameTypes,
  stream: number,
  flags: number,
  payload: Uint8Array | string,
): Buffer {
  const bytes = Buffer.from(payload as string, 'latin1');
  const head = Buffer.alloc(9);
  head.writeUIntBE(bytes.length, 0, 3);
  head[3] = frameTypes[type];
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, bytes]);
}

/** ":status: 200" as HPACK has it in its own table (RFC 7541, appendix A). */
export const status200 = '\x88';
export const settings = frame('settings', 0, 0, '');
export const settingsAcknowledged = frame('settings', 0, 1, '');

/** Four bytes, as errors and stream numbers are sent. */
export function number32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes.toString('latin1');
}

/** Writes the bytes again and again, as fast as they are taken. */
export function flood(
  socket: {
    write: (bytes: Uint8Array) => boolean;
    destroyed: boolean;
    on: (event: 'drain', more: () => void) => unknown;
  },
  bytes: Uint8Array,
): void {
  const more = () => {
    while (!socket.destroyed && socket.write(bytes)) {}
  };
  socket.on('drain', more);
  more();
}
