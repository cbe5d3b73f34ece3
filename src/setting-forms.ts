/** The forms that settings come in: how each is read from text or JSON, written back, and described. */
import { formatDuration, parseDuration } from './core/time.ts';

export interface Form<T> {
  /** The value of text (a command line, the environment) or of JSON (the file); null where it does not hold. */
  read(given: unknown): T | null;
  /** As it stands in the file: what read() takes back. */
  write(value: T): unknown;
  /** What is valid, in words that follow "use". */
  readonly valid: string;
  /** A check too dear for every start, made once when the value is set: null, or what is wrong. */
  confirm?(value: T): string | null;
}

/** A whole number between bounds. */
export function wholeNumber(low: number, high: number): Form<number> {
  return {
    read(given) {
      const number = typeof given === 'string' && /^\s*\d{1,15}\s*$/.test(given) ? Number(given) : given;
      return typeof number === 'number' && Number.isInteger(number) && number >= low && number <= high ? number : null;
    },
    write: (value) => value,
    valid: `a whole number from ${low} to ${high}`,
  };
}

/** How many of a list: a whole number of at least 1, or "all", which is Infinity. */
export const countOrAll: Form<number> = {
  read: (given) => (given === 'all' ? Number.POSITIVE_INFINITY : wholeNumber(1, 1_000_000_000).read(given)),
  write: (value) => (Number.isFinite(value) ? value : 'all'),
  valid: 'a whole number from 1, or all',
};

/** Milliseconds, as "90s", "15m", "2h", "3d". */
export function duration(lowMs: number, highMs: number): Form<number> {
  return {
    read(given) {
      const ms = typeof given === 'string' ? parseDuration(given) : null;
      return ms !== null && ms >= lowMs && ms <= highMs ? ms : null;
    },
    write: formatDuration,
    valid: `a duration from ${formatDuration(lowMs)} to ${formatDuration(highMs)}, such as ${formatDuration(lowMs * 3)}`,
  };
}

/** A duration, or "all", which is Infinity. */
export function durationOrAll(lowMs: number, highMs: number): Form<number> {
  const { read, write, valid } = duration(lowMs, highMs);
  return {
    read: (given) => (given === 'all' ? Number.POSITIVE_INFINITY : read(given)),
    write: (value) => (Number.isFinite(value) ? write(value) : 'all'),
    valid: `${valid}, or all`,
  };
}

/** Milliseconds, or "auto" where the program decides. */
export function durationOrAuto(lowMs: number, highMs: number): Form<number | 'auto'> {
  const { read, valid } = duration(lowMs, highMs);
  return {
    read: (given) => (given === 'auto' ? given : read(given)),
    write: (value) => (value === 'auto' ? value : formatDuration(value)),
    valid: `auto, or ${valid}`,
  };
}

const byteUnits: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** Bytes, as "500KB", "15MB", "1GB" (powers of 1000), or a bare number of bytes. */
export function byteSize(low: number, high: number): Form<number> {
  return {
    read(given) {
      const match = /^\s*(\d{1,15}(?:\.\d{1,3})?)\s*([kmg]?b?)\s*$/i.exec(String(given));
      const unit = byteUnits[(match?.[2] ?? '-').toLowerCase().replace(/^[kmg]$/, '$&b')];
      const bytes = match && unit !== undefined ? Math.round(Number(match[1]) * unit) : null;
      return bytes !== null && bytes >= low && bytes <= high ? bytes : null;
    },
    write: formatBytes,
    valid: `a size from ${formatBytes(low)} to ${formatBytes(high)}, such as 15MB`,
  };
}

/** The largest unit that tells the number in at most three decimals. */
function formatBytes(bytes: number): string {
  for (const [unit, name] of [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'KB'],
  ] as const) {
    if (bytes >= unit && Number.isInteger((bytes / unit) * 1000)) return `${bytes / unit}${name}`;
  }
  return `${bytes}B`;
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
};

