import { Command } from 'commander';
import { type Discussed, fetchDiscussion } from '../../app/fetch-discussion.ts';
import { readArticle } from '../../app/read-article.ts';
import { safeLine } from '../../content/safe.ts';
import type { Article, Comment } from '../../core/article.ts';
import { counted } from '../../core/counted.ts';
import { NewsError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { commentRow, discussionText } from '../output/discussion.ts';
import { commentJson } from '../output/json.ts';
import { printObjects } from '../output/listing.ts';
import { type FormatFlags, formatOf, formatOptions, limitOf } from './listing-options.ts';

const fields = ['author', 'published', 'text', 'depth'];

interface CommentsFlags extends FormatFlags {
  readonly limit?: string;
}

export function commentsCommand(cli: Cli): Command {
  const command = new Command('comments')
    .description('the discussion under an article, fetched and kept with it; with --offline what is kept')
    .argument('<article>', 'its id, a prefix of it, or its link')
    .option('-n, --limit <number>', 'at most this many, or "all" (the default)')
    .addHelpText(
      'after',
      '\nExamples:\n  news comments 3f9k\n  news comments 3f9k --offline\n  news comments 3f9k --json | jq -r "map(.author) | unique[]"\n\nPiped: depth, time, author and text, parted by tabs, a comment a line.\nThey come from the feed of the comments that the article’s own feed names; from Hacker News, Lobsters, Reddit or a\nDiscourse forum where its comments are there; else from the page.',
    );
  return formatOptions(command, ['author', 'text']).action((reference: string, flags: CommentsFlags) =>
    printComments(cli, reference, flags),
  );
}

async function printComments(cli: Cli, reference: string, flags: CommentsFlags): Promise<void> {
  const { format } = await formatOf(flags, fields);
  const limit = limitOf(flags.limit, Number.POSITIVE_INFINITY, 'comments');
  const { article, hint } = await find(cli, reference);
  const comments = article.comments.slice(0, limit ?? undefined);
  if (format.kind === 'text') await printText(cli, article, comments);
  else await printObjects(cli, comments.map(commentJson), format);
  if (article.comments.length === 0) await cli.io.stderr.write(`${safeLine(hint)}\n`);
}

/** The article with its comments, and what to say where there are none. */
async function find(cli: Cli, reference: string): Promise<{ readonly article: Article; readonly hint: string }> {
  const known = await readArticle(cli.ports, reference);
  const { shortId } = known;
  if (cli.ports.limits.offline)
    return { article: known, hint: `No comments of ${shortId} are kept. Without --offline they are fetched.` };
  const { article, places } = await fetchOr(cli, known);
  if (places === 0)
    return { article, hint: `No discussion of ${shortId} is known: it has no link, and its feed names no comments.` };
  const page = placeOf(article);
  return {
    article,
    hint: `No comments were found${page ? `. Where they would be: ${page}` : ' in the feed of its comments.'}`,
  };
}

/** A failure that says where the comments are that were fetched before. */
async function fetchOr(cli: Cli, { id, shortId, comments }: Article): Promise<Discussed> {
  try {
    return await fetchDiscussion(cli.ports, id);
  } catch (thrown) {
    if (!(thrown instanceof NewsError) || comments.length === 0) throw thrown;
    const { code, message, next, details } = thrown;
    throw new NewsError(code, message, `${next} What is kept: news comments ${shortId} --offline`, details);
  }
}

async function printText(cli: Cli, article: Article, comments: readonly Comment[]): Promise<void> {
  const { stdout, stderr } = cli.io;
  if (!stdout.isTTY) {
    for (const comment of comments) if (!(await stdout.write(`${commentRow(comment)}\n`))) return;
    return;
  }
  if (comments.length === 0) return;
  const options = {
    style: cli.style,
    width: Math.min(80, stdout.columns ?? 80),
    now: cli.ports.now(),
    bidi: cli.settings.bidi,
  };
  await stdout.write(discussionText(article, comments, options));
  const all = Math.max(article.commentCount ?? 0, article.comments.length);
  if (all > comments.length) {
    const rest = placeOf(article);
    const words = `${comments.length} of ${counted(all, 'comment')}${rest ? `: ${rest}` : ''}`;
    await stderr.write(`${cli.style.chalk.dim(safeLine(words))}\n`);
  }
}

/** Where a person would look for the comments: where the feed names only their feed, that is no page to look at. */
function placeOf({ commentsLink, commentsFeed, link }: Article): string | null {
  return commentsLink === null || commentsLink === commentsFeed ? link : commentsLink;
}
