/** Reads safe HTML into blocks. Markup that makes no block (divs, line breaks, stray text) becomes paragraphs. */
import type { Direction } from '../core/article.ts';
import { type Attributes, attributeOf } from './attributes.ts';
import { type Block, type BlockLink, type InlineText, wordsOf } from './block.ts';
import { closeFigure, closeTable, endCell, endItem, endList, type Frame, pour } from './block-frames.ts';
import { addBreak, addText, emptyRun, type InlineRun, shifted } from './inline-run.ts';
import { hasLetters, letterDirection } from './language.ts';
import type { Role } from './line.ts';
import { unmarkedText } from './plain.ts';
import { type HtmlSink, readHtml } from './read-html.ts';

/** Containers in each other; deeper ones pour what they hold into the last, so that nothing costs depth times length. */
const maxNesting = 32;

interface Builder {
  /** The open containers, outermost first; blocks go into the last. */
  readonly frames: Frame[];
  run: InlineRun;
  /** What the running text will be. */
  heading: number;
  readonly roles: Role[];
  /** The same as `roles`, shared by the pieces that have them; null after a change. */
  shared: readonly Role[] | null;
  readonly links: Map<string, BlockLink>;
  /** Where the open link leads; it gets its number with its first word. */
  href: string | null;
  code: { language: string | null; text: string } | null;
  shift: 'sup' | 'sub' | null;
  /** The directions that open elements ask for, innermost last. */
  readonly directions: { readonly tag: string; readonly direction: Direction }[];
}

/** The blocks of an article's HTML, in order. The HTML is read through the allow-list again, so any is safe to give. */
export function blocksOf(html: string): readonly Block[] {
  const root: Frame = { kind: 'blocks', tag: '', blocks: [] };
  if (!html.includes('<')) return unmarkedBlocks(html);
  const builder: Builder = {
    frames: [root],
    run: emptyRun(),
    heading: 0,
    roles: [],
    shared: [],
    links: new Map(),
    href: null,
    code: null,
    shift: null,
    directions: [],
  };
  readHtml(html, null, sinkOf(builder));
  endText(builder);
  return root.blocks;
}

function unmarkedBlocks(text: string): readonly Block[] {
  const paragraphs = unmarkedText(text).split(/\n{2,}/);
  return paragraphs.flatMap((words) =>
    words === '' ? [] : [paragraph([{ text: words, roles: [], link: null }], null)],
  );
}

function paragraph(text: InlineText, direction: Direction | null): Block {
  return { kind: 'paragraph', text, direction: direction ?? ownDirection(text) };
}

function ownDirection(text: InlineText): Direction | null {
  const words = wordsOf(text);
  return hasLetters(words) ? letterDirection(words) : null;
}

function sinkOf(builder: Builder): HtmlSink {
  return {
    open: (tag, attributes) => open(builder, tag, attributes),
    close: (tag) => close(builder, tag),
    text(text) {
      if (builder.code) builder.code.text += text;
      else addWords(builder, builder.shift ? shifted(text, builder.shift) : text);
    },
  };
}

function addWords(builder: Builder, text: string): void {
  const link = builder.href !== null && /\S/.test(text) ? linkTo(builder, builder.href) : null;
  addText(builder.run, text, rolesNow(builder), link);
}

function rolesNow(builder: Builder): readonly Role[] {
  builder.shared ??= [...builder.roles];
  return builder.shared;
}

const roleOf: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    b: 'strong',
    strong: 'strong',
    mark: 'strong',
    dt: 'strong',
    summary: 'strong',
    i: 'emphasis',
    em: 'emphasis',
    cite: 'emphasis',
    dfn: 'emphasis',
    var: 'emphasis',
    code: 'code',
    kbd: 'code',
    samp: 'code',
    del: 'deleted',
    s: 'deleted',
    a: 'link',
  } satisfies Record<string, Role>),
);
const frameTags: ReadonlySet<string> = new Set(
  'blockquote caption dd figcaption figure li ol table td th tr ul'.split(' '),
);
const textTags: ReadonlySet<string> = new Set('address details div dl dt p summary tbody tfoot thead'.split(' '));

function open(builder: Builder, tag: string, attributes: Attributes): void {
  if (builder.code) {
    if (tag === 'br') builder.code.text += '\n';
    if (tag === 'code') builder.code.language ??= languageOf(attributes);
    return;
  }
  const direction = attributeOf(attributes, 'dir');
  const isFrame = frameTags.has(tag);
  if (isFrame || textTags.has(tag) || /^(?:h[1-6]|pre|hr)$/.test(tag)) endText(builder);
  if (direction !== null) builder.directions.push({ tag, direction: direction === 'rtl' ? 'rtl' : 'ltr' });
  const role = roleOf.get(tag);
  if (role) setRoles(builder, [...builder.roles, role]);
  if (isFrame) openFrame(builder, tag, attributes);
  else openOther(builder, tag, attributes);
}

function openOther(builder: Builder, tag: string, attributes: Attributes): void {
  if (tag === 'a') builder.href = attributeOf(attributes, 'href');
  else if (tag === 'br') lineEnd(builder);
  else if (tag === 'img') image(builder, attributes);
  else if (tag === 'pre') builder.code = { language: languageOf(attributes), text: '' };
  else if (tag === 'hr') lastFrame(builder).blocks.push({ kind: 'rule' });
  else if (tag === 'sup' || tag === 'sub') builder.shift = tag;
  else if (tag === 'q') addWords(builder, '“');
  else if (tag === 'rt') addWords(builder, '(');
  else if (/^h[1-6]$/.test(tag)) builder.heading = Number(tag.slice(1));
}

