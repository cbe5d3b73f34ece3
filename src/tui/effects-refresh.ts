/** Fetching the sources while the reader reads. */
import { refresh } from '../app/refresh.ts';
import { NewsError } from '../core/errors.ts';
import type { Effect } from './actions.ts';
import { checkStore, counted, type Hands } from './hands.ts';

/** Progress is told at most this often: every source of a thousand would be a thousand frames. */
const tellEveryMs = 100;

/** Storing as many takes about 15 ms, which no key is kept waiting for. */
const articlesTogether = 50;

export async function refreshSources(
  hands: Pick<Hands, 'ports' | 'dispatch' | 'signal'>,
  effect: Extract<Effect, { kind: 'refresh' }>,
): Promise<void> {
  const { ports, dispatch, signal } = hands;
  let added = 0;
  let toldAt = 0;
  const report = await refresh(ports, {
    names: await chosen(hands, effect.sourceId),
    force: effect.force,
    signal,
    together: articlesTogether,
    onProgress: (done, total, source) => {
      added += source.new;
      const now = ports.now();
      if (now - toldAt < tellEveryMs && done < total) return;
      toldAt = now;
      dispatch({ kind: 'refresh-progress', done, total, added });
    },
  });
  const text =
    report.sources.length === 0
      ? 'Nothing is due yet; R fetches all the same'
      : `${report.new === 0 ? 'Nothing new' : counted(report.new, 'new article')} from ${counted(report.sources.length, 'source')}${report.failed > 0 ? `; ${report.failed} failed` : ''}`;
  dispatch({ kind: 'refresh-ended', added: report.new, message: { text, tone: report.failed > 0 ? 'plain' : 'good' } });
  await checkStore(hands);
}

async function chosen(
  { ports }: Pick<Hands, 'ports'>,
  id: string | null,
): Promise<Parameters<typeof refresh>[1]['names']> {
  if (id === null) return null;
  const source = (await (await ports.store()).sources()).find((candidate) => candidate.id === id);
  if (!source) throw new NewsError('not-found', 'this source is not there any more', 'Choose another.');
  return [source];
}
