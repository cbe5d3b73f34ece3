/** The reader at work: terminal, state, effects and screen tied together. */
import type { Ports } from '../core/ports.ts';
import { allShareTargets } from '../core/share.ts';
import type { Action, Effect, Step } from './actions.ts';
import { perform } from './effects.ts';
import { paintFrame } from './frame.ts';
import { graphicsOf, graphicsQuestions } from './graphics.ts';
import { checkStore, type Hands } from './hands.ts';
import { makeKeymap } from './keymap.ts';
import type { InputEvent } from './keys.ts';
import { memoryKeeper } from './memory.ts';
import type { ReaderStart, ReaderTerminal } from './open.tsx';
import { knownLength } from './pages.ts';
import { reduce } from './reduce.ts';
import { placeEffects } from './reduce-article.ts';
import type { InkScreen } from './screen.tsx';
import { stopProcess, watchSignals } from './signals.ts';
import { slicePainter } from './slices.ts';
import { beginning } from './start.ts';
import { startState } from './start-state.ts';
import type { State } from './state.ts';
import { takeTerminal } from './terminal.ts';
import { detectTheme, makeTheme } from './theme.ts';
import { turnWheel } from './wheel.ts';

/** How often another process's changes are looked for, and the clock on the screen is set. */
const watchMs = 1500;
const tickMs = 30_000;
/** The first frame, and keys typed ahead, wait for the store, which answers at once, but not for a network. */
const answerMs = 200;
/** Keys wait longer for a list to be there: on nothing they would mean nothing. */
const listMs = 3000;
/** Every terminal answers, also one at the other end of the world; what is none never does. */
const questionsMs = 300;

/** What the store answers, and keys depend on. */
const waitedFor: ReadonlySet<Effect['kind']> = new Set([
  'load-page',
  'load-tail',
  'reload-list',
  'find-beginning',
  'open-article',
]);

