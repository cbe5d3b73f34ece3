/** Text constructs: a title, a summary or a body, in whatever way the format wraps it. */
import { guessedLine, htmlToLine, oneLine, textToHtml, withoutCdataMarks } from './plain-text.ts';
import { type Element, textOf } from './tree.ts';
import { hasMarkup, innerHtml } from './xhtml.ts';

/** HTML with the base that its addresses stand against (an xml:base chain, not yet resolved). */
export interface Body {
  readonly html: string;
  readonly base: string | null;
  readonly language: string | null;
}

type Kind = 'text' | 'html' | 'xhtml' | 'base64';

/** How an Atom construct is wrapped: 1.0 by its type (RFC 4287 section 3.1 and 4.1.3), 0.3 by type and mode. */
function kindOf(element: Element): Kind {
  const type = (element.attributes.type ?? 'text').trim().toLowerCase().split(';', 1)[0]?.trim() ?? '';
  const mode = element.attributes.mode?.trim().toLowerCase();
  if (mode === 'base64') return 'base64';
  if (mode === 'escaped' && element.attributes.type === undefined) return 'html';
  if (mode === 'xml' && type !== 'text/plain') return hasMarkup(element) ? 'xhtml' : 'text';
  if (type === 'xhtml' || type.endsWith('/xml') || type.endsWith('+xml')) return mode === 'escaped' ? 'html' : 'xhtml';
  if (type === 'html' || type === 'text/html') return hasMarkup(element) ? 'xhtml' : 'html';
  if (type === 'text' || type === '' || type.startsWith('text/') || !type.includes('/')) {
    // A plain construct with elements inside is XHTML that does not say so.
    return hasMarkup(element) ? 'xhtml' : 'text';
  }
  return type.startsWith('multipart/') ? 'xhtml' : 'base64';
}

/** Text from base64; null where it is none, or not text. */
function fromBase64(text: string): string | null {
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(compact)) return null;
  try {
    const bytes = Uint8Array.from(atob(compact.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
    const decoded = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell a picture from a text.
    return /[\u0000-\u0008]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

/** The element that holds the XHTML: RFC 4287's single div is a wrapper, not content. */
function unwrapped(element: Element): Element {
  const inner = element.children.filter((child) => typeof child === 'object' || child.trim() !== '');
  const [only] = inner;
  const isWrapper = inner.length === 1 && typeof only === 'object' && /^(?:xhtml:)?(?:div|body)$/.test(only.name);
  return isWrapper ? only : element;
}

/** The HTML of an Atom construct; null where it is empty or not text. */
export function atomBody(element: Element, documentUrl: string | null): Body | null {
  const kind = kindOf(element);
  const { base, language } = element;
  if (kind === 'xhtml') {
    const holder = unwrapped(element);
    const html = innerHtml(holder, documentUrl);
    return html ? { html, base: holder.base, language: holder.language } : null;
  }
  const text = textOf(element).trim();
  if (kind === 'html') return text ? { html: withoutCdataMarks(text), base, language } : null;
  if (kind === 'text') return text ? { html: textToHtml(text), base, language } : null;
  const decoded = fromBase64(text)?.trim();
  if (!decoded) return null;
  const isPlain = /^text(?:\/plain)?$/.test(element.attributes.type?.trim().toLowerCase() ?? 'text');
  return { html: isPlain ? textToHtml(decoded) : decoded, base, language };
}

/** An Atom construct as a line: what its type calls text is taken literally, of HTML the tags are dropped. */
export function atomLine(element: Element): string | null {
  const kind = kindOf(element);
  if (kind === 'xhtml' && hasMarkup(element)) return htmlToLine(innerHtml(element, null), 'all-tags') || null;
  const text = textOf(element);
  if (kind === 'html') return htmlToLine(withoutCdataMarks(text), 'all-tags') || null;
  if (kind === 'base64') return htmlToLine(fromBase64(text) ?? '', 'known-tags') || null;
  return oneLine(text) || null;
}

/** The HTML of an element outside Atom: its text is HTML, and so are elements that were not escaped. */
export function looseBody(element: Element, documentUrl: string | null): Body | null {
  const { base, language } = element;
  if (element.name.startsWith('atom:')) return atomBody(element, documentUrl);
  const html = hasMarkup(element)
    ? innerHtml(unwrapped(element), documentUrl, true)
    : withoutCdataMarks(textOf(element));
  return html ? { html, base, language } : null;
}

/** A title outside Atom, where nothing says whether it is HTML. */
export function looseLine(element: Element): string | null {
  if (element.name.startsWith('atom:')) return atomLine(element);
  if (element.attributes.type) return atomLine(element);
  if (hasMarkup(element)) return htmlToLine(innerHtml(element, null, true), 'all-tags') || null;
  // The value is how the first drafts of CDF have it.
  return guessedLine(textOf(element).trim() || element.attributes.value || null);
}
