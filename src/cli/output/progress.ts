/** A progress bar on standard error, for a person only. */
import { cut } from '../../content/width.ts';
import type { Io } from '../io.ts';
import type { Style } from './style.ts';

export interface Progress {
  show(done: number, total: number, words: string): void;
  stop(): void;
}

const barCells = 24;

/** Null where standard error is no terminal, or one without a width, on which a line that is painted over never ends. */
export async function startProgress(io: Pick<Io, 'stderr' | 'terminal'>, style: Style): Promise<Progress | null> {
  if (!io.stderr.isTTY || io.stderr.columns === null) return null;
  const { default: ora } = await import('ora');
  const spinner = ora({ discardStdin: false, color: false }).start('Connecting…');
  return {
    show(done, total, words) {
      const full = total === 0 ? barCells : Math.round((done / total) * barCells);
      const bar = `${'━'.repeat(full)}${style.chalk.dim('━'.repeat(barCells - full))}`;
      const count = `${String(done).padStart(String(total).length)}/${total}`;
      spinner.text = `${bar} ${count} ${cut(words, Math.max(1, (io.stderr.columns ?? 80) - barCells - count.length - 6))}`;
    },
    stop: () => spinner.stop(),
  };
}