export async function runReader(ports: Ports, terminal: ReaderTerminal, start: ReaderStart): Promise<void> {
  const { stdout } = terminal;
  const { settings } = terminal;
  const leaving = new AbortController();
  const { promise: left, resolve: leave, reject: crash } = Promise.withResolvers<void>();
  let state = firstState(ports, terminal);
  let screen: InkScreen | null = null;
  let batching = false;
  let keepSmall: (() => void) | null = null;

  const themes = { day: makeTheme('day', terminal.colorLevel), night: makeTheme('night', terminal.colorLevel) };
  const slices = slicePainter();
  const paint = () => {
    const rows = paintFrame(state, themes[state.theme], slices);
    taken.write(slices.before());
    return rows;
  };
  const show = () => {
    screen?.show(paint(), state.columns);
    keepSmall?.();
  };
  const pending = new Set<Promise<void>>();
  const run = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      const work = perform(hands, effect).finally(() => pending.delete(work));
      if (waitedFor.has(effect.kind)) pending.add(work);
      wheel.during(effect, work);
    }
  };
  const answered = (atMost: number) => Promise.race([Promise.all(pending), waited(atMost)]);
  const take = (next: Step): void => {
    state = next.state;
    run(next.effects);
  };
  const dispatch = (action: Action): void => {
    if (leaving.signal.aborted) return;
    const before = state;
    try {
      take(reduce(state, action));
      if (state !== before && !batching) show();
    } catch (error) {
      crash(error);
    }
  };
  const wheel = turnWheel(dispatch);
  const queue: InputEvent[] = [];
  let draining = false;
  /** Keys that came together are one frame; a key waits for the answer that the one before has asked of the store. */
  const drain = async (): Promise<void> => {
    draining = true;
    for (let event = queue.shift(); event && !leaving.signal.aborted; event = queue.shift()) {
      if (state.list.loading) await answered(knownLength(state.list.pages) === 0 ? listMs : answerMs);
      batching = true;
      dispatch({ kind: 'input', event });
      batching = false;
      if (state.awaited !== null && queue.length > 0) await answered(answerMs);
    }
    draining = false;
    if (!leaving.signal.aborted) show();
  };

  const taken = takeTerminal(terminal, {
    mouse: settings.mouse,
    onLost: leave,
    onInput: (events) => {
      if (events.some((event) => event.kind === 'answer' && event.to === 'attributes')) questions.answered();
      queue.push(...events);
      if (!draining) void drain().catch(crash);
    },
  });
  const questions = terminalQuestions(taken.write);
  const giveBack = () => {
    taken.write(slices.forget());
    taken.leave();
  };
  const redraw = () => {
    screen?.forget();
    taken.write('\x1b[2J\x1b[H');
    show();
  };
  const resume = () => {
    if (leaving.signal.aborted) return;
    taken.enter();
    resized();
  };
  const suspend = () => {
    giveBack();
    stopProcess(resume);
  };
  const resized = () => {
    dispatch({ kind: 'resized', columns: stdout.columns || 80, rows: stdout.rows || 24 });
    redraw();
  };
  const hands: Hands = {
    ports,
    savedQueries: terminal.savedQueries ?? null,
    openInBrowser: terminal.openInBrowser,
    runCommand: terminal.runCommand ?? null,
    copy: (text) => taken.write(`\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`),
    askGraphics: async () => {
      await questions.ask();
      dispatch({ kind: 'answers-over' });
    },
    redraw,
    suspend,
    quit: leave,
    dispatch,
    signal: leaving.signal,
    underWay: new Set(),
  };

  const unwatch = watchSignals({ leave, crash, suspend, restore: giveBack });
  const timers = [
    setInterval(() => void checkStore(hands).catch(crash), watchMs),
    setInterval(() => dispatch({ kind: 'ticked', now: ports.now() }), tickMs),
  ];
  try {
    taken.enter();
    // The version first: what another process changes from here on shows.
    await checkStore(hands);
    take(beginning(state, start));
    await answered(answerMs);
    taken.write(`\x1b[H${paint().join('\r\n')}`);
    const { openScreen } = await import('./screen.tsx');
    stdout.on('resize', resized);
    taken.write('\x1b[2J\x1b[H');
    screen = openScreen(stdout, paint(), state.columns);
    keepSmall = memoryKeeper();
    run([{ kind: 'load-side' }]);
    void checkStore(hands).catch(crash);
    await left;
  } finally {
    for (const timer of timers) clearInterval(timer);
    wheel.stop();
    stdout.off('resize', resized);
    await Promise.allSettled(placeEffects(state).map((effect) => perform(hands, effect)));
    leaving.abort();
    screen?.close();
    await questions.over();
    giveBack();
    unwatch();
  }
}

/** Questions to the terminal. An answer that came after the reader has left would be typed into the shell, so it is waited for. */
function terminalQuestions(write: (text: string) => void) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  return {
    answered: resolve,
    ask() {
      asked = true;
      write(graphicsQuestions);
      return Promise.race([promise, waited(questionsMs)]);
    },
    over: async () => {
      if (asked) await Promise.race([promise, waited(questionsMs)]);
    },
  };
}

function waited(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

function firstState(ports: Ports, { stdout, settings, env, ...terminal }: ReaderTerminal): State {
  return startState({
    columns: stdout.columns || 80,
    rows: stdout.rows || 24,
    now: ports.now(),
    graphics: graphicsOf(settings.graphics, env),
    theme: settings.theme === 'auto' ? detectTheme(env) : settings.theme,
    preferences: {
      keymap: makeKeymap(settings.keys),
      order: settings.bidi === 'terminal' ? 'logical' : 'visual',
      measure: 72,
      shareTargets: allShareTargets(settings.shareTargets),
      words: terminal.commandWords ?? [],
      canRun: terminal.runCommand !== undefined,
      images: settings.images,
      graphics: settings.graphics,
      colors: terminal.colorLevel,
    },
  });
}
