import { describe, expect, it } from 'vitest';
import { allShareTargets, shareAddress } from '../../../src/core/share.ts';

describe('share targets', () => {
  it('fill in link and title, encoded so that nothing of them can change the address', () => {
    const target = { name: 'x', url: 'https://x.example/?u={link}&t={title}&again={title}' };
    const address = shareAddress(target, { link: 'https://a.example/?b=c&d', title: '"A & B" {link}' });
    expect(address).toBe(
      'https://x.example/?u=https%3A%2F%2Fa.example%2F%3Fb%3Dc%26d&t=%22A%20%26%20B%22%20%7Blink%7D&again=%22A%20%26%20B%22%20%7Blink%7D',
    );
  });

  it('are ours and the reader’s own, which may replace or take away one of ours', () => {
    const names = allShareTargets({
      telegram: 'https://own.example/{link}',
      Mail: '',
      Notes: 'https://notes.example/{link}',
    });
    expect(names.map(({ name }) => name)).toEqual(['telegram', 'WhatsApp', 'Hacker News', 'Notes']);
    expect(names[0]?.url).toBe('https://own.example/{link}');
  });
});
