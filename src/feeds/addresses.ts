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

/** An address that was escaped once more than its format asks: no server has a parameter called "amp;page". */
function unescaped(address: string): string {
  return address.includes('&amp;') ? address.replace(/&amp;(?=[\w.[\]%~-]{1,100}=)/g, '&') : address;
}

/**
 * The address as absolute http(s), null for anything else; an absolute one stays as the publisher wrote it. An empty
 * one stays empty: against its base it would be the base.
 */
export function resolve(address: string | null | undefined, base: string | null): string | null {
  const given = unescaped(unbroken(address?.trim() ?? ''));
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

/** Whether relative addresses can stand against this one: not so against "javascript:" and its like. */
function isBase(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:' || url.protocol === 'file:';
}

/** The base of an element: its xml:base chain on top of the document's address. */
export function baseOf(own: string | null, document: string | null): string | null {
  const url = own === null ? null : URL.parse(own, document ?? undefined);
  return url && isBase(url) ? url.href : document;
}

/** An xml:base on top of the chain around it; what cannot be a base changes nothing. */
export function chainBase(outer: string | null, own: string | undefined): string | null {
  const given = own?.trim();
  if (!given || /^(?!https?:|file:)[a-z][a-z\d+.-]*:/i.test(given)) return outer;
  return (outer && URL.parse(given, outer)?.href) ?? given;
}
