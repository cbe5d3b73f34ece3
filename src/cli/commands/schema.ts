import { Command } from 'commander';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { toJson } from '../output/json.ts';
import { schemas } from '../output/schemas.ts';

export function schemaCommand(cli: Cli): Command {
  const names = Object.keys(schemas);
  return new Command('schema')
    .description('the JSON Schema of each output')
    .argument('[name]', `one of ${names.join(', ')}; none: all of them`)
    .action(async (name: string | undefined) => {
      if (name !== undefined && !Object.hasOwn(schemas, name)) {
        throw new NewsError('not-found', `there is no schema "${name}"`, `Schemas: ${names.join(', ')}.`);
      }
      const dialect = 'https://json-schema.org/draft/2020-12/schema';
      const value = name === undefined ? { $schema: dialect, $defs: schemas } : { $schema: dialect, ...schemas[name] };
      await cli.io.stdout.write(`${toJson(value, cli.io.stdout.isTTY)}\n`);
    });
}
