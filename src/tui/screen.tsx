/** The screen by Ink: as many rows as the terminal has, each a text that is painted anew only when it differs. */
import { Box, render, Text } from 'ink';
import { memo } from 'react';
import { standIns } from './stand-ins.ts';

const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text}</Text>;
});

function Screen({ rows, columns }: { readonly rows: readonly string[]; readonly columns: number }) {
  return (
    <Box flexDirection="column" width={columns} height={rows.length}>
      {rows.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the screen.
        <Line key={index} text={text} />
      ))}
    </Box>
  );
}

export interface InkScreen {
  readonly show: (rows: readonly string[], columns: number) => void;
  /** Forgets what is on the terminal, so that the next frame is drawn whole. */
  readonly forget: () => void;
  readonly close: () => void;
}

/** Takes over the screen that the terminal is already on; the cursor must stand at its top left corner. */
export function openScreen(stdout: NodeJS.WriteStream, rows: readonly string[], columns: number): InkScreen {
  const { of, expanded } = standIns();
  let shown = { rows, columns };
  const ink = render(<Screen rows={of(rows)} columns={columns} />, {
    stdout: between(stdout, expanded),
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    isScreenReaderEnabled: false,
    maxFps: 120,
  });
  return {
    show(lines, width) {
      if (width === shown.columns && isSame(lines, shown.rows)) return;
      shown = { rows: lines, columns: width };
      ink.rerender(<Screen rows={of(lines)} columns={width} />);
    },
    forget() {
      shown = { rows: [], columns: 0 };
      ink.clear();
    },
    close: () => ink.unmount(),
  };
}

function isSame(rows: readonly string[], others: readonly string[]): boolean {
  return rows.length === others.length && rows.every((row, index) => row === others[index]);
}

/**
 * The terminal as Ink sees it. What it writes is expanded; resizes are kept from it, because it would paint the old rows at a
 * new size before ours are there: the reader answers them.
 */
function between(stdout: NodeJS.WriteStream, expanded: (output: string) => string): NodeJS.WriteStream {
  const kept: Partial<NodeJS.WriteStream> = {
    write: ((output: string, ...rest: []) => stdout.write(expanded(output), ...rest)) as NodeJS.WriteStream['write'],
    on: () => stdout,
    off: () => stdout,
  };
  return new Proxy(stdout, {
    get: (target, name) =>
      Object.hasOwn(kept, name) ? kept[name as 'write' | 'on' | 'off'] : Reflect.get(target, name, target),
  });
}
