import type { Comment } from './article.ts';

/** What is shown of a comment: one that was taken away, or that is only a picture, has no text. */
export function shownText({ text }: Pick<Comment, 'text'>): string {
  return text || '(no text)';
}
