import { Command } from 'commander';
import { fetchFullText } from '../../app/full-text.ts';
import { markRead } from '../../app/mark-read.ts';
import { readArticle } from '../../app/read-article.ts';
import { readFavorite } from '../../app/read-favorite.ts';
import { readLoose } from '../../app/read-loose.ts';
import type { Article } from '../../core/article.ts';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { openReader } from '../open-reader.ts';
import { articleHtml, articleMarkdown, articleText } from '../output/article.ts';
import { articleFields, articleJson, parseFields, pick, toJson } from '../output/json.ts';

interface ReadFlags {
  readonly plain?: boolean;
  readonly markdown?: boolean;
  readonly html?: boolean;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly fields?: string;
  readonly full?: boolean;
  readonly width?: string;
  readonly baseUrl?: string;
}

export function readCommand(cli: Cli): Command {
  return new Command('read')
    .description('read an article')
    .argument(
      '<article>',
      'its id, a prefix of it, its link; or any page’s link, a saved page, "-" for a page on standard input',
    )
    .option('--plain', 'print plain text (the default when piped)')
    .option('--markdown', 'print Markdown')
    .option('--html', 'print HTML')
    .option('--json', 'print JSON')
    .option('--jsonl', 'print JSON in one line')
    .option('--fields <names>', 'only these fields of the JSON')
    .option('--full', 'fetch the whole article from its page and keep it')
    .option('--width <cells>', 'width of the plain text')
    .option('--base-url <url>', 'where a saved page comes from')
    .addHelpText(
      'after',
      '\nExamples:\n  news read 3f9k\n  news read 3f9k | less\n  news read 3f9k --full --markdown > article.md\n  news read https://example.org/story\n\nOn a terminal it opens the viewer; press ? there for its keys.',
    )
    .action((reference: string, flags: ReadFlags) => read(cli, reference, flags));
}

async function read(cli: Cli, reference: string, flags: ReadFlags): Promise<void> {
  const forms = (['plain', 'markdown', 'html', 'json', 'jsonl'] as const).filter((form) => flags[form]);
  if (forms.length > 1)
    throw new NewsError('usage', `--${forms[0]} and --${forms[1]} cannot stand together`, 'Choose one form.');
  const fields = flags.fields === undefined ? null : parseFields(flags.fields, articleFields);
  const form = forms[0] ?? (fields ? 'json' : null);
  const article = await find(cli, reference, flags);
  const { stdout } = cli.io;
  if (form === null && stdout.isTTY && cli.io.stdin.isTTY && article.stored)
    return openReader(cli, { screen: 'article', id: article.article.id, list: [] });
  await stdout.write(textOf(cli, article.article, form ?? 'plain', { fields, width: flags.width }));
  if (stdout.isTTY && article.stored && form !== 'json' && form !== 'jsonl')
    await markRead(cli.ports, { kind: 'id', ids: [article.article.id] }, true);
}

/** A stored article, or a page or file that is read without being stored. */
async function find(
  cli: Cli,
  reference: string,
  flags: ReadFlags,
): Promise<{ readonly article: Article; readonly stored: boolean }> {
  try {
    const article = reference === '-' ? null : await readArticle(cli.ports, reference);
    if (article) return { article: flags.full ? await fetchFullText(cli.ports, article.id) : article, stored: true };
  } catch (thrown) {
    if (!(thrown instanceof NewsError) || thrown.code !== 'not-found') throw thrown;
    const kept = await readFavorite(cli.ports, reference);
    if (kept) return { article: kept, stored: false };
    const elsewhere = /^https?:\/\//i.test(reference) || (await cli.ports.files.exists(reference));
    if (!elsewhere) throw thrown;
  }
  return { article: await readLoose(cli.ports, reference, { baseUrl: flags.baseUrl ?? null }), stored: false };
}

interface TextRequest {
  readonly fields: readonly string[] | null;
  readonly width: string | undefined;
}

function textOf(
  cli: Cli,
  article: Article,
  form: 'plain' | 'markdown' | 'html' | 'json' | 'jsonl',
  request: TextRequest,
): string {
  const now = cli.ports.now();
  switch (form) {
    case 'json':
    case 'jsonl': {
      const object = articleJson(article, { bodies: true });
      return `${toJson(pick(object, request.fields), form === 'json' && cli.io.stdout.isTTY)}\n`;
    }
    case 'markdown':
      return articleMarkdown(article, now);
    case 'html':
      return articleHtml(article, now);
    case 'plain':
      return articleText(article, {
        style: cli.style,
        width: textWidth(cli, request.width),
        now,
        bidi: cli.io.stdout.isTTY ? cli.settings.bidi : 'terminal',
      });
  }
}

/** The measure that reads best is 66 to 80 cells; a narrower terminal takes what it has. */
function textWidth(cli: Cli, asked: string | undefined): number {
  if (asked === undefined) return Math.min(80, cli.io.stdout.columns ?? 80);
  if (/^\d{1,4}$/.test(asked) && Number(asked) > 0) return Number(asked);
  throw new NewsError('usage', `--width "${asked}" is no number of cells`, 'Give a whole number from 1 to 9999.');
}
