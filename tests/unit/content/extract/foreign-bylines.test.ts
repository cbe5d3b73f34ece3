import { describe, expect, it } from 'vitest';
import { splitNames } from '../../../../src/content/extract/names.ts';
import { body, extract, pageWith, paragraphs } from './sample-page.ts';

const title = '<h1>A quiet morning in the harbour of Skarre</h1>';

function authors(inside: string, head = ''): readonly string[] {
  return extract(pageWith(`<article>${title}${inside}</article>`, head)).draft.authors;
}

describe('bylines in Korean', () => {
  it.each([
    ['김민수 기자', ['김민수']],
    ['김민수기자', ['김민수']],
    ['김민수 선임기자', ['김민수']],
    ['경제부 김민수 기자', ['김민수']],
    ['김민수 스카레대 교수', ['김민수']],
    ['파리=김민수 특파원', ['김민수']],
    ['김민수·이영희 기자', ['김민수', '이영희']],
    ['김민수 이영희', ['김민수', '이영희']],
    ['남궁민수 기자 (ms@skarre.example)', ['남궁민수']],
    ['스카레일보 독자', ['스카레일보 독자']],
  ])('%s', (byline, names) => {
    expect(splitNames(byline, [])).toEqual(names);
  });

  const said = '부두에는 승객이 없었다. 여섯 시 배의 차가 가장 맛있기 때문이라고 주민은 말했다. '.repeat(2);

  it.each([
    ['before a dateline', `<p>(스카레=뉴스1) 김민수 이영희 기자 = ${said}</p>`, ['김민수', '이영희']],
    ['as the anchor calls them', `<p>[앵커]<br>김민수 기자가 다녀왔습니다.</p><p>${said}</p>`, ['김민수']],
    ['as they sign off', `<p>${said}</p><p>스카레뉴스 김민수입니다.</p>`, ['김민수']],
  ])('are read %s', (_, inside, names) => {
    expect(authors(inside + body)).toEqual(names);
  });

  it('are read before a mail address below the text', () => {
    expect(authors(`${body}<p>스카레 김민수 (minsu@skarre.example)</p>`)).toEqual(['김민수']);
  });

  it('name colleagues in lines of one kind', () => {
    const line = (name: string) => `<p class="byline_p"><span>${name} 기자 a@skarre.example</span></p>`;
    expect(authors(`${body}<div class="byline">${line('김민수')}${line('이영희')}</div>`)).toEqual([
      '김민수',
      '이영희',
    ]);
  });
});

describe('bylines in Chinese and Japanese', () => {
  it.each([
    ['记者 王小明 李雷', ['王小明', '李雷']],
    ['采写：斯卡尔日报记者 王小明 通讯员 李雷', ['王小明', '李雷']],
    ['本报记者　王小明　李　雷', ['王小明', '李雷']],
    ['聯合報 記者王小明／台北即時報導', ['王小明']],
    ['王小明 通讯员 李雷', ['王小明', '李雷']],
    ['文｜王小明 图｜李雷', ['王小明']],
    ['取材・文＝山田太郎　写真＝鈴木花子', ['山田太郎']],
    ['社会部記者・山田太郎', ['山田太郎']],
    ['山田 太郎', ['山田 太郎']],
  ])('%s', (byline, names) => {
    expect(splitNames(byline, [])).toEqual(names);
  });

  it('are read from the dateline of an agency', () => {
    const line = '<p>新华社斯卡尔3月4日电（记者王小明、李雷）港口周一十分安静，码头上没有一名乘客。</p>';
    expect(authors(line + body)).toEqual(['王小明', '李雷']);
  });

  const said = '時刻表になぜ六時の船が載っているのかは誰も知らず、誰も尋ねたことがない。'.repeat(3);

  it.each([
    ['a name in brackets', `<p>${said}</p><p>（山田太郎）</p>`, ['山田太郎']],
    ['a name in brackets behind the last sentence', `<p>${said}（山田太郎）</p>`, ['山田太郎']],
    ['two names in brackets', `<p>${said}</p><p>【山田太郎、鈴木花子】</p>`, ['山田太郎', '鈴木花子']],
    ['who asked', `<p>${said}</p><p>（聞き手・山田太郎）</p>`, ['山田太郎']],
    ['no office', `<p>${said}</p><p>（水瀬支局）</p>`, []],
    ['no label and what it labels', `<p>${said}</p><p>作者 简介</p>`, []],
  ])('are read below the text: %s', (_, inside, names) => {
    expect(authors(inside)).toEqual(names);
  });

  it('leave the editors of the site itself out', () => {
    expect(splitNames('スカーレ編集部', ['スカーレ新聞'])).toEqual([]);
  });
});

