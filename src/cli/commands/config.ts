import { Command } from 'commander';
import { knownKey, settingRows } from '../../config.ts';
import { safeLine } from '../../content/safe.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';

export function configCommand(cli: Cli): Command {
  const command = new Command('config').description(
    'settings: defaults, overruled by config.json, overruled by the environment',
  );
  command
    .command('list')
    .description('all settings with their values and where they come from')
    .option('--json', 'print JSON')
    .action((flags: { json?: boolean }) => list(cli, flags));
  command
    .command('get')
    .description('print the value of a setting')
    .argument('<key>')
    .option('--json', 'print JSON')
    .action(async (key: string, flags: { json?: boolean }) => {
      const name = knownKey(key);
      const row = settingRows(cli.readSettings).find((one) => one.key === name);
      await cli.io.stdout.write(
        `${flags.json ? toJson(row?.value ?? null, cli.io.stdout.isTTY) : shown(row?.value)}\n`,
      );
    });
  command
    .command('set')
    .description('set a setting in config.json')
    .argument('<key>')
    .argument('<value>')
    .action(async (key: string, value: string) => {
      await (await cli.settingsFile()).set(key, value);
      await cli.io.stderr.write(`Set ${key} in ${safeLine(cli.places.config)}.\n`);
    });
  command
    .command('unset')
    .description('take a setting out of config.json')
    .argument('<key>')
    .action(async (key: string) => {
      await (await cli.settingsFile()).unset(key);
      await cli.io.stderr.write(`${safeLine(key)} is back to its default.\n`);
    });
  command
    .command('path')
    .description('print where settings, favorites and database are')
    .option('--json', 'print JSON')
    .action(async (flags: { json?: boolean }) => {
      const { config, favorites, database } = cli.places;
      await cli.io.stdout.write(
        flags.json ? `${toJson({ config, favorites, database }, cli.io.stdout.isTTY)}\n` : `${safeLine(config)}\n`,
      );
    });
  return command;
}

async function list(cli: Cli, flags: { readonly json?: boolean }): Promise<void> {
  const rows = settingRows(cli.readSettings);
  const { stdout } = cli.io;
  if (flags.json) {
    await stdout.write(`${toJson(rows, stdout.isTTY)}\n`);
    return;
  }
  const lines = rows.map(({ key, value, origin, help }) =>
    stdout.isTTY
      ? `${key.padEnd(18)} ${shown(value).padEnd(10)} ${cli.style.chalk.dim(`${origin === 'default' ? '' : `(${origin}) `}${help}`)}`
      : `${key}\t${shown(value)}\t${origin}`,
  );
  await stdout.write(`${lines.join('\n')}\n`);
}

function shown(value: unknown): string {
  return safeLine(typeof value === 'string' ? value : JSON.stringify(value));
}
