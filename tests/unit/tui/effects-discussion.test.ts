import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NewsError } from '../../../src/core/errors.ts';
import type { Ports } from '../../../src/core/ports.ts';
import type { Action } from '../../../src/tui/actions.ts';
import { perform } from '../../../src/tui/effects.ts';
import { idleHands } from '../../support/idle-hands.ts';
import { portsIn, type Sandbox, sandbox } from '../../support/sandbox.ts';

describe('the comments', () => {
  let box: Sandbox;
  let ports: Ports;
  let id: string;
  let told: Action[];
  beforeEach(async () => {
    box = await sandbox();
    id = (await box.news('list --json')).json<{ id: string }[]>()[0]?.id ?? '';
    ports = portsIn(box.home);
    told = [];
  });
  afterEach(async () => {
    await (await ports.store()).close();
    await box.close();
  });

  const handsWith = (fetch: Ports['fetch']) => idleHands({ ...ports, fetch }, told);

  /** What the reader is told when the comments are fetched from this web. */
  async function fetchFrom(fetch: Ports['fetch']) {
    await perform(handsWith(fetch), { kind: 'discussion', id });
    return told.findLast((action) => action.kind === 'said')?.message;
  }

  it('are fetched once, however often they are asked for meanwhile', async () => {
    let asked = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const hands = handsWith(async (request) => {
      asked += 1;
      await promise;
      return answering(comment)(request);
    });
    const fetches = [perform(hands, { kind: 'discussion', id }), perform(hands, { kind: 'discussion', id })];
    await fetches[1];
    resolve();
    await Promise.all(fetches);
    const answers = told.filter(({ kind }) => kind === 'article-changed').length;
    await perform(hands, { kind: 'discussion', id });
    expect([asked, answers]).toEqual([2, 1]);
  });

  const answering =
    (comments: string): Ports['fetch'] =>
    async ({ url }) => {
      const paragraphs = '<p>The ferry waited an hour for the water to come back, and nobody minded.</p>'.repeat(8);
      const page = `<title>Low tide</title><article><h1>Low tide</h1>${paragraphs}</article><div id="comments"><h3>Comments</h3>${comments}</div>`;
      const rest = { charset: null, etag: null, lastModified: null, freshForMs: null };
      return { url, permanentUrl: null, type: 'text/html', ...rest, bytes: new TextEncoder().encode(page) };
    };
  const comment = '<div class="comment"><cite class="author">Ann</cite><p>I waited as well that day.</p></div>';

  it('that are fetched show under the article, where it is open', async () => {
    const [{ title }] = (await box.news(`list --json`)).json<[{ title: string }]>();
    expect(await fetchFrom(answering(comment))).toEqual({ text: `1 comment under “${title}”`, tone: 'good' });
    const changed = told.find((action) => action.kind === 'article-changed');
    expect(changed?.article).toMatchObject({ id, comments: [{ text: 'I waited as well that day.' }] });
  });

  it('that are not there, or cannot be had, are a message', async () => {
    expect(await fetchFrom(answering(''))).toEqual({ text: 'No comments were found', tone: 'plain' });
    const error = new NewsError('network', 'paper.example does not answer', '');
    expect(await fetchFrom(() => Promise.reject(error))).toEqual({
      text: 'paper.example does not answer',
      tone: 'error',
    });
  });
});
