import { Command } from 'commander';
import { editSource, type SourceEdit } from '../../app/edit-sources.ts';
import { safeLine } from '../../content/safe.ts';
import { NewsError } from '../../core/errors.ts';
import { keepForms, parseKeep } from '../../core/retention.ts';
import { longestRest, shortestRest } from '../../core/schedule.ts';
import type { Keep } from '../../core/source.ts';
import { parseDuration } from '../../core/time.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';
import { warnOfPlainText } from '../output/plain-text.ts';
import { sourceJson } from '../output/source.ts';

/** What can be set, how its value reads, and what that changes. An empty value goes back to the default. */
const keys: Readonly<Record<string, { readonly help: string; readonly edit: (value: string) => SourceEdit }>> = {
  title: { help: 'your own title; empty: the feed’s', edit: (value) => ({ title: safeLine(value) || null }) },
  section: { help: 'section of articles that name none', edit: (value) => ({ section: safeLine(value) || null }) },
  tags: {
    help: 'tags of all its articles, parted by commas',
    edit: (value) => ({ tags: value.split(',').map(safeLine).filter(Boolean) }),
  },
  interval: {
    help: 'time between refreshes, 10m to 1d; empty: the default',
    edit: (value) => ({ settings: { intervalMs: interval(value) } }),
  },
  'user-agent': {
    help: 'what it is told of who asks',
    edit: (value) => ({ settings: { userAgent: safeLine(value) || null } }),
  },
  headers: {
    help: 'headers for its own host: "Name: value; Name: value"; kept in plain text',
    edit: (value) => ({ settings: { headers: headers(value) } }),
  },
  'credentials-command': {
    help: 'a command that prints "user:password", "Bearer …" or "Name: value"',
    edit: (value) => ({ settings: { credentialsCommand: command(value) } }),
  },
  'full-text': {
    help: 'on: fetch the page of each new article',
    edit: (value) => ({ settings: { fullText: onOff(value) } }),
  },
  keep: {
    help: 'how long or how many articles: 90d, 500, "90d 500", all; empty: the default',
    edit: (value) => ({ settings: { keep: keep(value) } }),
  },
};

export function sourceSetCommand(cli: Cli): Command {
  const table = Object.entries(keys)
    .map(([name, { help }]) => `  ${name.padEnd(19)} ${help}`)
    .join('\n');
  return new Command('set')
    .description(
      'change a source’s title, section, tags, interval, user agent, headers, credentials, full text or what is kept of it',
    )
    .argument('<source>', 'its id, title or address')
    .argument('<key>', `one of ${Object.keys(keys).join(', ')}`)
    .argument('[value...]', 'the new value; none goes back to the default')
    .option('--json', 'print the source as JSON')
    .addHelpText(
      'after',
      `\nKeys:\n${table}\n\nExamples:\n  news source set bbc section World\n  news source set example.org full-text on\n  news source set example.org credentials-command "pass show news/example"

A credentials-command is run by your shell when the source is fetched, once a refresh. The first line that it prints goes
to the origin of the source's address only, and is kept nowhere.`,
    )
    .action(async (name: string, key: string, value: string[], flags: { json?: boolean }) => {
      const setting = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (!setting)
        throw new NewsError(
          'usage',
          `there is no "${key}" of a source to set`,
          `Keys: ${Object.keys(keys).join(', ')}.`,
        );
      const source = await editSource(cli.ports, name, setting.edit(value.join(' ').trim()));
      if (flags.json)
        await cli.io.stdout.write(`${toJson(sourceJson(source, cli.ports.now()), cli.io.stdout.isTTY)}\n`);
      if (key === 'headers') await warnOfPlainText(cli.io, [source]);
      if (!flags.json) await cli.io.stderr.write(`Set ${key} of ${safeLine(source.title)}.\n`);
    });
}

function interval(value: string): number | null {
  if (value === '') return null;
  const ms = parseDuration(value);
  if (ms !== null && ms >= shortestRest && ms <= longestRest) return ms;
  throw new NewsError('usage', `interval "${value}" is no time from 10 minutes to a day`, 'Write it as 15m, 2h or 1d.');
}

function keep(value: string): Keep | null {
  if (value === '') return null;
  const parsed = parseKeep(value);
  if (parsed) return parsed;
  throw new NewsError('usage', `keep "${value}" is no time of at least a day, and no number`, keepForms);
}

function onOff(value: string): boolean {
  if (/^(on|true|yes|1)$/i.test(value)) return true;
  if (/^(off|false|no|0|)$/i.test(value)) return false;
  throw new NewsError('usage', `full-text "${value}" is neither on nor off`, 'Say on or off.');
}

/** The command as it goes to the shell. */
function command(value: string): string | null {
  if (/^\P{Cc}*$/u.test(value)) return value || null;
  throw new NewsError('usage', 'a credentials-command is one line of text', 'Put several lines into a script.');
}

/** RFC 9110 section 5.1: a field name is a token; a value holds no control characters. */
function headers(value: string): Readonly<Record<string, string>> {
  const entries = value
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part): [string, string] => {
      const match = /^([!#$%&'*+.^_`|~0-9a-z-]+)\s*:\s*([\x20-\x7e\u00a0-\u00ff]*)$/i.exec(part);
      if (match?.[1]) return [match[1], match[2] ?? ''];
      throw new NewsError('usage', `"${part}" is no header`, 'Write it as "Name: value", several parted by ";".');
    });
  return Object.fromEntries(entries);
}
