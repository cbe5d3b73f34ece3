import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith } from './sample-page.ts';

const heading = '<h1>A quiet morning in the harbour of Skarre</h1>';

function day(html: string, url?: string): string | null {
  const { published } = extract(html, url ? { url } : {}).draft;
  return published === null ? null : new Date(published).toISOString().slice(0, 10);
}

describe('the day of an article', () => {
  it('is its own, not that of a list above it, of today, or of the copyright', () => {
    const list =
      '<div><a href="/z">Other</a> <time datetime="2025-01-01">1 Jan</time> <span class="date">2 January 2025</span></div>';
    expect(day(pageWith(`${list}${heading}<time datetime="2024-03-03">3 March</time>${body}`))).toBe('2024-03-03');
    expect(day(pageWith(`<div class="date">9 March 2026</div>${heading}<p>March 3, 2024</p>${body}`))).toBe(
      '2024-03-03',
    );
    expect(day(articleWith({ after: '<p>© 2021 Skarre Post, May 3, 2021</p>' }))).toBeNull();
  });

  it('stands before the day of the update', () => {
    const line = '<p>Publié le 03/04/2024 à 10h15 - Mis à jour le 05/04/2024</p>';
    expect(day(pageWith(heading + line + body, '', 'lang="fr"'))).toBe('2024-04-03');
  });

  it('is read from the address', () => {
    expect(day(articleWith(), 'https://news.example/2023/dec/22/quiet')).toBe('2023-12-22');
    expect(day(articleWith(), 'https://news.example/quiet-20231222.html')).toBe('2023-12-22');
  });

  it('is not taken from structured data about something else', () => {
    const lie = { '@type': 'Article', headline: 'Welcome to our website template', datePublished: '2017-01-01' };
    const head = `<script type="application/ld+json">${JSON.stringify(lie)}</script>`;
    expect(day(articleWith({ head, before: '<p>March 3, 2024</p>' }))).toBe('2024-03-03');
  });
});
