import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';

const size = 14_900_000;

it.each([
  ['bombs', { 'Content-Encoding': 'gzip' }, gzipSync(Buffer.alloc(size))],
  ['bodies in plain', {}, Buffer.alloc(size)],
])('forty %s of almost the limit, 32 at a time, take no more memory than the bound', async (_, headers, body) => {
  const server = createServer((_, response) => response.writeHead(200, headers).end(body));
  await new Promise<void>((ready) => server.listen(0, '0.0.0.0', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const script = new URL('../../support/fetch-bombs.ts', import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(port), '40', '32']);
  const { total, grown } = JSON.parse(stdout) as { total: number; grown: number };
  expect(total).toBe(40 * size);
  // 32 MB and one body at its largest, packed and unpacked; the rest is garbage not yet collected. Without the bound: 600 MB.
  expect(grown).toBeLessThan(250_000_000);
});
