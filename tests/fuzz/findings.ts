/** What must hold of anything that was read from a hostile document. */
import type { Draft } from '../../src/core/article.ts';
import { NewsError } from '../../src/core/errors.ts';
import { dangerIn } from '../unit/content/hostile.ts';
import { problemsOf } from '../unit/content/strict-html.ts';

/** One document that broke a rule; the number finds it again. */
export interface Finding {
  readonly run: number;
  readonly document: string;
  readonly problem: string;
}

/** Failures that documents may have. A deadline is none of them: no damage makes an honest document endless. */
const expected = new Set(['not-a-feed', 'not-an-article']);

/** What is wrong with a failure; null where it is one that a reader can be told about. */
export function problemOfFailure(thrown: unknown): string | null {
  if (thrown instanceof NewsError && expected.has(thrown.code)) return dangerIn(thrown.message);
  return thrown instanceof NewsError ? `${thrown.code}: ${thrown.message}` : String(thrown);
}

/** Everything that a draft holds, looked through: no control characters, safe HTML, addresses of the web only. */
export function problemsOfDraft(draft: Draft): readonly string[] {
  const { html, link, image, enclosures } = draft;
  const addresses = [link, image, ...enclosures.map(({ url }) => url)].filter((address) => address !== null);
  return [
    ...stringsIn({ ...draft, html: null }).flatMap((text) => dangerIn(text) ?? []),
    ...(html === null ? [] : problemsOf(html)),
    ...addresses
      .filter((address) => !/^(https?|mailto|urn|tag):/i.test(address))
      .map((address) => `address ${address}`),
  ];
}

export function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
