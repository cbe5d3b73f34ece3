/** Threads for work that a hostile document could make endless: each task has a deadline, and takes no other one down with it. */
import {
  endHand,
  type Hand,
  ifStillAtIt,
  type Message,
  mayTakeAhead,
  type Outcome,
  send,
  setTimers,
  startHand,
  type Task,
  takeBack,
} from './worker-hand.ts';

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

/** `size`: about how many bytes the question has. */
export type WorkerPool<Question, Answer> = (message: () => Message<Question>, size: number) => Promise<Outcome<Answer>>;

/** Ordinary documents take a few milliseconds: what is not done by then makes room for another thread. */
const heldUpMs = 1000;
/** The first one waits for the thread to start as well, which takes its time on a busy machine. */
const firstHeldUpMs = 4000;
/** How many threads may be held up at a time before the others wait: each may need a heap of its own. */
const maxHeldUp = 3;
/** Threads that have nothing to do end after a while: a reader that stays open all day refreshes now and then. */
const idleMs = 10_000;

/** Threads are started when there is work for them. */
export function workerPool<Question, Answer>(settings: PoolSettings): WorkerPool<Question, Answer> {
  const hands: Hand[] = [];
  let waiting: Task[] = [];
  let starting = false;

  function assign(): void {
    for (let task = waiting[0]; task; task = waiting[0]) {
      const idle = hands.find(({ tasks }) => tasks.length === 0);
      // Nothing is sent ahead to one thread while another could still begin.
      const hand = idle ?? (mayGrow() ? undefined : hands.find((one) => mayTakeAhead(one, task)));
      if (!hand) break;
      waiting.shift();
      send(hand, task);
      if (idle) watch(hand);
    }
    if (waiting.length > 0 && !starting && mayGrow()) void grow();
  }

  function mayGrow(): boolean {
    const heldUp = hands.filter((hand) => hand.heldUp).length;
    return hands.length - Math.min(heldUp, maxHeldUp) < settings.size;
  }

  async function grow(): Promise<void> {
    starting = true;
    hands.push(await startHand(settings, { answer: finish, end: lose }));
    starting = false;
    assign();
  }

  /** Sees to it that the first task ends. The timer, not the thread, keeps the process waiting for the answer. */
  function watch(hand: Hand): void {
    const late = ifStillAtIt(hand, settings.deadlineMs, () => lose(hand, { kind: 'late' }));
    const slow = ifStillAtIt(hand, hand.hasAnswered ? heldUpMs : firstHeldUpMs, () => {
      hand.heldUp = true;
      waiting = [...takeBack(hand), ...waiting];
      assign();
    });
    setTimers(hand, [late, slow]);
  }

  function finish(hand: Hand, answer: unknown): void {
    const task = hand.tasks.shift();
    hand.heldUp = false;
    hand.hasAnswered = true;
    if (hand.tasks.length > 0) watch(hand);
    else setTimers(hand, [setTimeout(() => lose(hand, { kind: 'late' }), idleMs).unref()]);
    task?.settle({ kind: 'answer', answer });
    assign();
  }

  /** The thread goes, and its first task with it. */
  function lose(hand: Hand, outcome: Outcome<never>): void {
    const place = hands.indexOf(hand);
    if (place < 0) return;
    hands.splice(place, 1);
    endHand(hand);
    waiting = [...takeBack(hand), ...waiting];
    hand.tasks[0]?.settle(outcome);
    assign();
  }

  return (message, size) =>
    new Promise((resolve) => {
      waiting.push({ message, size, settle: (outcome) => resolve(outcome as Outcome<Answer>) });
      assign();
    });
}