export const yesOrNo: Form<boolean> = {
  read(given) {
    const word = String(given).trim().toLowerCase();
    return Object.hasOwn(truths, word) ? (truths[word] ?? null) : null;
  },
  write: (value) => value,
  valid: 'true or false',
};

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Form<W> {
  return {
    read: (given) =>
      words.find((word) => word === (typeof given === 'string' ? given.trim().toLowerCase() : given)) ?? null,
    write: (value) => value,
    valid: `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
  };
}

/** One line of text without control characters; may be empty. */
export const line: Form<string> = {
  read: (given) => (typeof given === 'string' && /^\P{Cc}*$/u.test(given) ? given.trim() : null),
  write: (value) => value,
  valid: 'one line of text',
};

/** An http(s) address or a mail address; empty for none. It goes into a header, so it is plain ASCII without blanks. */
export const contactAddress: Form<string> = {
  read(given) {
    if (typeof given !== 'string') return null;
    const text = given.trim().replace(/^mailto:/i, '');
    const isMail = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text);
    const isPage = /^https?:\/\/[\x21-\x7e]+$/i.test(text) && !/[()]/.test(text) && URL.canParse(text);
    return text === '' || isMail || isPage ? text : null;
  },
  write: (value) => value,
  valid: 'an http(s) address, a mail address, or an empty text for none',
};

/** Names of hosts, parted by commas or blanks, or as a list. */
export const hostNames: Form<readonly string[]> = {
  read(given) {
    const parts = typeof given === 'string' ? given.split(/[\s,]+/).filter(Boolean) : given;
    if (!Array.isArray(parts)) return null;
    const hosts = parts.map((part) => (typeof part === 'string' ? hostName(part) : null));
    return hosts.includes(null) ? null : (hosts as string[]);
  },
  write: (value) => value.join(', '),
  valid: 'names of hosts, such as wiki.corp.example, 192.168.1.10',
};

/** As URLs name the host; null for what is more, or less, than a host. */
function hostName(text: string): string | null {
  const bracketed = text.includes(':') && !text.startsWith('[') ? `[${text}]` : text;
  const url = URL.parse(`http://${bracketed}/`);
  return url?.pathname === '/' && !url.port && !url.search && !url.username && !url.hash ? url.hostname : null;
}

/** The name of a time zone ("Asia/Beirut"); empty for the system's own. */
export const timeZone: Form<string> = {
  read: (given) => (typeof given === 'string' && /^[\w+/-]{0,60}$/.test(given.trim()) ? given.trim() : null),
  write: (value) => value,
  valid: 'the name of a time zone, such as Asia/Beirut, or an empty text for the system’s own',
  confirm(value) {
    if (value === '') return null;
    try {
      new Intl.DateTimeFormat('en', { timeZone: value });
      return null;
    } catch {
      return `there is no time zone "${value}"`;
    }
  },
};

/** Texts by name; on the command line and in the environment as a JSON object. */
export const texts: Form<Readonly<Record<string, string>>> = {
  read(given) {
    const value = typeof given === 'string' ? parsed(given) : given;
    const whole = isObject(value) && Object.values(value).every((text) => typeof text === 'string');
    return whole ? (value as Record<string, string>) : null;
  },
  write: (value) => value,
  valid: 'an object of texts, such as {"name": "text"}',
};

/** A key, or a list of keys, by the name of a command. */
export const keyBindings: Form<Readonly<Record<string, string | readonly string[]>>> = {
  read(given) {
    const value = typeof given === 'string' ? parsed(given) : given;
    if (!isObject(value)) return null;
    const isText = (part: unknown) => typeof part === 'string';
    const whole = Object.values(value).every((keys) => isText(keys) || (Array.isArray(keys) && keys.every(isText)));
    return whole ? (value as Record<string, string | string[]>) : null;
  },
  write: (value) => value,
  valid: 'an object of keys, such as {"quit": "q", "down": ["j", "n"]}',
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
