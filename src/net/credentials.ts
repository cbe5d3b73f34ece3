/** User names, passwords and tokens: from the address, or from a program of the reader's that keeps them. */
import { spawn } from 'node:child_process';
import { NewsError } from '../core/errors.ts';
import { interrupted } from './failures.ts';
import type { Env } from './proxies.ts';

/** The header that says who asks. */
export interface Credential {
  readonly name: string;
  readonly value: string;
}

export interface Credentials {
  /** What the command says, run once until forget(). Throws NewsError "program", which holds nothing of what it printed. */
  readonly of: (command: string, signal: AbortSignal | undefined) => Promise<Credential>;
  /** The server did not take it: the command is run anew the next time. */
  readonly forget: (command: string) => void;
}

/** What an address says before its "@"; null where it says nothing. */
export function credentialIn(address: string): Credential | null {
  if (!address.includes('@')) return null;
  const { username, password } = new URL(address);
  return username || password ? basic(unescaped(username), unescaped(password)) : null;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** RFC 7617, in UTF-8. */
function basic(user: string, password: string): Credential {
  return { name: 'authorization', value: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

// Long enough to type the password of a password manager.
const commandMs = 60_000;
// Longer than any header that a server takes.
const maxOutput = 16_384;

export function createCredentials(env: Env, timeoutMs: number = commandMs): Credentials {
  const known = new Map<string, Promise<Credential>>();
  return {
    of(command, signal) {
      const before = known.get(command);
      if (before) return before;
      const found = run(command, { env, timeoutMs, signal }).then(credentialOf);
      known.set(command, found);
      // The next fetch tries again; those that wait for this one fail together.
      found.catch(() => known.delete(command));
      return found;
    },
    forget: (command) => void known.delete(command),
  };
}

interface RunOptions {
  readonly env: Env;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * The first line that the command prints. It goes to the shell as the reader wrote it, with nothing of a server's in it, so
 * that pipes and quotes work as they do for git's and other readers' commands of this kind. What it says on standard error is
 * not shown, as it may hold anything.
 */
function run(command: string, { env, timeoutMs, signal }: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'ignore'], env: { ...env } });
    let output = '';
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      finish();
    };
    const fail = (error: NewsError) => {
      settle(() => reject(error));
      child.kill('SIGKILL');
      // What the command has started may hold on to its output.
      child.stdout.destroy();
    };
    const stop = () => fail(interrupted('the command for credentials'));
    const timer = setTimeout(() => fail(failed(`did not end within ${timeoutMs / 1000} seconds`)), timeoutMs);
    signal?.addEventListener('abort', stop, { once: true });
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (text: string) => {
      output += text;
      if (output.length > maxOutput) fail(failed('printed more than a line'));
    });
    child.on('error', () => fail(failed('could not be started')));
    child.on('close', (code, killedBy) => {
      if (code === 0) settle(() => resolve(output.split(/\r?\n/, 1)[0] ?? ''));
      else fail(failed(code === null ? `was ended by ${killedBy}` : `ended with exit code ${code}`));
    });
  });
}

/** "Name: value" (a header), "Bearer …" or "Basic …" (an Authorization), else "user:password". */
function credentialOf(line: string): Credential {
  if (/^[\x20-\x7e\u0080-\uffff]+$/.test(line)) {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ ]+([\x20-\x7e]*\S)\s*$/.exec(line) ?? [];
    if (name) return { name: name.toLowerCase(), value };
    if (/^(bearer|basic|token) [\x21-\x7e]+$/i.test(line)) return { name: 'authorization', value: line };
    const colon = line.indexOf(':');
    if (colon >= 0) return basic(line.slice(0, colon), line.slice(colon + 1));
  }
  throw failed('printed no "user:password", "Bearer …" or "Name: value" as its first line');
}

function failed(what: string): NewsError {
  return new NewsError(
    'program',
    `the command for credentials ${what}`,
    'Run it yourself to see why, or change it: news source set <source> credentials-command …',
  );
}
