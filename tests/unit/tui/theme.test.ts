import { describe, expect, it } from 'vitest';
import { color256, detectTheme, makeTheme } from '../../../src/tui/theme.ts';

const esc = '\x1b[';

describe('the looks', () => {
  it('take as many colors as the terminal has', () => {
    expect(makeTheme('night', 3).open('unread')).toBe(`${esc}38;2;224;164;88m`);
    expect(makeTheme('night', 2).open('unread')).toMatch(/38;5;\d+m$/);
    expect(makeTheme('night', 1).open('unread')).toBe(`${esc}93m`);
    expect(makeTheme('night', 0).open('unread')).toBe('');
  });

  it('differ by day and by night', () => {
    expect(makeTheme('day', 3).open('title')).not.toBe(makeTheme('night', 3).open('title'));
  });

  it('keep what is found, dim and bold apart without any color', () => {
    const theme = makeTheme('day', 0);
    const codes = (['match', 'match-current', 'meta', 'title', 'plain'] as const).map(theme.open);
    expect(new Set(codes).size).toBe(5);
  });

  it('take the background of a match as a background', () => {
    expect(makeTheme('night', 1).open('match')).toContain('43');
    expect(makeTheme('day', 1).open('match')).toContain('103');
  });

  it.each([
    [0, 0, 0, 16],
    [255, 255, 255, 231],
    [255, 0, 0, 196],
    [128, 128, 128, 244],
    [95, 135, 175, 67],
  ])('know %i %i %i as number %i of the 256', (red, green, blue, number) => {
    expect(color256(red, green, blue)).toBe(number);
  });

  it('follow the background that the terminal tells of', () => {
    expect(detectTheme({ COLORFGBG: '0;15' })).toBe('day');
    expect(detectTheme({ COLORFGBG: '15;default;0' })).toBe('night');
    expect(detectTheme({})).toBe('night');
  });
});
