/**
 * Reads hostile HTML once and tells a sink what is allowed of it, as balanced events with safe text and absolute addresses.
 * Writing HTML, plain text and blocks are three sinks. htmlparser2's tokenizer does the characters; the tree is kept here,
 * because a stack of at most 256 open elements makes every step constant, whatever the nesting.
 */
import { decodeHTML, decodeHTMLAttribute } from 'entities/decode';
import { Tokenizer } from 'htmlparser2';
import { allowedTags, breaksOut, dropped, embeds, endedBy, foreign, renamed, tableParts, voidTags } from './allowed.ts';
import { type Attributes, embedLink, keptAttributes } from './attributes.ts';
import { safeText } from './safe.ts';

/** What is told of a document. br, hr and img are opened only; everything else that is opened is closed, in order. */
export interface HtmlSink {
  open(tag: string, attributes: Attributes): void;
  close(tag: string): void;
  /** Decoded and safe (safe.ts), white space as written; never empty. */
  text(text: string): void;
}

/** Elements inside each other; what lies deeper keeps its text only. */
const maxDepth = 256;
/** Elements in one document; after that many its text goes on without markup. */
const maxElements = 100_000;

interface Reader {
  html: string;
  readonly base: string | null;
  readonly sink: HtmlSink;
  /** Open elements that the sink knows, outermost first. */
  readonly stack: string[];
  elements: number;
  /** Text not yet told: it is told whole, so that what is cut into pieces by comments or entities is judged as one. */
  pending: string;
  /** The tag being read, and where it starts; -1 between tags. */
  tag: string;
  tagStart: number;
  attributes: Map<string, string>;
  attribute: string;
  value: string;
  /** The element whose content is being left out, and how many of its name are open inside it. */
  skipped: string;
  skippedDepth: number;
  /** True inside a video or audio element that has shown no address yet. */
  awaitsSource: boolean;
  /** Best address among the <source> of an open <picture>. */
  picture: string | null;
  lastImage: string;
}

/** Reads `html`; addresses stand against `base` (relative ones are lost where it is null, and <base> is ignored). */
export function readHtml(html: string, base: string | null, sink: HtmlSink): void {
  const reader: Reader = {
    html,
    base,
    sink,
    stack: [],
    elements: 0,
    pending: '',
    tag: '',
    tagStart: -1,
    attributes: new Map(),
    attribute: '',
    value: '',
    skipped: '',
    skippedDepth: 0,
    awaitsSource: false,
    picture: null,
    lastImage: '',
  };
  reader.html = withoutCdataMarks(html);
  for (let tries = 0; tries < mostTries && readOn(reader); tries += 1);
  tellText(reader);
  closeDownTo(reader, 0);
}

/** How often reading starts again behind a tag whose quote was never closed. */
const mostTries = 8;

/** Reads all; true where a tag with an open quote swallowed the end, which is then what is left to read. */
function readOn(reader: Reader): boolean {
  // Entities are decoded a whole text at a time: the tokenizer can then jump from tag to tag, twice as fast.
  const tokenizer = new Tokenizer({ recognizeSelfClosing: true, decodeEntities: false }, callbacksOf(reader));
  reader.tagStart = -1;
  reader.value = '';
  tokenizer.write(reader.html);
  tokenizer.end();
  const end = reader.tagStart < 0 ? -1 : reader.html.indexOf('>', reader.tagStart);
  if (end < 0) return false;
  reader.html = reader.html.slice(end + 1);
  return true;
}

/** HTML has no CDATA sections, but feeds put whole bodies into them twice: the marks go, what they hold stays. */
function withoutCdataMarks(html: string): string {
  if (!html.includes('<![CDATA[')) return html;
  let kept = '';
  let from = 0;
  for (let at = html.indexOf('<![CDATA['); at >= 0; at = html.indexOf('<![CDATA[', from)) {
    const end = html.indexOf(']]>', at);
    kept += html.slice(from, at) + html.slice(at + 9, end < 0 ? html.length : end);
    from = end < 0 ? html.length : end + 3;
  }
  return kept + html.slice(from);
}

function callbacksOf(reader: Reader): ConstructorParameters<typeof Tokenizer>[1] {
  const ignore = () => {};
  return {
    ontext(start, end) {
      if (reader.skipped === '') reader.pending += reader.html.slice(start, end);
    },
    ontextentity: ignore,
    onopentagname(start, end) {
      reader.tagStart = start - 1;
      reader.tag = reader.html.slice(start, end).toLowerCase();
      if (reader.attributes.size > 0) reader.attributes = new Map();
    },
    onattribname(start, end) {
      reader.attribute = reader.html.slice(start, end);
    },
    onattribdata(start, end) {
      reader.value += reader.html.slice(start, end);
    },
    onattribentity: ignore,
    onattribend() {
      const name = reader.attribute.length < 32 ? reader.attribute.toLowerCase() : '';
      if (name !== '' && !reader.attributes.has(name))
        reader.attributes.set(name, decoded(reader.value, decodeHTMLAttribute));
      reader.value = '';
    },
    onopentagend() {
      reader.tagStart = -1;
      start(reader, reader.tag, false);
    },
    onselfclosingtag() {
      reader.tagStart = -1;
      start(reader, reader.tag, true);
    },
    onclosetag(start, endIndex) {
      end(reader, reader.html.slice(start, endIndex).toLowerCase());
    },
    isInForeignContext: () => reader.skipped === 'svg',
    oncdata: ignore,
    oncomment: ignore,
    ondeclaration: ignore,
    onend: ignore,
    onprocessinginstruction: ignore,
  };
}

