import { describe, expect, it } from 'vitest';
import { blocks, graphicsBy, graphicsOf, noAnswers } from '../../../src/tui/graphics.ts';

describe('what the environment says of the terminal', () => {
  it.each([
    [{ KITTY_WINDOW_ID: '1' }, 'kitty'],
    [{ TERM: 'xterm-kitty' }, 'kitty'],
    [{ TERM: 'xterm-ghostty' }, 'kitty'],
    [{ TERM_PROGRAM: 'ghostty' }, 'kitty'],
    [{ TERM_PROGRAM: 'iTerm.app', LC_TERMINAL: 'iTerm2' }, 'iterm2'],
    [{ TERM_PROGRAM: 'WezTerm' }, 'iterm2'],
    [{ TERM_PROGRAM: 'mintty' }, 'iterm2'],
    [{ KONSOLE_VERSION: '240500' }, 'iterm2'],
  ])('%j: %s', (env, kind) => {
    expect(graphicsOf('auto', env)?.kind).toBe(kind);
  });

  it.each([
    [{ TERM: 'xterm-256color' }],
    [{}],
    [{ TMUX: '/tmp/tmux', KITTY_WINDOW_ID: '1' }],
    [{ TERM: 'screen-256color', TERM_PROGRAM: 'iTerm.app' }],
  ])('%j: it must be asked', (env) => {
    expect(graphicsOf('auto', env)).toBeNull();
  });

  it('is overruled by the setting', () => {
    expect(graphicsOf('blocks', { KITTY_WINDOW_ID: '1' })).toBe(blocks);
    expect(graphicsOf('iterm2', {})?.kind).toBe('iterm2');
    expect(graphicsOf('sixel', { KITTY_WINDOW_ID: '1' })).toBeNull();
  });
});

describe('what the terminal answers', () => {
  const cell = { width: 9, height: 18 };
  it.each([
    ['kitty', { kitty: true, name: 'kitty(0.39.0)' }, 'kitty'],
    ['the protocol without places by characters', { kitty: true, name: 'WezTerm 2026' }, 'iterm2'],
    ['sixels and the size of a cell', { sixel: true, name: 'foot(1.20)', cell }, 'sixel'],
    ['sixels, but not how large a cell is', { sixel: true }, 'blocks'],
    ['nothing', {}, 'blocks'],
  ])('%s', (_, answers, kind) => {
    expect(graphicsBy({ ...noAnswers, ...answers }, 'auto').kind).toBe(kind);
  });

  it('counts for the size where the setting says sixel', () => {
    expect(graphicsBy({ ...noAnswers, cell }, 'sixel')).toEqual({ kind: 'sixel', cell });
    expect(graphicsBy(noAnswers, 'sixel').kind).toBe('sixel');
  });
});
