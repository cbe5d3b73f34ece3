/** HTML that may be stored, shown and given away: only what allowed.ts names, balanced, escaped, with absolute addresses. */
import { voidTags } from './allowed.ts';
import type { Attributes } from './attributes.ts';
import { type HtmlSink, readHtml } from './read-html.ts';

/** The allowed part of `html`; relative addresses stand against `base`. Applying it twice changes nothing. */
export function sanitize(html: string, base: string | null): string {
  const writer = htmlWriter();
  readHtml(html, base, writer.sink);
  return writer.html();
}

/** A sink that writes what it is told as HTML. */
export function htmlWriter(): { readonly sink: HtmlSink; html(): string } {
  let out = '';
  return {
    sink: {
      open(tag, attributes) {
        out += attributes.length === 0 ? `<${tag}>` : `<${tag}${written(attributes)}>`;
      },
      close(tag) {
        if (!voidTags.has(tag)) out += `</${tag}>`;
      },
      text(text) {
        out += escapeHtml(text);
      },
    },
    html: () => out,
  };
}

function written(attributes: Attributes): string {
  let out = '';
  for (const [name, value] of attributes) out += ` ${name}="${escapeValue(value)}"`;
  return out;
}

/** The text as HTML text. */
export function escapeHtml(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The text as the value of an attribute, in double quotes. */
export function escapeValue(text: string): string {
  return escapeHtml(text).replaceAll('"', '&quot;');
}
