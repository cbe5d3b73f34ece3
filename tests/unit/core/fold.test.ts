import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldName, foldText } from '../../../src/core/fold.ts';

it.each([
  ['World News', 'world news'],
  ['  World \n NEWS ', 'world news'],
  ['ＷＯＲＬＤ', 'world'],
  ['ﾆｭｰｽ', 'ニュース'],
  ['ÉTÉ', 'été'],
])('folds the name %j to %j', (name, folded) => expect(foldName(name)).toBe(folded));

it.each([
  ['Élan VITAL', 'elan vital'],
  ['Smørrebrød på Łódź', 'smorrebrod pa lodz'],
  ['Œuvre ærlig Straße', 'oeuvre aerlig strasse'],
  ['İstanbul ılık', 'istanbul ilik'],
  ['Ёлка и йод', 'елка и иод'],
  ['Όλυμπος', 'ολυμποσ'],
  ['إِسْلَام أَحْمَد آدم', 'اسلام احمد ادم'],
  ['مدرسة مدرسه', 'مدرسه مدرسه'],
  ['على علي علی', 'علي علي علي'],
  ['مـــرحبا', 'مرحبا'],
  ['مسؤول رئيس', 'مسوول رييس'],
  ['٢٠٢٦ ۲۰۲۶', '2026 2026'],
  ['שָׁלוֹם', 'שלום'],
  ['ｶﾞｷﾞ が', 'ガギ が'],
  ['한국', '한국'],
  ['किताब', 'किताब'],
  ['ＡＢＣ１２３', 'abc123'],
  ['re\u00adsu\u200bmé\ufeff', 'resume'],
])('folds the text %j to %j', (text, folded) => expect(foldText(text)).toBe(folded));

it('folds what is folded to itself', () => {
  const scripts = fc.constantFrom(
    'É',
    'ß',
    'ى',
    'ة',
    'أ',
    '\u064b',
    'Ё',
    'ς',
    'ﾞ',
    'カ',
    'I\u0307',
    '한',
    'ก',
    '\u0640',
    'A',
    ' ',
    '۴',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(scripts).map((parts) => parts.join('')),
        fc.string({ unit: 'grapheme' }),
      ),
      (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
        expect(foldName(foldName(text))).toBe(foldName(text));
      },
    ),
  );
});

it('does not tell composed from decomposed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
    }),
  );
});
