/** Cuts the text of a query into tokens, each with its place. */

export type QueryToken =
  | { readonly kind: 'open' | 'close' | 'or' | 'and' | 'not'; readonly at: number; readonly text: string }
  | {
      readonly kind: 'term';
      readonly at: number;
      readonly text: string;
      /** In lower case; null for words to find. */
      readonly field: string | null;
      readonly value: string;
      readonly quoted: boolean;
    }
  /** A quote that opens here is never closed. */
  | { readonly kind: 'unclosed'; readonly at: number; readonly text: string };

/** A map: of an object "constructor" would be a word as well. */
const operators: ReadonlyMap<string, 'or' | 'and' | 'not'> = new Map([
  ['OR', 'or'],
  ['AND', 'and'],
  ['NOT', 'not'],
  ['|', 'or'],
  ['||', 'or'],
  ['&&', 'and'],
]);

/** Quotes that close with themselves or with a partner: also those that a phone or an editor makes. */
const closingQuote: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»' };

/** A word ends at white space and parentheses; `field:"two words"` is one term. */
export function queryTokens(text: string): readonly QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const token = readToken(text, at, tokens.at(-1));
    tokens.push(token);
    at = token.at + token.text.length;
  }
  return tokens;
}

function readToken(text: string, at: number, before: QueryToken | undefined): QueryToken {
  const char = text[at] ?? '';
  if (char === '(') return { kind: 'open', at, text: char };
  if (char === ')') return { kind: 'close', at, text: char };
  const opensTerm = before === undefined || before.at + before.text.length < at || before.kind !== 'term';
  if (char === '-' && opensTerm && /[^\s)-]/.test(text[at + 1] ?? '')) return { kind: 'not', at, text: char };
  const quote = closingQuote[char];
  if (quote) return readQuoted(text, { at, from: at, field: null, quote });
  return readWord(text, at);
}

function readWord(text: string, at: number): QueryToken {
  const word = /^[^\s()"“„«]+/.exec(text.slice(at, at + 4096))?.[0] ?? text.charAt(at);
  const operator = operators.get(word);
  if (operator) return { kind: operator, at, text: word };
  const field = /^([a-z]+):(?!\/\/)/i.exec(word)?.[1] ?? null;
  const quote = closingQuote[text[at + word.length] ?? ''];
  if (field && word.length === field.length + 1 && quote) {
    return readQuoted(text, { at, from: at + word.length, field: field.toLowerCase(), quote });
  }
  const value = field ? word.slice(field.length + 1) : word;
  return { kind: 'term', at, text: word, field: field?.toLowerCase() ?? null, value, quoted: false };
}

interface Quoted {
  /** Where the term begins, and where its quote does. */
  readonly at: number;
  readonly from: number;
  readonly field: string | null;
  readonly quote: string;
}

function readQuoted(text: string, { at, from, field, quote }: Quoted): QueryToken {
  const end = text.indexOf(quote, from + 1);
  if (end < 0) return { kind: 'unclosed', at: from, text: text.slice(from) };
  return { kind: 'term', at, text: text.slice(at, end + 1), field, value: text.slice(from + 1, end), quoted: true };
}