function close(builder: Builder, tag: string): void {
  if (builder.code) {
    if (tag === 'pre') endCode(builder, builder.code);
    return;
  }
  if (tag === 'q') addWords(builder, '”');
  else if (tag === 'rt') addWords(builder, ')');
  const isFrame = frameTags.has(tag);
  if (isFrame || textTags.has(tag) || /^h[1-6]$/.test(tag)) endText(builder);
  builder.heading = /^h[1-6]$/.test(tag) ? 0 : builder.heading;
  if (tag === 'a') builder.href = null;
  if (tag === 'sup' || tag === 'sub') builder.shift = null;
  if (builder.directions.at(-1)?.tag === tag) builder.directions.pop();
  const role = roleOf.get(tag);
  if (role) setRoles(builder, builder.roles.toSpliced(builder.roles.lastIndexOf(role), 1));
  if (isFrame) closeFrame(builder, tag);
}

function setRoles(builder: Builder, roles: readonly Role[]): void {
  builder.roles.splice(0, builder.roles.length, ...roles);
  builder.shared = null;
}

function linkTo(builder: Builder, url: string): BlockLink {
  const known = builder.links.get(url);
  const link = known ?? { number: builder.links.size + 1, url };
  builder.links.set(url, link);
  return link;
}

/** One line end stays in the paragraph, two part it. */
function lineEnd(builder: Builder): void {
  if (builder.run.breaks > 0) endText(builder);
  else addBreak(builder.run);
}

function image(builder: Builder, attributes: Attributes): void {
  const alt = attributeOf(attributes, 'alt') || attributeOf(attributes, 'title') || '';
  if (alt !== '' && alt.length <= 16 && !/[^\p{Emoji}\p{M}\u200d]|^[\d#*]+$/u.test(alt)) {
    addWords(builder, alt);
    return;
  }
  endText(builder);
  const caption: InlineText = [];
  const url = attributeOf(attributes, 'src') ?? '';
  const direction = hasLetters(alt) ? letterDirection(alt) : null;
  const link = builder.href === null ? null : linkTo(builder, builder.href);
  lastFrame(builder).blocks.push({ kind: 'image', url, alt, caption, link, direction });
}

function endCode(builder: Builder, code: { language: string | null; text: string }): void {
  builder.code = null;
  const text = code.text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  if (text !== '') lastFrame(builder).blocks.push({ kind: 'code', language: code.language, text });
}

/** Ends the running text, which becomes a heading or a paragraph of the innermost container. */
function endText(builder: Builder): void {
  const text = builder.run.pieces;
  builder.run = emptyRun();
  if (text.length === 0) return;
  const asked = builder.directions.at(-1)?.direction ?? null;
  const { blocks } = lastFrame(builder);
  if (builder.heading === 0) blocks.push(paragraph(text, asked));
  else blocks.push({ kind: 'heading', level: builder.heading, text, direction: asked ?? ownDirection(text) });
}

function lastFrame(builder: Builder): Frame {
  const frame = builder.frames.at(-1);
  if (!frame) throw new Error('blocks: no open container');
  return frame;
}

function openFrame(builder: Builder, tag: string, attributes: Attributes): void {
  const parent = lastFrame(builder);
  if (builder.frames.length > maxNesting) {
    if (tag !== 'tr') builder.frames.push({ kind: 'blocks', tag, blocks: [], isPoured: true });
  } else if (tag === 'ul' || tag === 'ol') {
    const start = Number(attributeOf(attributes, 'start') ?? 1);
    builder.frames.push({
      kind: 'list',
      tag,
      blocks: [],
      style: tag === 'ul' ? 'bullet' : 'number',
      next: start,
      items: [],
    });
  } else if (tag === 'table') {
    builder.frames.push({ kind: 'table', tag, blocks: [], caption: [], rows: [] });
  } else if (tag === 'tr') {
    if (parent.kind === 'table') parent.rows.push([]);
  } else {
    builder.frames.push({ kind: 'blocks', tag, blocks: [], attributes });
  }
}

/** Ends the innermost container of that name: what it holds goes into the one around it. */
function closeFrame(builder: Builder, tag: string): void {
  const frame = lastFrame(builder);
  if (tag === 'tr' || frame.tag !== tag) return;
  builder.frames.pop();
  const parent = lastFrame(builder);
  if (frame.kind === 'blocks' && frame.isPoured) pour([...frame.blocks, ...(frame.captions ?? [])], parent);
  else if (frame.kind === 'list') endList(frame, parent);
  else if (frame.kind === 'table') pour(closeTable(frame), parent);
  else if (tag === 'li' || tag === 'dd') endItem(frame, parent, attributeOf(frame.attributes ?? [], 'value'));
  else if (tag === 'td' || tag === 'th') endCell(frame, parent, tag);
  else if (tag === 'figure') pour(closeFigure(frame), parent);
  else if (tag === 'blockquote' && frame.blocks.length > 0) parent.blocks.push({ kind: 'quote', blocks: frame.blocks });
  else if (tag === 'figcaption' && parent.tag !== 'figure') pour(frame.blocks, parent);
  else if (tag === 'figcaption') parent.captions = [...(parent.captions ?? []), ...frame.blocks];
  else if (tag === 'caption' && parent.kind === 'table') parent.caption = [...parent.caption, ...frame.blocks];
  else pour(frame.blocks, parent);
}

function languageOf(attributes: Attributes): string | null {
  return attributeOf(attributes, 'class')?.replace('language-', '') ?? null;
}
