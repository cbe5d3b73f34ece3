/** Damage to documents, the same for the same seed: what breaks parsers, at random places. */
import { random } from '../bench/store-data.ts';

export type Dice = () => number;

export const diceFor = (seed: number): Dice => random((seed * 2_654_435_761) >>> 0);

const tokens: readonly string[] = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '</',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<!DOCTYPE a [<!ENTITY b "&b;&b;">]>',
  '&#x1b;[31m',
  '&#27;]0;x&#7;',
  '&#x9b;2J',
  '\u001b]8;;http://evil.example\u0007',
  '\u009b31m',
  '\u202e\u2066',
  '\u0000',
  '\ud800',
  '&#xd800;',
  '&#x110000;',
  '&nosuch;',
  '<script>alert(1)</script>',
  '<a href="java&#10;script:alert(1)" onclick=x>',
  '<svg><style><img src=x onerror=y>',
  '<template><p>',
  '<table><tr><td>',
  '<item>',
  '</item>',
  '<entry>',
  '</channel>',
  '<div>'.repeat(400),
  '<b a=1 b=2 c=3 '.repeat(50),
  '{"a":',
  '[[[[[[',
  '\\u001b[2J',
  'é',
  '\u00e9\u0301'.repeat(100),
  '漢'.repeat(300),
  'ا'.repeat(300),
  ' '.repeat(5000),
  '9'.repeat(400),
];

type Mutation = (text: Buffer, other: Buffer, dice: Dice) => Buffer;

const at = (text: Buffer, dice: Dice) => Math.floor(dice() * (text.length + 1));
const joined = (...parts: readonly (Uint8Array | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
/** From a place on, at most so many bytes. */
const span = (text: Buffer, dice: Dice, most: number): readonly [number, number] => {
  const start = at(text, dice);
  return [start, Math.min(text.length, start + Math.floor(dice() * most))];
};

const mutations: readonly Mutation[] = [
  // A byte becomes another, or loses a bit.
  (text, _, dice) => {
    const changed = Buffer.from(text);
    if (changed.length > 0) changed[Math.floor(dice() * changed.length)] = Math.floor(dice() * 256);
    return changed;
  },
  (text, _, dice) => text.subarray(0, at(text, dice)),
  (text, _, dice) => text.subarray(at(text, dice)),
  (text, _, dice) => {
    const [start, end] = span(text, dice, 400);
    return joined(text.subarray(0, start), text.subarray(end));
  },
  (text, _, dice) => {
    const [start, end] = span(text, dice, 2000);
    const copies = Array.from({ length: 1 + Math.floor(dice() * 20) }, () => text.subarray(start, end));
    return joined(text.subarray(0, end), ...copies, text.subarray(end));
  },
  (text, _, dice) => {
    const place = at(text, dice);
    return joined(text.subarray(0, place), tokens[Math.floor(dice() * tokens.length)] ?? '', text.subarray(place));
  },
  (text, other, dice) => joined(text.subarray(0, at(text, dice)), other.subarray(at(other, dice))),
  (text, other, dice) => {
    const [start, end] = span(other, dice, 3000);
    const place = at(text, dice);
    return joined(text.subarray(0, place), other.subarray(start, end), text.subarray(place));
  },
];

/** One to eight mutations of a document; `other` is what parts of it may come from. */
export function mutate(text: Buffer, other: Buffer, dice: Dice): Buffer {
  let mutated = text;
  for (let left = 1 + Math.floor(dice() * 8); left > 0; left--)
    mutated = mutations[Math.floor(dice() * mutations.length)]?.(mutated, other, dice) ?? mutated;
  return mutated;
}
