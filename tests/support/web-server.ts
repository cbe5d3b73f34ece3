/** A real HTTP server on the loopback address for one test. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer =
  | string
  | Uint8Array
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string | Uint8Array };

export interface WebServer {
  readonly url: string;
  /** What was asked for, in order: method, path and headers. */
  readonly requests: readonly { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** Answers by path; a function is asked each time; a path that is not there is a 404. */
  readonly answers: Map<string, Answer | ((request: IncomingMessage, response: ServerResponse) => Answer | null)>;
  readonly close: () => Promise<void>;
}

export async function webServer(): Promise<WebServer> {
  const requests: { path: string; headers: IncomingMessage['headers'] }[] = [];
  const answers: WebServer['answers'] = new Map();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push({ path, headers: request.headers });
    const found = answers.get(path);
    const answer =
      typeof found === 'function' ? found(request, response) : (found ?? { status: 404, body: 'nothing here' });
    if (answer !== null) send(response, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, answer: Answer): void {
  const {
    status = 200,
    headers = {},
    body = '',
  } = typeof answer === 'string' || answer instanceof Uint8Array ? { body: answer } : answer;
  response.writeHead(status, headers);
  response.end(body);
}
