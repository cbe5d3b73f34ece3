/** Addresses found in markup: made absolute, and only of the kinds that a reader may follow. */

/** Longer ones are data in disguise, and no server takes them. */
const maxLength = 8_192;
/** Already absolute and free of anything that would have to be escaped: such an address is kept letter by letter. */
const plainAddress = /^https?:\/\/[\w.~!$&'()*+,;=:@%/?#[\]-]+$/i;

/** http, https or null. An empty address is null, not the page's own (which is what URL makes of it). */
export function webAddress(address: string | null | undefined, base: string | null): string | null {
  const url = resolve(address, base);
  return url !== null && /^https?:/i.test(url) ? url : null;
}

/** http, https, mailto or null: what a link in a text may lead to. */
export function linkAddress(address: string | null | undefined, base: string | null): string | null {
  const url = resolve(address, base);
  return url !== null && /^(?:https?|mailto):/i.test(url) ? url : null;
}

function resolve(address: string | null | undefined, base: string | null): string | null {
  if (!address || address.length > maxLength) return null;
  const trimmed = address.trim();
  if (trimmed === '') return null;
  if (plainAddress.test(trimmed) && URL.canParse(trimmed)) return trimmed;
  const url = base === null ? URL.parse(trimmed) : URL.parse(trimmed, base);
  return url === null || (url.protocol.startsWith('http') && url.hostname === '') ? null : url.href;
}

/** The candidate of a srcset that is best to read by: the widest up to 1,600 pixels, else the smallest (HTML, 4.8.4.2.1). */
export function bestOfSrcset(srcset: string | undefined): string | null {
  if (!srcset || srcset.length > maxLength * 4) return null;
  let best: string | null = null;
  let bestSize = 0;
  for (const candidate of srcset.split(/,\s+|\s,/)) {
    const [address = '', descriptor = '1x'] = candidate.trim().split(/\s+/);
    if (address === '' || address.startsWith('data:')) continue;
    const number = Number.parseFloat(descriptor) || 1;
    const size = descriptor.endsWith('w') ? number : number * 800;
    const better = bestSize > 1_600 ? size < bestSize : size > bestSize && (size <= 1_600 || best === null);
    if (best === null || better) {
      best = address.replace(/,+$/, '');
      bestSize = size;
    }
  }
  return best;
}

/** The host as people know it, without "www."; for mail the address; '' where there is none. */
export function hostOf(address: string): string {
  const url = URL.parse(address);
  if (url === null) return '';
  return url.protocol === 'mailto:' ? url.pathname : url.host.replace(/^www\./, '');
}
