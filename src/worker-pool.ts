/** Threads for work that a hostile document could make endless: each task has a deadline, and takes no other one down with it. */
import type { Worker } from 'node:worker_threads';

/** What came of a task: the thread's answer, or how it failed to give one. */
export type Outcome<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'late' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'crash'; readonly detail: string };

export interface PoolSettings {
  /** The module that a thread runs: it answers each message with one message. */
  readonly module: URL;
  /** Threads at most, besides those that stand in for one that is held up. */
  readonly size: number;
  /** How long one task may run. */
  readonly deadlineMs: number;
  /** A thread whose heap grows beyond this ends. */
  readonly heapMb: number;
}

export type WorkerPool<Question, Answer> = (
  question: Question,
  transfer?: readonly ArrayBuffer[],
) => Promise<Outcome<Answer>>;

interface Task {
  readonly question: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly settle: (outcome: Outcome<unknown>) => void;
}

interface Hand {
  readonly worker: Worker;
  task: Task | null;
  /** True once its task has run for so long that another thread may stand in. */
  heldUp: boolean;
  timers: NodeJS.Timeout[];
}

/** Ordinary documents take a few milliseconds: what is not done by then makes room for another thread. */
const heldUpMs = 1000;
/** How many threads may be held up at a time before the others wait: each may need a heap of its own. */
const maxHeldUp = 3;
/** Threads that have nothing to do end after a while: a reader that stays open all day refreshes now and then. */
const idleMs = 10_000;

/** Threads are started when there is work for them, and never keep the process alive. */
export function workerPool<Question, Answer>(settings: PoolSettings): WorkerPool<Question, Answer> {
  const hands: Hand[] = [];
  const waiting: Task[] = [];
  let starting = false;

  function assign(): void {
    for (const hand of hands) {
      if (hand.task) continue;
      const task = waiting.shift();
      if (!task) return;
      begin(hand, task);
    }
    if (waiting.length > 0 && !starting && mayGrow()) void grow();
  }

  function mayGrow(): boolean {
    const heldUp = hands.filter((hand) => hand.heldUp).length;
    return hands.length - Math.min(heldUp, maxHeldUp) < settings.size;
  }

  async function grow(): Promise<void> {
    starting = true;
    const hand = await startHand(settings);
    starting = false;
    hand.worker.on('message', (answer: Answer) => finish(hand, { kind: 'answer', answer }));
    hand.worker.on('error', (error) => lose(hand, failureOf(error)));
    hand.worker.on('exit', (code) => lose(hand, { kind: 'crash', detail: `the thread ended with code ${code}` }));
    // After the listeners: a new one for messages makes the thread keep the process alive again.
    hand.worker.unref();
    hands.push(hand);
    assign();
  }

  function begin(hand: Hand, task: Task): void {
    for (const timer of hand.timers) clearTimeout(timer);
    hand.task = task;
    // The timer, not the thread, keeps the process waiting for the answer.
    const late = setTimeout(() => lose(hand, { kind: 'late' }), settings.deadlineMs);
    const slow = setTimeout(() => {
      hand.heldUp = true;
      assign();
    }, heldUpMs);
    hand.timers = [late, slow];
    hand.worker.postMessage(task.question, [...task.transfer]);
  }

  function finish(hand: Hand, outcome: Outcome<Answer>): void {
    for (const timer of hand.timers) clearTimeout(timer);
    const { task } = hand;
    hand.task = null;
    hand.heldUp = false;
    hand.timers = [setTimeout(() => lose(hand, { kind: 'late' }), idleMs).unref()];
    task?.settle(outcome);
    assign();
  }

  /** The thread goes, and its task with it; whatever it says from now on is not listened to. */
  function lose(hand: Hand, outcome: Outcome<Answer>): void {
    const place = hands.indexOf(hand);
    if (place < 0) return;
    hands.splice(place, 1);
    for (const timer of hand.timers) clearTimeout(timer);
    hand.worker.removeAllListeners('message');
    void hand.worker.terminate();
    hand.task?.settle(outcome);
    assign();
  }

  return (question, transfer = []) =>
    new Promise((resolve) => {
      waiting.push({ question, transfer, settle: (outcome) => resolve(outcome as Outcome<Answer>) });
      assign();
    });
}

/** Young objects are collected sooner than V8 would by itself: a large feed needs 50 MB less, and no more time. */
const youngMb = 8;

async function startHand({ module, heapMb }: PoolSettings): Promise<Hand> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(module, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb },
  });
  return { worker, task: null, heldUp: false, timers: [] };
}

function failureOf(error: unknown): Outcome<never> {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'memory' };
  return { kind: 'crash', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
