/** The screen by Ink: as many rows as the terminal has, each a text that is painted anew only when it differs. */
import { Box, render, Text } from 'ink';
import { memo } from 'react';

const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

function Screen({ rows, columns }: { readonly rows: readonly string[]; readonly columns: number }) {
  return (
    <Box flexDirection="column" width={columns} height={rows.length} overflow="hidden">
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
  const picture = (lines: readonly string[], width: number) => <Screen rows={lines} columns={width} />;
  const ink = render(picture(rows, columns), {
    stdout: withoutResize(stdout),
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    isScreenReaderEnabled: false,
    maxFps: 120,
  });
  return {
    show: (lines, width) => ink.rerender(picture(lines, width)),
    forget: () => ink.clear(),
    close: () => ink.unmount(),
  };
}

/** Ink would paint the old rows at a new size before ours are there, so resizes are kept from it: the reader answers them. */
function withoutResize(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  const kept: Partial<NodeJS.WriteStream> = {
    write: stdout.write.bind(stdout),
    on: () => stdout,
    off: () => stdout,
  };
  return new Proxy(stdout, {
    get: (target, name) =>
      Object.hasOwn(kept, name) ? kept[name as 'write' | 'on' | 'off'] : Reflect.get(target, name, target),
  });
}
