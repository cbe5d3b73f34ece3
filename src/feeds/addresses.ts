/** Addresses in feeds. */

/** An address without the line breaks and indents that a template put into it, also after its "//". */
function unbroken(address: string): string {
  const joined = address.includes('\n')
    ? address
        .split('\n', 100)
        .map((part) => part.trim())
        .join('')
    : address;
  return joined.replace(/^(https?:\/\/)\s+/i, '$1');
}

/**
 * The address as absolute http(s), null for anything else; an absolute one stays as the publisher wrote it. An empty
 * one stays empty: against its base it would be the base.
 */
export function resolve(address: string | null | undefined, base: string | null): string | null {
  const given = unbroken(address?.trim() ?? '');
  if (!given || given.length > 8192) return null;
  const whole = given.startsWith('//') && base === null ? `https:${given}` : given;
  if (!URL.canParse(whole, base ?? undefined)) return null;
  const url = new URL(whole, base ?? undefined);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return /^https?:\/\/[\x21-\x7e]+$/i.test(whole) ? whole : url.href;
}

/** Whether the text is itself an http(s) address. */
export function isAddress(text: string | null): text is string {
  return text !== null && /^https?:\/\/[^\s]+$/i.test(text);
}

/** The base of an element: its xml:base chain on top of the document's address. */
export function baseOf(own: string | null, document: string | null): string | null {
  if (own === null) return document;
  if (URL.canParse(own, document ?? undefined)) return new URL(own, document ?? undefined).href;
  return document;
}
