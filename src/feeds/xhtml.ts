/** Markup in a tree, written out as HTML again. */
import { baseOf, resolve } from './addresses.ts';
import { looksLikeHtml } from './plain-text.ts';
import { isVoid } from './repair.ts';
import type { Element } from './tree.ts';

const addressAttributes = new Set(['href', 'src', 'poster', 'cite', 'longdesc', 'action', 'data', 'background']);

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Where an element's xml:base differs from the body's, its addresses are resolved here: the body has one base. */
function writeAttributes(element: Element, bodyBase: string | null, documentUrl: string | null): string {
  let written = '';
  const own = element.base === bodyBase ? null : baseOf(element.base, documentUrl);
  for (const name in element.attributes) {
    if (name.includes(':') || !/^[\w.-]+$/.test(name)) continue;
    let value = element.attributes[name] ?? '';
    if (own && addressAttributes.has(name)) value = resolve(value, own) ?? value;
    written += ` ${name}="${escapeText(value).replace(/"/g, '&quot;')}"`;
  }
  return written;
}

interface Style {
  readonly bodyBase: string | null;
  readonly documentUrl: string | null;
  /** Whether text that holds markup is markup: so it is beside the stray inline HTML of an RSS description. */
  readonly textMayBeHtml: boolean;
}

function write(element: Element, style: Style): string {
  const tag = /^[\w.-]+$/.test(element.tag) ? element.tag.toLowerCase() : 'span';
  const attributes = writeAttributes(element, style.bodyBase, style.documentUrl);
  // An empty element that was given content anyway is followed by it.
  if (isVoid(tag)) return `<${tag}${attributes}>${writeChildren(element, style)}`;
  return `<${tag}${attributes}>${writeChildren(element, style)}</${tag}>`;
}

function writeChildren(element: Element, style: Style): string {
  let written = '';
  for (const child of element.children) {
    if (typeof child !== 'string') written += write(child, style);
    else written += style.textMayBeHtml && looksLikeHtml(child) ? child : escapeText(child);
  }
  return written;
}

/**
 * The content of an element as HTML: prefixes dropped, text escaped. `documentUrl` is what xml:base stands against.
 * The scanner's depth limit bounds the recursion.
 */
export function innerHtml(element: Element, documentUrl: string | null, textMayBeHtml = false): string {
  return writeChildren(element, { bodyBase: element.base, documentUrl, textMayBeHtml }).trim();
}

/** Whether an element holds other elements, not text alone. */
export function hasMarkup(element: Element): boolean {
  return element.children.some((child) => typeof child === 'object');
}
