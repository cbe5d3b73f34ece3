import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { cert, key } from '../../support/certificate.ts';
import { ask, failureOf, testFetch, textOf } from '../../support/fetching.ts';
import { loopback } from '../../support/loopback.ts';
import { resolveHere as resolve, trustOurs } from '../../support/secure-loopback.ts';

/** An https server at https://secure.example:port that answers with what the request carried of secrets. */
async function secure(location?: string) {
  const server: Server = createServer({ key, cert }, (request, response) => {
    if (location) response.writeHead(302, { Location: location }).end();
    else response.end(`secrets: ${request.headers.authorization ?? 'none'}`);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

it('refuses a certificate that nobody vouches for', async () => {
  const failure = await failureOf(testFetch({ resolve }), ask(`https://secure.example:${await secure()}/`));
  expect(failure).toMatchObject({ code: 'network', message: expect.stringContaining('certificate') });
});

it('refuses the certificate of another host', async () => {
  trustOurs();
  const failure = await failureOf(testFetch({ resolve }), ask(`https://other.example:${await secure()}/`));
  expect(failure.message).toContain('the certificate of another host');
});

it('fetches over https, with the password of that origin', async () => {
  trustOurs();
  const result = await testFetch({ resolve })(ask(`https://anna:pass@secure.example:${await secure()}/`));
  expect(textOf(result)).toBe(`secrets: Basic ${btoa('anna:pass')}`);
});

it('follows http to https and back, and leaves the password behind', async () => {
  trustOurs();
  const plain = await loopback((request, response) =>
    response.end(`plain: ${request.headers.authorization ?? 'none'}`),
  );
  const port = await secure(`http://secure.example:${plain.port}/`);
  const first = await loopback((_, response) =>
    response.writeHead(302, { Location: `https://secure.example:${port}/` }).end(),
  );
  const address = `http://anna:pass@secure.example:${first.port}/`;
  expect(textOf(await testFetch({ resolve })(ask(address)))).toBe('plain: none');
});

it('says so when plain http answers at an https address', async () => {
  const { port } = await loopback((_, response) => response.end('plain'));
  const failure = await failureOf(testFetch({ resolve }), ask(`https://secure.example:${port}/`));
  expect(failure).toMatchObject({ code: 'network', message: expect.stringContaining('encryption') });
});
