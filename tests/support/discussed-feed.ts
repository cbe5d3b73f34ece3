/** Invented feeds whose one article is discussed, and answers in the forms of comment feeds and forums. */

export interface Discussed {
  readonly link?: string;
  readonly commentsLink?: string;
  readonly commentsFeed?: string;
  readonly count?: number;
  readonly title?: string;
}

/** An RSS document of one article, which says where its discussion is. */
export function discussedRss({ link, commentsLink, commentsFeed, count, title = 'Low tide' }: Discussed): string {
  const element = (name: string, value: string | number | undefined) =>
    value === undefined ? '' : `<${name}>${value}</${name}>`;
  return `<rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>Paper</title><item>
<guid isPermaLink="false">one</guid><title>${title}</title><description>The ferry waited.</description>
${element('link', link)}${element('comments', commentsLink)}${element('wfw:commentRss', commentsFeed)}${element('slash:comments', count)}
</item></channel></rss>`;
}

export interface InventedComment {
  readonly author: string;
  readonly text: string;
  readonly at?: string;
  readonly answers?: string;
}

/** The Atom feed of the comments; the author is also the id that answers name. */
export function commentsAtom(comments: readonly InventedComment[]): string {
  const entries = comments.map(
    ({ author, text, at = '2026-11-22T10:00:00Z', answers }) =>
      `<entry><id>${author}</id><author><name>${author}</name></author><published>${at}</published>${
        answers === undefined ? '' : `<thr:in-reply-to ref="${answers}"/>`
      }<content type="html"><![CDATA[${text}]]></content></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>Comments</title>${entries.join('')}</feed>`;
}

/** A topic of a Discourse forum whose posts after the first have these texts. */
export function forumTopic(texts: readonly string[], posts: number = texts.length + 1): string {
  const post = (cooked: string, number: number) => ({
    post_number: number,
    reply_to_post_number: number > 2 ? number - 1 : null,
    username: `reader${number}`,
    created_at: '2026-11-22T10:00:00.000Z',
    cooked,
  });
  return JSON.stringify({
    posts_count: posts,
    post_stream: { posts: ['the article', ...texts].map((text, index) => post(text, index + 1)) },
  });
}
