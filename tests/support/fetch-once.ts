/** Run as a process: prints what https://secure.example says at the port of its argument, and the connections that hold it. */
import { setDefaultCACertificates } from 'node:tls';
import { createFetch } from '../../src/net/fetch.ts';
import { cert } from './certificate.ts';

setDefaultCACertificates([cert]);
const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const limits = { deadlineMs: 25_000, maxBytes: 15_000_000 };
const fetch = createFetch({ ...limits, offline: false, resolveSample: () => null, now: () => Date.now(), resolve });
const url = `https://secure.example:${process.argv[2]}/`;
const { bytes } = await fetch({ url, etag: null, lastModified: null, headers: {}, userAgent: null, accept: 'feed' });
// A connection that is open, but does not hold the process, is not among them.
const holding = () => process.getActiveResourcesInfo().filter((name) => /TLS|TCP/.test(name));
for (let tries = 0; tries < 50 && holding().length > 0; tries++) await new Promise((next) => setTimeout(next, 20));
process.stdout.write(JSON.stringify({ text: Buffer.from(bytes ?? '').toString(), open: holding() }));