describe('names in other languages', () => {
  it.each([
    ['נועה כהן ויואב לוי', ['נועה כהן', 'יואב לוי']],
    ['سارة المنصور-سكاره', ['سارة المنصور']],
    ['Jana Nováková a Peter Kováč', ['Jana Nováková', 'Peter Kováč']],
    ['Kovács Anna és Nagy Béla', ['Kovács Anna', 'Nagy Béla']],
    ['Ana Silva RNO', ['Ana Silva RNO']],
    ['STT–Mara Holt', ['STT', 'Mara Holt']],
    ['Haber Merkezi', []],
    ['Kontributor Sund, Yosafat Lamau', ['Yosafat Lamau']],
    ['Kontributor Sund', ['Kontributor Sund']],
    ['mara.holt@skarre.example (Mara Holt)', ['Mara Holt']],
  ])('%s', (byline, names) => {
    expect(splitNames(byline, [])).toEqual(names);
  });

  it('stand before a place and an agency in Turkish', () => {
    const line = '<p>Ayşe YILMAZ - Mehmet KAYA/SKARRE, (DHA)- Limanda dün sabah martılar sayıldı.</p>';
    expect(authors(line + body)).toEqual(['Ayşe YILMAZ', 'Mehmet KAYA']);
  });
});

describe('the site itself', () => {
  it.each([
    ['by the end of its name and its staff', 'Courier Staff', ['skarrecourier']],
    ['by its name and its letters', 'Radio Nord RNO', ['rno']],
  ])('is nobody %s', (_, name, sites) => {
    expect(splitNames(name, sites)).toEqual([]);
  });

  it('does not belong to the name before it', () => {
    expect(splitNames('Ana Silva RNO', ['rno'])).toEqual(['Ana Silva']);
  });

  it('is what <title> says behind the headline', () => {
    const head = '<meta property="og:title" content="Quiet">';
    const page = (tail: string) =>
      `<html lang="ar"><head><title>Quiet - ${tail}</title>${head}</head><body><article><h1>Quiet</h1><div class="author"><a href="/author/x">${tail} - عادل أقصبي</a></div>${body}</article></body></html>`;
    expect(extract(page('تيزيبريس')).draft.authors).toEqual(['عادل أقصبي']);
    expect(extract(page('Ana Silva')).draft.authors).toContain('Ana Silva');
  });
});

describe('a name below the text', () => {
  it.each([
    ['behind a dash', '<p>— Ana Silva</p>', ['Ana Silva']],
    ['in a line on who wrote', '<p><em>Ana Silva is a staff writer of the Star.</em></p>', ['Ana Silva']],
    ['in ordinary letters', '<p>Ana Silva is a staff writer of the Star.</p>', []],
    ['behind a dash in a quotation', '<blockquote><p>Tea is all.</p><p>— Ana Silva</p></blockquote>', []],
    ['of a company', '<p>— Skarre News</p>', []],
    ['in brackets with the day', '<p>(Ana Silva, 3.3.2026)</p>', ['Ana Silva']],
    ['of an agency in brackets with the day', '<p>(APA, 3.3.2026)</p>', []],
  ])('signs it or not: %s', (_, line, names) => {
    expect(authors(body + line)).toEqual(names);
  });

  it('is no signature where the text goes on', () => {
    expect(authors(`<p>${paragraphs[0]}</p><p><em>Ana Silva is a reporter.</em></p>${body}`)).toEqual([]);
  });
});

describe('a line under the headline', () => {
  it.each([
    ['a name and a role', '<p>Ana Silva, correspondent</p>', ['Ana Silva']],
    ['a name and the outlet', '<p>Ana Silva | Star</p>', ['Ana Silva']],
    ['a name and a source', '<p>Ana Silva, source: AP</p>', ['Ana Silva']],
    ['a name and anything else', '<p>Ana Silva, harbour</p>', []],
    ['a name and a date', '<p>Ana Silva, 3 March 2026</p>', ['Ana Silva']],
  ])('names somebody or not: %s', (_, line, names) => {
    expect(authors(line + body, '<meta property="og:site_name" content="Star">')).toEqual(names);
  });
});

it('a menu that calls itself a byline is one', () => {
  const line = '<nav class="pst-by"><b>Written by:</b> <a class="pst-by_lnk" href="/topic/as">Ana Silva</a></nav>';
  expect(authors(line + body)).toEqual(['Ana Silva']);
});
