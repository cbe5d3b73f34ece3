/** What one refresh learns of each host: who does not answer is not waited for again and again. */
import { NewsError } from '../core/errors.ts';
import type { Source } from '../core/source.ts';
import { hostOf } from './turns.ts';

/** A host that was silent for so many sources, and answered for none, is dead: a hundred more would cost an hour. */
const silencesEnough = 3;

export interface Hosts {
  readonly answered: (source: Source) => void;
  readonly failed: (source: Source, error: NewsError) => void;
  /** Why the source need not be asked; null where it may be. */
  readonly excuse: (source: Source) => NewsError | null;
}

/** True where a server did not answer at all. */
export function isSilence({ code }: NewsError): boolean {
  return code === 'network' || code === 'timeout';
}

export function watchHosts(): Hosts {
  const silences = new Map<string, number>();
  const answered = (source: Source) => void silences.set(hostOf(source), Number.NEGATIVE_INFINITY);

  return {
    answered,
    failed(source, error) {
      const host = hostOf(source);
      if (isSilence(error)) silences.set(host, (silences.get(host) ?? 0) + 1);
      else answered(source);
    },
    excuse(source) {
      const host = hostOf(source);
      if ((silences.get(host) ?? 0) < silencesEnough) return null;
      const what = `${host} was not asked: it did not answer for ${silencesEnough} other sources`;
      return new NewsError('network', what, 'It is asked again later.');
    },
  };
}
