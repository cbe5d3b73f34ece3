import type { Ports } from '../../src/core/ports.ts';
import type { Action } from '../../src/tui/actions.ts';
import type { Hands } from '../../src/tui/hands.ts';

/** Hands that only tell: nothing is opened, copied, run or drawn, but for what is given. */
export function idleHands(ports: Ports, told: Action[], given: Partial<Hands> = {}): Hands {
  const nothing = () => {};
  return {
    ports,
    savedQueries: null,
    openInBrowser: async () => {},
    runCommand: null,
    copy: nothing,
    askGraphics: async () => {},
    redraw: nothing,
    suspend: nothing,
    quit: nothing,
    dispatch: (action) => told.push(action),
    signal: new AbortController().signal,
    underWay: new Set(),
    ...given,
  };
}
