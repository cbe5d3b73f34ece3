/** Page text to tree, with htmlparser2's tokenizer. */
import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { kindOf, type TagKind } from './html-tags.ts';
import type { PageTree } from './tree.ts';
import { addText, type Builder, builtTree, closeTag, newAttributes, newBuilder, openTag, top } from './tree-builder.ts';

const maxAttributes = 40;
const maxValue = 20_000;

/** The tag that is being read, with the attributes that it has so far. */
interface Reader {
  readonly html: string;
  readonly builder: Builder;
  tag: TagKind;
  /** Null before the first: most elements of many pages have none. */
  attributes: Record<string, string> | null;
  attributeCount: number;
  attributeName: string;
  attributeValue: string;
  /** True inside a script and its like, whose text is taken as it stands. */
  isRaw: boolean;
}

/** What browsers make of <image>. */
const image = kindOf('img');

function endAttribute(reader: Reader): void {
  if (reader.attributeCount++ >= maxAttributes) return;
  reader.attributes ??= newAttributes();
  const { attributes, attributeName, attributeValue } = reader;
  if (attributeName in attributes) return;
  const value = attributeValue.includes('&') ? decodeHTMLAttribute(attributeValue) : attributeValue;
  attributes[attributeName] = value.slice(0, maxValue);
}

/**
 * Entities are decoded here and not by the tokenizer, which then looks at every letter of the text rather than for the
 * next tag.
 */
function callbacks(reader: Reader): TokenizerCallbacks {
  const { html, builder } = reader;
  const isInSvg = (): boolean => top(builder).tag === 'svg';
  return {
    onopentagname(start, end) {
      const kind = kindOf(html.slice(start, end));
      reader.tag = kind.tag === 'image' ? image : kind;
      reader.isRaw = kind.isRaw && !isInSvg();
      reader.attributes = null;
      reader.attributeCount = 0;
    },
    onattribname(start, end) {
      reader.attributeName = html.slice(start, end).toLowerCase();
      reader.attributeValue = '';
    },
    onattribdata(start, end) {
      reader.attributeValue = html.slice(start, end);
    },
    onattribend() {
      endAttribute(reader);
    },
    onopentagend() {
      openTag(builder, reader.tag, reader.attributes);
    },
    onselfclosingtag() {
      const { tag } = reader;
      openTag(builder, tag, reader.attributes);
      if (top(builder).tag === tag.tag && builder.stack.some((element) => element.tag === 'svg')) builder.stack.pop();
    },
    onclosetag(start, end) {
      reader.isRaw = false;
      // Almost every closing tag is that of the innermost open element.
      const { tag, kind } = top(builder);
      const isInnermost = end - start === tag.length && html.startsWith(tag, start);
      closeTag(builder, isInnermost ? kind : kindOf(html.slice(start, end).trim()));
    },
    ontext(start, end) {
      const text = html.slice(start, end);
      addText(builder, !reader.isRaw && text.includes('&') ? decodeHTML(text) : text);
    },
    oncdata(start, end, offset) {
      // Outside of drawings CDATA is a comment in HTML, but pages served as XHTML mean it as text.
      if (top(builder).tag !== 'script') addText(builder, html.slice(start, end - offset));
    },
    isInForeignContext: isInSvg,
    onattribentity() {},
    ontextentity() {},
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };
}

/** Controls that no text needs; a NUL ends words in some programs. Linear. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const controls = /[\0-\x08\x0b\x0e-\x1f\x7f]/g;

/**
 * Reads a page of any quality into a tree. Never throws and takes linear time; what lies deeper than 256 elements
 * is kept in the deepest one allowed, what comes after 250,000 nodes is left out.
 */
export function parseHtml(source: string): PageTree {
  const html = source.replace(controls, '');
  const builder = newBuilder();
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    callbacks({
      html,
      builder,
      tag: builder.root.kind,
      attributes: null,
      attributeCount: 0,
      attributeName: '',
      attributeValue: '',
      isRaw: false,
    }),
  );
  tokenizer.write(html);
  tokenizer.end();
  return builtTree(builder);
}
