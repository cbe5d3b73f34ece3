import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventedRss, items } from '../support/invented-feed.ts';
import { type Sandbox, sandbox } from '../support/sandbox.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

interface SourceRow {
  title: string;
  address: string;
}

describe('the feeds of a site', () => {
  let box: Sandbox;
  let web: WebServer;
  beforeEach(async () => {
    box = await sandbox();
    web = await webServer();
    web.answers.set('/feed.xml', inventedRss('Invented Gazette', items('a', 'b')));
  });
  afterEach(async () => {
    await box.close();
    await web.close();
  });

  const sources = async () => (await box.news('source list --json')).json<SourceRow[]>();

  it('finds the feed of a site, and lets the reader choose among several', async () => {
    web.answers.set(
      '/',
      '<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/feed.xml"></head><body>News</body></html>',
    );
    expect((await box.news(`source add ${web.url}/`)).code).toBe(0);
    expect((await sources())[0]?.address).toBe(`${web.url}/feed.xml`);

    web.answers.set(
      '/two',
      '<link rel="alternate" type="application/rss+xml" href="/feed.xml"><link rel="alternate" type="application/atom+xml" title="Sport" href="/sport.xml">',
    );
    web.answers.set('/sport.xml', inventedRss('Invented Sport', items('s')));
    const several = await box.news(`source add ${web.url}/two`);
    expect(several.code).toBe(2);
    expect(several.stderr).toContain(`${web.url}/sport.xml`);
    expect(several.stderr).toContain('--pick');
    expect((await box.news(`source add ${web.url}/two --pick 2`)).code).toBe(0);
    expect((await sources()).map(({ title }) => title)).toContain('Invented Sport');
  });

  it('finds the feed that only the answer names, and lists those of comments last', async () => {
    web.answers.set('/quiet', {
      headers: { link: '</sport.xml>; rel="alternate"; type="application/rss+xml"' },
      body: '<p>A page without links</p>',
    });
    web.answers.set('/sport.xml', inventedRss('Invented Sport', items('s')));
    expect((await box.news(`source add ${web.url}/quiet`)).code).toBe(0);
    expect((await sources()).map(({ address }) => address)).toEqual([`${web.url}/sport.xml`]);

    const link = (title: string, href: string) =>
      `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
    web.answers.set('/blog', link('Comments on: Fog', '/fog/feed') + link('Fog', '/feed.xml'));
    const { stderr } = await box.news(`source add ${web.url}/blog`);
    expect(stderr.indexOf('/feed.xml')).toBeLessThan(stderr.indexOf('/fog/feed'));
  });

  it('tries the usual places of a site that names none', async () => {
    web.answers.set('/', '<html><body>A site without links to feeds</body></html>');
    web.answers.set('/feed', inventedRss('Hidden', items('h')));
    expect((await box.news(`source add ${web.url}`)).code).toBe(0);
    expect((await sources())[0]?.title).toBe('Hidden');
  });
});
