import { describe, expect, it } from 'vitest';
import { splitNames } from '../../../../src/content/extract/names.ts';

const sites = ['skarrepost', 'newsexample'];

describe('the names in a byline', () => {
  it.each([
    ['By Ana Silva and Jo Wu, Agencies', ['Ana Silva', 'Jo Wu', 'Agencies']],
    ['By Staff, Agencies', ['Staff', 'Agencies']],
    ['Von Ina Roth und Uwe Klamm', ['Ina Roth', 'Uwe Klamm']],
    ['Por María Pérez y Juan López', ['María Pérez', 'Juan López']],
    ['Di Marco Rossi', ['Marco Rossi']],
    ['أحمد علي ومحمد حسن', ['أحمد علي', 'محمد حسن']],
    ['Ana Silva &amp; Jo Wu', ['Ana Silva', 'Jo Wu']],
    ['Marta Sole, nostra inviata a Pratogelso, e Dario Quilici', ['Marta Sole', 'Dario Quilici']],
    ['Oprac. Marta Zych', ['Marta Zych']],
    ['孔令溪 通讯员 方小满', ['孔令溪', '方小满']],
    // A month and an article are names too.
    ['June Abernathy and Yann Le Dantec', ['June Abernathy', 'Yann Le Dantec']],
  ])('are split: %s', (byline, names) => {
    expect(splitNames(byline, sites)).toEqual(names);
  });

  it.each([
    'By Ana Silva, Staff Writer',
    'Ana Silva Health Editor',
    'Ana Silva, Senior Political Correspondent, in Westminster',
    'By Ana Silva in London',
    'Von Ana Silva, Berlin',
    'By Ana Silva for MailOnline',
    'Ana Silva, special to The Star',
    'Ana Silva | Reuters',
    'Ana Silva/AP',
    'By Ana Silva, RNO Science',
    'Ana Silva, The Skarre Post',
    'Par Ana Silva avec AFP',
    'Ana Silva, MD, PhD',
    'Ana Silva ana@news.example',
    'Posted by Ana Silva at 10:31 AM',
    'By Ana Silva on May 3, 2023',
    'Par Ana Silva le 3 mai 2023',
    'Ana Silva, Reader in Motor Learning',
    'Ana Silva, Local Journalism Fund Reporter, The Northern Plank',
    'By Ana Silva Updated: 3 May 2023, 10:00',
    'Ana Silva 3 days ago',
    'Ana Silva • 5 min read',
    'Story by Ana Silva; photographs by Bob Brown',
    'View all posts by Ana Silva →',
    'Ana Silva The Skarre Post',
    'Ana Silva, R24 Skarre',
    'Ana Silva / Снимки: Bob Brown',
  ])('stand without the rest: %s', (byline) => {
    expect(splitNames(byline, sites)).toEqual(['Ana Silva']);
  });

  it.each([
    'admin',
    'Redaktion',
    'Skarre Post Staff',
    'https://social.example/ana',
    'Skarre Post Online',
    'Senior reporter',
    'Online Editor',
    'Redacció',
    'প্রতিনিধি',
    '온라인뉴스팀',
    '10 March 2026',
    'March',
    'Onze nieuwsredactie',
    'Unsere Lokalredaktion',
  ])('are not there in %s', (byline) => {
    expect(splitNames(byline, sites)).toEqual([]);
  });

  it.each([
    ['PARK Ji-won, KIM Min-ji', ['PARK Ji-won', 'KIM Min-ji']],
    ['〔記者林小明∕台北報導〕', ['林小明']],
    ['記者林小明／台北報導', ['林小明']],
    ['بقلم الأستاذ سامي الحداد', ['سامي الحداد']],
    ['الأستاذ سامي', ['الأستاذ سامي']],
  ])('are written in the way of their country: %s', (byline, names) => {
    expect(splitNames(byline, sites)).toEqual(names);
  });

  it('are whole where an office has "for" in its name', () => {
    expect(splitNames('Department for Inland Waters', sites)).toEqual(['Department for Inland Waters']);
  });

  it('are not those of branches of a station', () => {
    expect(splitNames('RNO Skarre', ['rnonews'])).toEqual([]);
    expect(splitNames('KIM Min-ji', ['rnonews'])).toEqual(['KIM Min-ji']);
  });

  it('does not take names that begin like a word for pictures for credits', () => {
    expect(splitNames('Ana Silva, Carla Bildt', sites)).toEqual(['Ana Silva', 'Carla Bildt']);
    expect(splitNames('Ana Silva, Fotini Laskari', sites)).toEqual(['Ana Silva', 'Fotini Laskari']);
  });

  it('keeps a name that looks like more than one', () => {
    expect(splitNames('Bob Brown, Jr.', sites)).toEqual(['Bob Brown, Jr.']);
    expect(splitNames('أحمد وليد', sites)).toEqual(['أحمد وليد']);
  });

  it('keeps the dot inside a foreign name in Japanese, and parts a desk from a name by it', () => {
    expect(splitNames('ジョン・スミス', [])).toEqual(['ジョン・スミス']);
    expect(splitNames('（社会部・磯部健）', [])).toEqual(['磯部健']);
  });
});
