/** Small invented feeds for tests. */

export interface InventedItem {
  readonly id: string;
  readonly title?: string;
  readonly body?: string;
  readonly date?: string;
  readonly link?: string;
  readonly tags?: readonly string[];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** An RSS 2.0 document of these items. */
export function inventedRss(title: string, items: readonly InventedItem[], site = 'https://invented.example'): string {
  const parts = items.map(
    ({ id, title: headline, body, date, link, tags = [] }) => `<item>
  <guid isPermaLink="false">${escaped(id)}</guid>
  <title>${escaped(headline ?? `Headline ${id}`)}</title>
  <link>${escaped(link ?? `${site}/${id}`)}</link>
  <pubDate>${date ?? 'Sun, 22 Nov 2026 10:00:00 GMT'}</pubDate>
  ${tags.map((tag) => `<category>${escaped(tag)}</category>`).join('')}
  <description>${escaped(body ?? `<p>Body of ${id}.</p>`)}</description>
</item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>${escaped(title)}</title><link>${site}/</link><language>en</language>
${parts.join('\n')}
</channel></rss>`;
}

/** The names a, b, c… as items. */
export function items(...ids: readonly string[]): readonly InventedItem[] {
  return ids.map((id) => ({ id }));
}
