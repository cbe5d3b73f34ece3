/** A strict look at XML for the documents that the project itself ships: its own parser forgives too much to tell. */

const token = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<[^>]*>|[^<]+|</g;
const tag = /^<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*="[^"<]*")*)\s*(\/?)>$/;
const loneAmpersand = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i;

/** What keeps a document from being well-formed XML 1.0 (the part of it that our files use); null where nothing does. */
export function xmlFault(document: string): string | null {
  const open: string[] = [];
  let roots = 0;
  for (const [text] of document.matchAll(token)) {
    if (/^<[!?]/.test(text)) continue;
    if (loneAmpersand.test(text)) return `lone & in ${text.slice(0, 60)}`;
    if (!text.startsWith('<')) {
      if (open.length === 0 && text.trim()) return `text outside of the root: ${text.slice(0, 60)}`;
      continue;
    }
    const parts = tag.exec(text);
    if (!parts) return `bad tag ${text.slice(0, 60)}`;
    const [, closes, name = '', attributes = '', isEmpty] = parts;
    if (closes) {
      const opened = open.pop();
      if (opened !== name) return `</${name}> closes <${opened}>`;
      continue;
    }
    const names = [...attributes.matchAll(/\s([\w.:-]+)=/g)].map(([, attribute]) => attribute);
    if (new Set(names).size < names.length) return `an attribute twice in ${text.slice(0, 60)}`;
    if (open.length === 0) roots++;
    if (!isEmpty) open.push(name);
  }
  if (open.length > 0) return `<${open.at(-1)}> is never closed`;
  return roots === 1 ? null : `${roots} roots`;
}