function start(reader: Reader, written: string, selfClosing: boolean): void {
  if (reader.skipped === 'svg' && breaksOut.has(written)) reader.skipped = '';
  if (reader.skipped !== '') {
    if (written === reader.skipped && !selfClosing) reader.skippedDepth += 1;
    if (reader.awaitsSource && written === 'source') embed(reader, reader.skipped);
    return;
  }
  if (written === 'source') {
    reader.picture ??= keptAttributes('img', reader.attributes, reader.base)?.[0]?.[1] ?? null;
    return;
  }
  if (dropped.has(written)) {
    if (!selfClosing) skip(reader, written);
    return;
  }
  if (embeds.has(written)) {
    startEmbed(reader, written, selfClosing);
    return;
  }
  const tag = renamed.get(written) ?? written;
  if (!allowedTags.has(tag)) {
    if (written === 'picture') reader.picture = null;
    return;
  }
  startAllowed(reader, tag, selfClosing);
}

function skip(reader: Reader, tag: string): void {
  reader.skipped = tag;
  reader.skippedDepth = 1;
}

function startAllowed(reader: Reader, tag: string, selfClosing: boolean): void {
  if (tableParts.has(tag) && !reader.stack.includes('table')) return;
  if (tag === 'img' && reader.picture !== null && !reader.attributes.has('src')) {
    reader.attributes.set('src', reader.picture);
  }
  const attributes = keptAttributes(tag, reader.attributes, reader.base);
  if (attributes === null) return;
  if (tag === 'img') {
    // The same picture again is the copy for readers without scripts, beside the one that a script would have loaded.
    const address = attributes[0]?.[1] ?? '';
    if (address === reader.lastImage) return;
    reader.lastImage = address;
  }
  endWhatEnds(reader, tag);
  reader.elements += 1;
  const isVoid = voidTags.has(tag);
  if (reader.elements > maxElements || (!isVoid && reader.stack.length >= maxDepth)) return;
  tellText(reader);
  reader.sink.open(tag, attributes);
  if (isVoid) return;
  if (selfClosing) reader.sink.close(tag);
  else reader.stack.push(tag);
}

function startEmbed(reader: Reader, tag: string, selfClosing: boolean): void {
  const told = embed(reader, tag);
  if (tag === 'embed' || selfClosing || (tag === 'object' && !told)) return;
  skip(reader, tag);
  reader.awaitsSource = !told && tag !== 'iframe';
}

/** Tells a link to what the element shows; false where it has no address. */
function embed(reader: Reader, tag: string): boolean {
  const link = embedLink(tag, reader.attributes, reader.base);
  if (link === null) return false;
  reader.awaitsSource = false;
  tellText(reader);
  const inLink = reader.stack.includes('a');
  const alone = !inLink && standsAlone.has(reader.stack.at(-1) ?? 'div') && reader.stack.length + 2 <= maxDepth;
  if (alone) reader.sink.open('p', []);
  if (!inLink) reader.sink.open('a', [['href', link.address]]);
  reader.sink.text(link.words);
  if (!inLink) reader.sink.close('a');
  if (alone) reader.sink.close('p');
  return true;
}

const standsAlone: ReadonlySet<string> = new Set(['blockquote', 'dd', 'details', 'div', 'figure', 'li', 'td']);

/** Ends the open elements that cannot go on beside the one that starts. */
function endWhatEnds(reader: Reader, tag: string): void {
  const rule = endedBy(tag);
  if (rule === null) return;
  for (let depth = reader.stack.length - 1; depth >= 0; depth -= 1) {
    const open = reader.stack[depth] ?? '';
    if (rule.ends.has(open)) {
      tellText(reader);
      closeDownTo(reader, depth);
      return;
    }
    if (rule.within.has(open)) return;
  }
}

function end(reader: Reader, written: string): void {
  if (reader.skipped !== '') {
    if (written === reader.skipped) {
      reader.skippedDepth -= 1;
      if (reader.skippedDepth === 0) reader.skipped = '';
      return;
    }
    // The parent of a left-out element ends: so does what was never closed in it.
    if (foreign.has(reader.skipped) || !reader.stack.includes(written)) return;
    reader.skipped = '';
  }
  if (written === 'picture') reader.picture = null;
  const tag = renamed.get(written) ?? written;
  if (tag === 'br') {
    reader.attributes.clear();
    startAllowed(reader, 'br', false);
    return;
  }
  for (let depth = reader.stack.length - 1; depth >= 0; depth -= 1) {
    const open = reader.stack[depth] ?? '';
    if (open === tag) {
      tellText(reader);
      closeDownTo(reader, depth);
      return;
    }
    // A stray end tag inside a cell ends nothing outside of it.
    if ((open === 'td' || open === 'th') && tag !== 'table' && !tableParts.has(tag)) return;
    if (open === 'table') return;
  }
}

function closeDownTo(reader: Reader, depth: number): void {
  while (reader.stack.length > depth) reader.sink.close(reader.stack.pop() ?? '');
}

function decoded(text: string, decode: (text: string) => string): string {
  return text.includes('&') ? decode(text) : text;
}

function tellText(reader: Reader): void {
  if (reader.pending === '') return;
  const text = safeText(decoded(reader.pending, decodeHTML));
  reader.pending = '';
  if (text === '') return;
  if (reader.lastImage !== '' && /\S/.test(text)) reader.lastImage = '';
  reader.sink.text(text);
}
