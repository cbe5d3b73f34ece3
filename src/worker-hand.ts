/** One thread of a pool (worker-pool.ts), and what it was sent. */
import type { Worker } from 'node:worker_threads';

/** What came of a task: the thread's answer, or how it failed to give one. */
export type Outcome<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'late' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'crash'; readonly detail: string };

/** A question as it is sent. */
export interface Message<Question> {
  readonly question: Question;
  /** What is handed over instead of copied. */
  readonly transfer: readonly ArrayBuffer[];
}

export interface Task {
  /** Asked for once more where a thread did not come to it. */
  readonly message: () => Message<unknown>;
  /** About how many bytes the question has. */
  readonly size: number;
  readonly settle: (outcome: Outcome<unknown>) => void;
}

export interface Hand {
  readonly worker: Worker;
  /** What was sent to it, in order; null for what it still answers, but another thread does by now. */
  tasks: (Task | null)[];
  /** True once its first task has run for so long that another thread may stand in. */
  heldUp: boolean;
  hasAnswered: boolean;
  timers: NodeJS.Timeout[];
}

/**
 * So much, in bytes and in number, is sent ahead of the answers: a thread then has work while the main thread is busy
 * storing. A larger document goes alone, because the answers take memory until they are looked at.
 */
const aheadBytes = 2 * 1024 * 1024;
const aheadTasks = 32;

/** Young objects are collected sooner than V8 would by itself: a large feed needs 50 MB less, and no more time. */
const youngMb = 12;

/** Starts a thread, which never keeps the process alive. `end` is told how, where it ends by itself. */
export async function startHand(
  { module, heapMb }: { readonly module: URL; readonly heapMb: number },
  on: {
    readonly answer: (hand: Hand, answer: unknown) => void;
    readonly end: (hand: Hand, outcome: Outcome<never>) => void;
  },
): Promise<Hand> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(module, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb },
  });
  const hand: Hand = { worker, tasks: [], heldUp: false, hasAnswered: false, timers: [] };
  worker.on('message', (answer) => on.answer(hand, answer));
  let failure: Outcome<never> | null = null;
  // An error may overtake answers that were given before it; when the thread has ended all of them are there.
  worker.on('error', (error) => {
    failure = failureOf(error);
  });
  worker.on('exit', (code) => on.end(hand, failure ?? { kind: 'crash', detail: `the thread ended with code ${code}` }));
  // After the listeners: a new one for messages makes the thread keep the process alive again.
  worker.unref();
  return hand;
}

function failureOf(error: unknown): Outcome<never> {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'memory' };
  return { kind: 'crash', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Ends a thread; whatever it says from now on is not listened to. */
export function endHand(hand: Hand): void {
  setTimers(hand, []);
  hand.worker.removeAllListeners('message');
  void hand.worker.terminate();
}

export function send(hand: Hand, task: Task): void {
  const { question, transfer } = task.message();
  hand.tasks.push(task);
  hand.worker.postMessage(question, [...transfer]);
}

/** True where a task may be sent ahead to a thread that has one. */
export function mayTakeAhead(hand: Hand, task: Task): boolean {
  if (hand.heldUp || hand.tasks.length >= aheadTasks) return false;
  const sent = hand.tasks.reduce((sum, one) => sum + (one?.size ?? 0), 0);
  return sent + task.size <= aheadBytes;
}

/** What the thread has not come to yet; it will answer all the same, and nobody listens. */
export function takeBack(hand: Hand): readonly Task[] {
  const [first = null, ...rest] = hand.tasks;
  hand.tasks = [first, ...rest.map(() => null)];
  return rest.flatMap((task) => task ?? []);
}

export function setTimers(hand: Hand, timers: NodeJS.Timeout[]): void {
  for (const timer of hand.timers) clearTimeout(timer);
  hand.timers = timers;
}

export function ifStillAtIt(hand: Hand, ms: number, act: () => void): NodeJS.Timeout {
  const [task] = hand.tasks;
  // An answer may lie there, unseen because the main thread was busy: it is looked at first.
  return setTimeout(() => setImmediate(() => hand.tasks.length > 0 && hand.tasks[0] === task && act()), ms);
}
