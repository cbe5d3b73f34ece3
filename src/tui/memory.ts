/** Keeps the process small: a frame is garbage by the next key, and V8 would rather let 100 MB pile up than collect it. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Above this much resident memory, what is unused is collected. */
const limitBytes = 125 * 1024 * 1024;
/** Looked at only every so many frames, after a pause in which the frame reaches the terminal. */
const everyFrames = 16;
const pauseMs = 8;

/**
 * Returns what is to be called after every frame. Only to be used once everything is loaded: with other flags, compiled code that
 * is cached for the next start would not be found.
 */
export function memoryKeeper(): () => void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let frames = 0;
  return () => {
    frames += 1;
    if (frames % everyFrames !== 0 || process.memoryUsage.rss() < limitBytes) return;
    setTimeout(collect, pauseMs).unref();
  };
}
