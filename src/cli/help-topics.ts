/** The pages of `news help` that belong to no single command. */
import { queryFields } from '../core/parse-query.ts';
import { articleFields } from './output/json.ts';

export function queryHelp(): string {
  const rows = queryFields.map(({ example, help }) => `  ${example.padEnd(20)} ${help}`).join('\n');
  return `The query language is the same wherever a query is taken (list, search, mark, tags, sections, the reader's filter):

  budget vote          both words, anywhere in headline, text, byline or tags
  "exact words"        these words in this order (quote them for the shell: '"exact words"')
  elect*               words that begin so
  -word, NOT word      not this
  one OR other         either; "and" binds closer, parentheses group
${rows}

Values of several words are quoted: tag:"climate change".
Example: news list tag:china -source:bbc section:world since:2d
`;
}

export function jsonHelp(): string {
  return `--json prints an array for a listing and an object for one thing (pretty on a terminal, compact in a pipe);
--jsonl prints one object a line as they come. --fields id,title picks. "news schema" prints the JSON Schemas.

Fields of an article: ${articleFields.join(' ')}
Times are ISO 8601 in UTC or null. "read" and "favorite" are when it happened, or null.
html, text, related and comments come with read, peek and add, and in listings when named by --fields.

Exit codes: 0 done (also an empty listing); 1 failed; 2 usage; 3 partly done; 4 all failed; 5 no such article, source,
tag or file; 70 a bug of news; 130 interrupted.
`;
}
