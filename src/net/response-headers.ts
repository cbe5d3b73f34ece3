/** What the headers of an answer say, read with distrust: bounded, clamped, null where they say nothing usable. */
import type { IncomingHttpHeaders } from 'node:http';

const dayMs = 24 * 60 * 60 * 1000;
// Longer validators exist only to fill the database.
const maxValidator = 1000;

/** The media type in lower case without parameters, and the charset parameter (RFC 9110, 8.3). */
export function contentType(header: string | undefined): { type: string | null; charset: string | null } {
  const [type = '', ...parameters] = (header ?? '').slice(0, 500).toLowerCase().split(';');
  let charset: string | null = null;
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (name.trim() === 'charset') charset = value.trim().replaceAll(/["']/g, '').trim() || null;
  }
  return { type: /^[\w.+-]+\/[\w.+-]+$/.test(type.trim()) ? type.trim() : null, charset };
}

/** A validator that can be sent back as it came: printable, of a bearable length, else null (RFC 9110, 8.8). */
export function validator(header: string | null | undefined): string | null {
  if (!header || header.length > maxValidator) return null;
  return /^[\x20-\x7e\x80-\xff]+$/.test(header) ? header : null;
}

/** How long an answer stays fresh, in milliseconds from 0 to a day; null where not said (RFC 9111, 4.2.1 and 4.2.3). */
export function freshFor(headers: IncomingHttpHeaders, now: number): number | null {
  const control = (headers['cache-control'] ?? '').slice(0, 1000).toLowerCase();
  const directives = control.split(',').map((directive) => directive.trim());
  if (directives.includes('no-cache') || directives.includes('no-store')) return 0;
  for (const directive of directives) {
    const seconds = /^max-age="?(\d{1,15})"?$/.exec(directive)?.[1];
    if (seconds !== undefined) {
      const age = /^\d{1,15}$/.test(headers.age ?? '') ? Number(headers.age) : 0;
      return clampToDay((Number(seconds) - age) * 1000);
    }
  }
  if (headers.expires === undefined) return null;
  const expires = httpDate(headers.expires);
  // "Expires: 0" and other nonsense mean "already stale" (RFC 9111, 5.3).
  return expires === null ? 0 : clampToDay(expires - (httpDate(headers.date) ?? now));
}

/** Retry-After (seconds or a date) in milliseconds from now, 0 to a day; null where not said (RFC 9110, 10.2.3). */
export function retryAfter(header: string | undefined, now: number): number | null {
  const value = header?.trim() ?? '';
  if (/^\d{1,15}$/.test(value)) return clampToDay(Number(value) * 1000);
  const at = httpDate(value);
  return at === null ? null : clampToDay(at - now);
}

/** A Location header as text: Node reads header bytes as Latin-1, servers write them as UTF-8. */
export function locationText(header: string): string {
  const bytes = Uint8Array.from(header, (character) => character.charCodeAt(0) & 0xff);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return header;
  }
}

function httpDate(header: string | undefined): number | null {
  // All three forms start with a day's name; anything else is a number or a guess that Date.parse would believe.
  if (!header || header.length > 60 || !/^[A-Za-z]{3,9},? /.test(header)) return null;
  const at = Date.parse(/GMT|UTC|[+-]\d{4}/.test(header) ? header : `${header} GMT`);
  return Number.isFinite(at) ? at : null;
}

function clampToDay(ms: number): number {
  return Math.min(Math.max(ms, 0), dayMs);
}
