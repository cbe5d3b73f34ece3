/** Lines known by their shape: dates, clocks, bylines, rows of share buttons. */
import networks from '../../../data/extract/networks.json' with { type: 'json' };
import times from '../../../data/extract/times.json' with { type: 'json' };
import { sayingIn, startsWithPosted } from './comment-words.ts';
import { plainDigits, timeAgo } from './moments.ts';
import { alternatives, startsWithBy } from './people-words.ts';

const buttons = [...new Set([...networks.names, ...networks.acts])].sort((a, b) => b.length - a.length);
const names = new Set(networks.names);

/** Buttons by their first character, longest first. */
const buttonsByStart = new Map<string, string[]>();
for (const button of buttons) {
  const start = button.charAt(0);
  buttonsByStart.set(start, [...(buttonsByStart.get(start) ?? []), button]);
}

/** True for a line of nothing but buttons: "Share Facebook WhatsApp Email", also where they run together. */
export function isShareLine(text: string): boolean {
  if (text.length > 160) return false;
  const line = text.toLowerCase();
  let at = 0;
  let count = 0;
  let named = false;
  while (at < line.length) {
    if (!/[\p{L}]/u.test(line.charAt(at)) || line.startsWith('a+', at) || line.startsWith('a-', at)) {
      at++;
      continue;
    }
    const button = buttonsByStart.get(line.charAt(at))?.find((one) => line.startsWith(one, at));
    if (button === undefined) return false;
    count++;
    named ||= names.has(button) && button.length > 1;
    at += button.length;
  }
  return count > 1 || (count === 1 && named);
}

const halfDays = Object.values(times.halfDays).flat();
const clockAlone = new RegExp(
  `^\\W{0,2}\\d{1,2}[:.h]\\d{2}(?::\\d\\d)?\\s*(?:${alternatives([...halfDays, ...times.clockWords])})?(?:\\s+\\p{Lu}{2,5})?\\W{0,2}$`,
  'iu',
);
const counter = new RegExp(`^\\d{1,3}\\s*(?:/|${alternatives(times.ofPages)})\\s*\\d{1,3}$`, 'u');

/** A line that is nothing but a clock: "20.15", "14:05 Uhr", "9:41 p.m. ET". */
export function isClockLine(text: string): boolean {
  return text.length < 24 && clockAlone.test(plainDigits(text));
}

/** A line that is nothing but "19 hours ago". */
export function isAgoLine(text: string): boolean {
  return text.length < 32 && timeAgo(text) !== null && (text.match(/\p{L}+/gu)?.length ?? 0) <= 4;
}

const halfDayAtEnd = new RegExp(`(?<!\\p{L})(?:${alternatives(halfDays)})$`, 'iu');

/** A line that is mostly a date: "3 March 2024, 10:15", "Posted on Mon 12/02/2023 by desk". */
export function isDateLine(text: string): boolean {
  if (text.length > 80) return false;
  const line = plainDigits(text);
  if (!/\d/.test(line)) return false;
  const words = line.match(/\p{L}+/gu)?.length ?? 0;
  const numbers = line.match(/\d+/g)?.length ?? 0;
  const dated = /(?:19|20)\d\d/.test(line) || /\d:\d\d/.test(line) || /\d[./-]\d{1,2}[./-]\d/.test(line);
  return (
    numbers >= 2 && words <= 6 && dated && (words > 0 || numbers >= 3) && !/[.!?]$/.test(line.replace(halfDayAtEnd, ''))
  );
}

const clock = /\d{1,2}[:.h]\d{2}/;

/** A short line under a headline that says who and when, in any order and however glued. */
export function isCreditsLine(text: string): boolean {
  if (text.length > 200) return false;
  const line = plainDigits(text);
  const dated = /(?:19|20)\d\d/.test(line) || clock.test(line) || timeAgo(text) !== null;
  const sentence = /[\p{Ll}\p{Lo}]{3}[.!?。؟]["”»]?$/u.test(line);
  if (sentence) return false;
  if (startsWithBy(text)) return text.length < 110 || dated;
  return dated && /\d/.test(line) && text.length < 110 && (line.match(/\p{L}+/gu)?.length ?? 0) <= 14;
}

/** A line that is nothing but a counter ("2 / 5") or an address of somebody's mailbox. */
export function isMachineLine(text: string): boolean {
  return text.length < 80 && (counter.test(text) || /^\S+@\S+\.\S+$/.test(text));
}

/** The line over or under a reader's comment: "Anna says:", "Anna wrote on May 3, 2005:", "Posted by: Anna | May 3". */
export function isCommenterLine(text: string): boolean {
  if (text.length > 140) return false;
  const line = plainDigits(text);
  const dated = (): boolean => /(?:19|20)\d\d/.test(line) || clock.test(line) || timeAgo(text) !== null;
  const saying = sayingIn(line);
  if (saying && line.length - saying.at - saying.word.length <= 62)
    return /:\s*$/.test(line) || (!/[.!?]["”»]?$/.test(line) && dated());
  return startsWithPosted(line) && dated();
}
