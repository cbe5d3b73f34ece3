/** How many bytes of bodies are held at a time, over all fetches of a run: who needs more than there is waits. */

/** What one body holds. */
export interface Share {
  /** Makes it hold so many bytes: null where that is done at once, else settled when there is room for them. */
  readonly resize: (bytes: number) => Promise<void> | null;
  /** Gives everything back for good: what still waits, or comes late, is nobody's any more and takes nothing. */
  readonly release: () => void;
}

export type Memory = () => Share;

/**
 * Gives the memory of bytes back that nobody looks at any more, if they fill a buffer of their own: left to itself the
 * collector lets bodies of more than a hundred megabytes pile up.
 */
export function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

interface Holder {
  held: number;
  isOver: boolean;
}

interface Waiting {
  readonly holder: Holder;
  readonly bytes: number;
  readonly go: () => void;
}

/**
 * Room for `total` bytes. Bodies that have some and wait for more could block each other for ever, so that one of them at
 * a time, the one that holds least, may take what it needs beyond the total: what is held at most is the total and one
 * body at its largest. A feed of ordinary size so passes by those that fill the room and then stall.
 */
export function createMemory(total: number): Memory {
  let free = total;
  let favored: Holder | null = null;
  let waiting: readonly Waiting[] = [];

  /** Takes what is asked for, if that may be. */
  function take(holder: Holder, bytes: number): boolean {
    const more = bytes - holder.held;
    const fits = more <= 0 || more <= free;
    if (!fits && favored !== null && favored !== holder) return false;
    if (!fits) favored = holder;
    free -= more;
    holder.held = bytes;
    return true;
  }

  function letIn(): void {
    for (const next of waiting.toSorted((a, b) => a.holder.held - b.holder.held)) {
      if (!take(next.holder, next.bytes)) return;
      waiting = waiting.filter((one) => one !== next);
      next.go();
    }
  }

  return () => {
    const holder: Holder = { held: 0, isOver: false };
    return {
      resize(bytes) {
        if (holder.isOver) return null;
        const smaller = bytes < holder.held;
        if (take(holder, bytes)) {
          if (smaller) letIn();
          return null;
        }
        return new Promise((resolve) => {
          waiting = [...waiting, { holder, bytes, go: resolve }];
        });
      },
      release() {
        holder.isOver = true;
        waiting = waiting.filter((one) => one.holder !== holder);
        free += holder.held;
        holder.held = 0;
        if (favored === holder) favored = null;
        if (waiting.length > 0) letIn();
      },
    };
  };
}
