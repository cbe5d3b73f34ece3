/** What is kept in plain text is said when it is given. */
import { safeLine } from '../../content/safe.ts';
import { credentialsOf, type Source } from '../../core/source.ts';
import type { Io } from '../io.ts';

/** Says of each source that is asked with a secret from its address or headers where that lies, and what would be better. */
export async function warnOfPlainText(io: Pick<Io, 'stderr'>, sources: readonly Source[]): Promise<void> {
  for (const source of sources) {
    const place = credentialsOf(source);
    if (place !== 'address' && place !== 'headers') continue;
    const what = place === 'address' ? 'user name and password in the address' : 'headers';
    await io.stderr.write(
      `news: the ${what} of ${safeLine(source.title)} are kept in plain text in news.db\n` +
        `Let a program keep them: news source set ${source.id} credentials-command "pass show …"\n`,
    );
  }
}
