/** The process as the commands see it: an argument, so that tests can be one too. */

export interface Output {
  readonly isTTY: boolean;
  /** Cells in a row, null where that is unknown. */
  readonly columns: number | null;
  /** Writes text; resolves when more may follow. False once nobody reads any more (a closed pipe). */
  write(text: string): Promise<boolean>;
}

export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: { readonly isTTY: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The real streams, for the full-screen reader; null where there are none. */
  readonly terminal: { readonly stdin: NodeJS.ReadStream; readonly stdout: NodeJS.WriteStream } | null;
}
