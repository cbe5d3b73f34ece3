import { describe, expect, it } from 'vitest';
import { articleWith, body, extract, pageWith, paragraphs } from './sample-page.ts';

const whole = paragraphs.join('\n\n');

describe('lines of other languages that are no part of the text', () => {
  it.each([
    ['de', 'Weiterlesen nach der Anzeige'],
    ['de', 'Alles aus Ihrer Region! Jetzt kostenlos anmelden.'],
    ['fr', 'Vidéos : en ce moment sur Skarre'],
    ['it', 'Continua a leggere su SkarreOggi, seguici anche su Whatsapp'],
    ['nl', 'Gratis onbeperkt lezen? Dat kan! Log in of maak een account aan.'],
    ['pt', 'VÍDEOS: tudo sobre a ilha de Skarre'],
    ['sv', 'Så jobbar vi med nyheter. Fel i artikeln? Rapportera'],
    ['hu', 'Támogasd te is a munkánkat!'],
    ['sw', 'Soma pia: Baraza la mji lakutana tena'],
    ['id', 'Simak Video: Detik-detik Karcis Dirobek'],
    ['zh', '原标题：过一次河，读三页书'],
    ['ko', '정류장에 설치된 스피커. 솔래군 제공'],
  ])('%s: %s', (language, line) => {
    const html = pageWith(
      `<h1>A quiet morning in the harbour of Skarre</h1><div>${body}<p>${line}</p><p>${paragraphs[0]} Again.</p></div>`,
      '',
      `lang="${language}"`,
    );
    expect(extract(html).draft.text).toBe(`${whole}\n\n${paragraphs[0]} Again.`);
  });

  it('lead elsewhere also where the label touches the headline', () => {
    const line = '<p><span>Read also</span><a href="/island/terns">The terns are back in Upper Skarre</a></p>';
    const { draft } = extract(pageWith(`<h1>A quiet morning in the harbour of Skarre</h1><div>${line}${body}</div>`));
    expect(draft.text).toBe(whole);
    expect(draft.related.map(({ title }) => title)).toEqual(['The terns are back in Upper Skarre']);
  });

  it('introduce the writer, also with a title before the name', () => {
    const before = '<p class="byline">By Ana Silva</p>';
    const after = '<p><em>Dr Ana Silva teaches the history of gulls in Upper Skarre.</em></p>';
    expect(extract(articleWith({ before, after })).draft.text).toBe(whole);
  });

  it('are the list of references below a study', () => {
    const after =
      '<h3>References</h3><ul><li>Silva, A. Gulls 12, 88 (2024).</li><li>Wu, J. Terns 3, 9 (2025).</li></ul>';
    expect(extract(articleWith({ after })).draft.text).toBe(whole);
  });
});
