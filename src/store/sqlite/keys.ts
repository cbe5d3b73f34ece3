/** Short keys for long texts that are looked up whole: an index of numbers is a fifth of one of addresses. */

/** 53 bits of a text. Different texts may share a key, so whoever looks up by it compares the texts too. */
export function keyOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  high = Math.imul(high ^ (high >>> 13) ^ low, 0xc2b2ae35);
  return (high >>> 11) * 0x100000000 + ((low ^ (low >>> 13)) >>> 0);
}

/** A link without what often differs between two ways to the same page: scheme, fragment and closing slash. */
export function plainLink(link: string): string {
  const bare = link.replace(/^https?:\/\//i, '');
  const hash = bare.indexOf('#');
  const page = hash < 0 ? bare : bare.slice(0, hash);
  const host = page.search(/[/?]|$/);
  const address = page.slice(0, host).toLowerCase() + page.slice(host);
  return address.endsWith('/') ? address.slice(0, -1) : address;
}

export function linkKey(link: string | null): number | null {
  return link ? keyOf(plainLink(link)) : null;
}

/** Identities are the source's own: "1" is a guid of many feeds. */
export function identityKey(source: number, identity: string): number {
  return keyOf(`${source} ${identity}`);
}
