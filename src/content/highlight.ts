/** Colors for code: one small tokenizer for whole families of languages, exact enough to help the eye. */
import type { Role } from './line.ts';

export interface Token {
  readonly text: string;
  /** null for plain code. */
  readonly role: Role | null;
}

/** Longer code is a data dump, and nobody looks at its colors. */
const maxLength = 200_000;

type Family = 'curly' | 'hash' | 'dash' | 'markup' | 'style' | 'lisp' | 'data';

const families: Readonly<Record<Family, string>> = {
  curly:
    'c c++ cpp cc h hpp csharp cs c# d dart go golang groovy java javascript js jsx mjs json5 jsonc kotlin kt objc objective-c php proto rust rs scala solidity swift ts tsx typescript vue zig glsl wgsl v',
  hash: 'bash sh shell zsh fish console python py python3 ruby rb perl pl r elixir ex exs julia jl make makefile dockerfile docker nim crystal tcl powershell ps1 awk nix cmake gdscript starlark',
  dash: 'sql mysql postgresql postgres plsql sqlite lua haskell hs elm ada vhdl',
  markup: 'html xml svg xhtml markup rss atom htm vue-html',
  style: 'css scss sass less',
  lisp: 'lisp clojure clj scheme racket elisp emacs-lisp asm ini',
  data: 'json yaml yml toml properties env conf nginx',
};
const familyOf = new Map(
  Object.entries(families).flatMap(([family, names]) => names.split(' ').map((name) => [name, family as Family])),
);

const strings = String.raw`"[^"\\\n]*(?:\\[^][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[^][^'\\\n]*)*'?`;
const number = String.raw`\b(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)[a-zA-Z%]*\b`;
const word = String.raw`[\p{L}_$@][\p{L}\p{N}_$]*`;

/** Groups: 1 comment, 2 string, 3 number, 4 word. Every part takes what it has looked at, so the whole is linear. */
function pattern(comment: string, text: string, words = word): RegExp {
  return new RegExp(`(${comment})|(${text})|(${number})|(${words})`, 'gu');
}

const patterns: Readonly<Record<Family, () => RegExp>> = {
  curly: () => pattern(String.raw`\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)`, `${strings}|\`[^\`\\\\]*(?:\\\\[^][^\`\\\\]*)*\`?`),
  hash: () => pattern(String.raw`(?<![^\s;(])#[^\n]*`, `"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|${strings}`),
  dash: () => pattern(String.raw`--[^\n]*|\/\*[^]*?(?:\*\/|$)`, strings),
  markup: () => pattern('<!--[^]*?(?:-->|$)', `(?<==)(?:${strings})`, String.raw`<[\/!?]?[\w:-]+|\/?>`),
  style: () =>
    pattern(String.raw`\/\*[^]*?(?:\*\/|$)`, strings, String.raw`@[\w-]+|![a-z]+|(?<![\w-])[\w-]{1,60}(?=\s{0,4}:)`),
  lisp: () => pattern(String.raw`;[^\n]*`, String.raw`"[^"\\]*(?:\\[^][^"\\]*)*"?`, String.raw`(?<=\()[^\s()"]+`),
  data: () => pattern(String.raw`(?<![^\s])#[^\n]*`, strings, word),
};

const curlyWords =
  'abstract alignof as async auto await bool boolean break byte case catch chan char class const constexpr continue crate data debugger default defer delete do double dyn echo else enum export extends extern false final finally float fn for foreach from fun func function go goto guard if impl implements import in init inline instanceof int interface internal is let long loop map match mod module move mut namespace new nil null nullptr object of operator override package private protected protocol pub public range readonly ref return sealed select self short signed sizeof static string struct super switch template this throw throws trait true try type typedef typeof undefined union unsafe unsigned use using val var virtual void volatile when where while with yield';
const hashWords =
  'alias and as assert async await begin break case class continue def defmodule defp del do done elif else elsif end ensure esac except exit export False fi finally for from fn function global if import in is lambda local match module my nil None nonlocal not or pass print raise require rescue return self set source sub super then True try unless until use when while with yield FROM RUN COPY WORKDIR ENV CMD ENTRYPOINT EXPOSE ARG';
const dashWords =
  'add all alter and as asc begin between by case check column commit constraint create cross data default delete desc distinct do drop else elseif end exists explain false for foreign from full function group having if import in index inner insert instance into is join key left let like limit local module nil not null of offset on or order outer primary references repeat returning return right rollback select set table then true type union unique until update using values view when where while with';

const keywords: Readonly<Partial<Record<Family, ReadonlySet<string>>>> = {
  curly: new Set(curlyWords.split(' ')),
  hash: new Set(hashWords.split(' ')),
  dash: new Set(dashWords.split(' ')),
  data: new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off']),
};

/** The code in pieces, in order and whole. Code without a known language has no colors: prose often stands in <pre>. */
export function highlight(code: string, language: string | null): readonly Token[] {
  const family = familyOf.get(language ?? '');
  if (family === undefined || code.length > maxLength) return [{ text: code, role: null }];
  const tokens: Token[] = [];
  let end = 0;
  for (const found of code.matchAll(patterns[family]())) {
    const role = roleOf(found, family);
    if (role === null || found[0] === '') continue;
    if (found.index > end) tokens.push({ text: code.slice(end, found.index), role: null });
    tokens.push({ text: found[0], role });
    end = found.index + found[0].length;
  }
  if (end < code.length) tokens.push({ text: code.slice(end), role: null });
  return tokens;
}

function roleOf(found: RegExpMatchArray, family: Family): Role | null {
  if (found[1] !== undefined) return 'syntax-comment';
  if (found[2] !== undefined) return 'syntax-string';
  if (found[3] !== undefined) return 'syntax-number';
  const known = keywords[family];
  const text = found[4] ?? '';
  return !known || known.has(family === 'dash' ? text.toLowerCase() : text) ? 'syntax-keyword' : null;
}
