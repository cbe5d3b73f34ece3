/** Reads the HTML that we write with a reader that forgives nothing, and says what is wrong with it. */
import { dangerIn } from './hostile.ts';

const attributesOf: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  img: ['src', 'alt', 'title'],
  td: ['colspan', 'rowspan', 'dir'],
  th: ['colspan', 'rowspan', 'dir'],
  ol: ['start', 'dir'],
  li: ['value', 'dir'],
  abbr: ['title'],
  dfn: ['title'],
  time: ['datetime'],
  code: ['class'],
  pre: ['class'],
};
const elements = new Set(
  'a abbr address b bdi blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var'.split(
    ' ',
  ),
);
const empty = new Set(['br', 'hr', 'img']);
const piece = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>|([^<>]+)|([<>])/gy;

/** What breaks the rules: elements or attributes that are not allowed, bad nesting, unescaped signs, unsafe text, bad addresses. */
export function problemsOf(html: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  let end = 0;
  for (const found of html.matchAll(piece)) {
    end = found.index + found[0].length;
    const [, closing, tag, attributes, text, stray] = found;
    if (stray !== undefined) problems.push(`unescaped ${stray}`);
    else if (text !== undefined) problems.push(...problemsOfText(text));
    else if (closing === '/') {
      const expected = open.pop();
      if (expected !== tag) problems.push(`</${tag}> where ${expected} is open`);
    } else if (tag !== undefined) {
      if (!elements.has(tag)) problems.push(`<${tag}>`);
      for (const attribute of (attributes ?? '').matchAll(/ ([a-z]+)="([^"]*)"/g)) {
        problems.push(...problemsOfAttribute(tag, attribute[1] ?? '', attribute[2] ?? ''));
      }
      if (!empty.has(tag)) open.push(tag);
      if (open.length > 256) problems.push('deeper than 256');
    }
  }
  if (end !== html.length) problems.push(`not HTML: ${html.slice(end, end + 40)}`);
  if (open.length > 0) problems.push(`left open: ${open.join(' ')}`);
  return problems;
}

function problemsOfText(text: string): readonly string[] {
  const loose = text.replace(/&(?:amp|lt|gt|quot);/g, '').includes('&');
  const danger = dangerIn(text);
  return [...(loose ? [`unescaped & in ${text}`] : []), ...(danger === null ? [] : [danger])];
}

function problemsOfAttribute(tag: string, name: string, value: string): readonly string[] {
  if (!(attributesOf[tag] ?? ['dir']).includes(name)) return [`${name} of <${tag}>`];
  if (name === 'href' && !/^(?:https?:\/\/|mailto:)/i.test(value)) return [`href ${value}`];
  if (name === 'src' && !/^https?:\/\//i.test(value)) return [`src ${value}`];
  if (name === 'class' && !/^language-[a-z0-9+#._-]+$/.test(value)) return [`class ${value}`];
  return problemsOfText(value);
}
