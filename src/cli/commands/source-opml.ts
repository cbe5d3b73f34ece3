/** Subscriptions in and out as OPML. */
import { Command } from 'commander';
import { exportOpml, importOpml } from '../../app/opml.ts';
import { safeLine } from '../../content/safe.ts';
import { bareAddress } from '../../core/source.ts';
import type { Cli } from '../cli.ts';
import { partCode } from '../output/errors.ts';
import { toJson } from '../output/json.ts';
import { warnOfPlainText } from '../output/plain-text.ts';
import { sourceJson } from '../output/source.ts';

export function importCommand(cli: Cli): Command {
  return new Command('import')
    .description('follow every feed of an OPML file')
    .argument('<file>', 'an OPML file, or "-"')
    .option('--json', 'print what was imported as JSON')
    .action((file: string, flags: { json?: boolean }) => importFile(cli, file, flags));
}

export function exportCommand(cli: Cli): Command {
  return new Command('export')
    .description('print the sources as OPML, without user names and passwords')
    .action(() => exportSources(cli));
}

async function importFile(cli: Cli, file: string, flags: { readonly json?: boolean }): Promise<void> {
  const { added, already, replaced, skipped, included } = await importOpml(
    cli.ports,
    await cli.ports.files.read(file),
    file === '-' ? 'standard input' : file,
  );
  if (flags.json) {
    const report = {
      added: added.map((source) => sourceJson(source, cli.ports.now())),
      already: already.map(({ id }) => id),
      skipped,
      included,
    };
    await cli.io.stdout.write(`${toJson(report, cli.io.stdout.isTTY)}\n`);
  }
  const { stderr } = cli.io;
  await stderr.write(
    `Imported ${added.length === 1 ? '1 source' : `${added.length} sources`}${already.length > 0 ? `, ${already.length} were there already` : ''}; "news refresh" fetches them.\n`,
  );
  if (replaced.length > 0)
    await stderr.write('They replace the bundled sample edition; "news source add sample" brings that back.\n');
  for (const address of skipped)
    await stderr.write(
      `Skipped ${safeLine(bareAddress(address)) || 'an outline without an address'}: not an http(s) address.\n`,
    );
  for (const address of included)
    await stderr.write(
      `Not read: the list ${safeLine(bareAddress(address))} that it includes; download it and import it as well.\n`,
    );
  await warnOfPlainText(cli.io, added);
  cli.exitCode = partCode(skipped.length, added.length + already.length + skipped.length);
}

async function exportSources(cli: Cli): Promise<void> {
  const { text, stripped } = await exportOpml(cli.ports);
  await cli.io.stdout.write(text);
  for (const { title } of stripped)
    await cli.io.stderr.write(`The user name and password of ${safeLine(title)} are left out.\n`);
}
