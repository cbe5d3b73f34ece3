/** Tells a feed from a page without reading it whole. */

/** How far into a document its first element is looked for: comments and notices may stand before it. */
const headSize = 64 * 1024;

/**
 * Whether bytes look like a feed: their first element (after declarations and comments) is a feed's, or they are a
 * JSON object that speaks of jsonfeed.org or has items. Decided on the beginning alone; parseFeed() has the last word.
 */
export function looksLikeFeed(bytes: Uint8Array): boolean {
  // One character a byte without zeros reads the ASCII of UTF-8, UTF-16 and every other encoding of markup.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headSize)).replaceAll('\0', '');
  const start = head.search(/[<{]/);
  if (start < 0) return false;
  if (head[start] === '{') return head.includes('jsonfeed.org') || /"items"\s*:\s*\[/.test(head);
  let at = start;
  while (at >= 0) {
    const comment = head.startsWith('<!--', at);
    const element = /^<([\w.-]+:)?([a-zA-Z]+)/.exec(head.slice(at, at + 60));
    if (element) {
      const name = (element[2] ?? '').toLowerCase();
      if (/^(?:rss|feed|rdf|channel|entry)$/.test(name)) return true;
      // A warning of the server's may stand before the declaration; a page is a page.
      if (/^(?:html|head|body|svg|opml|urlset|sitemapindex)$/.test(name)) return false;
    }
    if (/^<!doctype\s+html/i.test(head.slice(at, at + 20))) return false;
    at = comment ? head.indexOf('-->', at) : at + 1;
    at = at < 0 ? -1 : head.indexOf('<', at);
  }
  return false;
}
