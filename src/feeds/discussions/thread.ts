/** Comments in the order in which they are read: each one, then what answers it. No recursion: depth is anybody's choice. */
import type { Comment } from '../../core/article.ts';

type Said = Omit<Comment, 'depth'>;

/** A node of a tree of answers; `said` is null for one that is no comment, whose answers are left out with it. */
export interface Branch {
  readonly said: Said | null;
  readonly answers: readonly unknown[];
}

/** A tree as a document nests it. */
export function unnested(nodes: readonly unknown[], read: (node: unknown) => Branch): readonly Comment[] {
  const comments: Comment[] = [];
  const pending = nodes.toReversed().map((node) => ({ node, depth: 0 }));
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next;
    const { said, answers } = read(node);
    if (!said) continue;
    comments.push({ ...said, depth });
    for (let i = answers.length - 1; i >= 0; i--) pending.push({ node: answers[i], depth: depth + 1 });
  }
  return comments;
}

/** A comment that names what it answers. */
export interface Post {
  readonly id: string | null;
  readonly answers: string | null;
  readonly said: Said;
}

/** A list of posts as the tree that they say to be. What answers nothing that is there stands at the top. */
export function threaded(posts: readonly Post[]): readonly Comment[] {
  const byId = new Map<string, Post>();
  for (const post of posts) if (post.id !== null && !byId.has(post.id)) byId.set(post.id, post);
  const answersTo = Map.groupBy(posts, ({ answers }) => (answers === null ? undefined : byId.get(answers)));
  const seen = new Set<Post>();
  const branch = (node: unknown): Branch => {
    const post = node as Post;
    if (seen.has(post)) return { said: null, answers: [] };
    seen.add(post);
    return { said: post.said, answers: answersTo.get(post) ?? [] };
  };
  const tree = unnested(answersTo.get(undefined) ?? [], branch);
  // Posts that answer each other in a circle hang on nothing.
  return seen.size === posts.length ? tree : [...tree, ...unnested(posts, branch)];
}
