/** Month names of many languages. Looked up in folded form: lower case, without accents and vowel marks. */

/** One row a language: twelve months parted by blanks, forms of one month by "|", blanks in a name as "_". */
const months: readonly string[] = [
  'january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec',
  'januar|jänner|jän|jan februar|feber|feb märz|mär|mrz|maerz april mai juni juli august september oktober|okt november dezember|dez', // German
  'januari februari maart|mrt april mei juni juli augustus september oktober november december', // Dutch
  'januar februar marts|mars april maj|mai juni juli august september oktober november december|desember|des', // Danish, Norwegian
  'januari februari mars april maj juni juli augusti september oktober november december', // Swedish
  'janúar febrúar mars apríl maí júní júlí ágúst|ágú september október nóvember desember', // Icelandic
  'janvier|janv|jan février|févr|fév mars avril|avr mai juin juillet|juil août septembre octobre novembre décembre|déc', // French
  'enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre diciembre|dic', // Spanish
  'janeiro fevereiro|fev março abril maio|mai junho julho agosto setembro outubro|out novembro dezembro|dez', // Portuguese
  'gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|sett|set ottobre|ott novembre dicembre|dic', // Italian
  'gener febrer març abril maig juny|jun juliol|jul agost|ago setembre octubre novembre desembre', // Catalan
  'xaneiro|xan febreiro marzo abril maio xuño|xuñ xullo|xul agosto setembro outubro novembro decembro|dec', // Galician
  'ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie', // Romanian
  'январь|января|янв февраль|февраля|фев|февр март|марта|мар апрель|апреля|апр май|мая июнь|июня|июн июль|июля|июл август|августа|авг сентябрь|сентября|сен|сент октябрь|октября|окт ноябрь|ноября|ноя|нояб декабрь|декабря|дек', // Russian
  'січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|кві|квіт травень|травня|тра|трав червень|червня|чер|черв липень|липня|лип серпень|серпня|сер|серп вересень|вересня|вер жовтень|жовтня|жов|жовт листопад|листопада|лис|лист грудень|грудня|гру|груд', // Ukrainian
  'студзень|студзеня люты|лютага сакавік|сакавіка красавік|красавіка май|траўня чэрвень|чэрвеня ліпень|ліпеня жнівень|жніўня верасень|верасня кастрычнік|кастрычніка лістапад|лістапада снежань|снежня', // Belarusian
  'януари|яну февруари|фев март април|апр май юни юли август|авг септември|сеп октомври|окт ноември|ное декември|дек', // Bulgarian
  'јануар|јан фебруар|феб март|мар април|апр мај јун|јуни јул|јули август|авг септембар|септември|сеп октобар|октомври|окт новембар|ноември|нов децембар|декември|дец', // Serbian, Macedonian
  'januar februar mart|mar april|apr maj jun|juni jul|juli avgust|avg septembar|sep oktobar|okt novembar|nov decembar|dec', // Serbian in Latin letters, Slovene
  'siječanj|siječnja|sij veljača|veljače|velj ožujak|ožujka|ožu travanj|travnja|tra svibanj|svibnja|svi lipanj|lipnja srpanj|srpnja kolovoz|kolovoza|kol rujan|rujna|ruj - studeni|studenoga|studenog|stu prosinac|prosinca|pro', // Croatian
  'styczeń|stycznia|sty luty|lutego|lut marzec|marca kwiecień|kwietnia|kwi maj|maja czerwiec|czerwca|cze lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz październik|października|paź listopad|listopada|lis grudzień|grudnia|gru', // Polish
  'leden|ledna|led únor|února|úno březen|března|bře duben|dubna|dub květen|května|kvě červen|června|čvn|čer červenec|července|čvc srpen|srpna|srp září|zář říjen|října|říj listopad|listopadu|lis prosinec|prosince|pro', // Czech
  'január|januára február|februára marec|marca apríl|apríla máj|mája jún|júna júl|júla august|augusta september|septembra október|októbra november|novembra december|decembra', // Slovak
  'tammikuu|tammikuuta|tammi helmikuu|helmikuuta|helmi maaliskuu|maaliskuuta|maalis huhtikuu|huhtikuuta|huhti toukokuu|toukokuuta|touko kesäkuu|kesäkuuta|kesä heinäkuu|heinäkuuta|heinä elokuu|elokuuta|elo syyskuu|syyskuuta|syys lokakuu|lokakuuta|loka marraskuu|marraskuuta|marras joulukuu|joulukuuta|joulu', // Finnish
  'jaanuar|jaan veebruar|veebr märts aprill mai juuni juuli august september oktoober november detsember|dets', // Estonian
  'janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī', // Latvian
  'sausis|sausio vasaris|vasario kovas|kovo balandis|balandžio gegužė|gegužės birželis|birželio liepa|liepos rugpjūtis|rugpjūčio rugsėjis|rugsėjo spalis|spalio lapkritis|lapkričio gruodis|gruodžio', // Lithuanian
  'január|jan február|febr március|márc április|ápr május|máj június|jún július|júl augusztus|aug szeptember|szept október|okt november|nov december|dec', // Hungarian
  'ιανουάριος|ιανουαρίου|ιαν φεβρουάριος|φεβρουαρίου|φεβ μάρτιος|μαρτίου|μάρ|μαρτ απρίλιος|απριλίου|απρ μάιος|μαΐου|μάι ιούνιος|ιουνίου|ιουν|ιούν ιούλιος|ιουλίου|ιουλ|ιούλ αύγουστος|αυγούστου|αυγ|αύγ σεπτέμβριος|σεπτεμβρίου|σεπ|σεπτ οκτώβριος|οκτωβρίου|οκτ νοέμβριος|νοεμβρίου|νοε|νοέ δεκέμβριος|δεκεμβρίου|δεκ', // Greek
  'ocak|oca şubat|şub mart|mar nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas aralık|ara', // Turkish
  'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr', // Azerbaijani
  'janar|jan shkurt|shk mars prill|pri maj qershor|qer korrik|korr gusht|gush shtator|sht tetor|tet nëntor|nën dhjetor|dhj', // Albanian
  'urtarrila|urtarrilaren otsaila|otsailaren martxoa|martxoaren apirila|apirilaren maiatza|maiatzaren ekaina|ekainaren uztaila|uztailaren abuztua|abuztuaren iraila|irailaren urria|urriaren azaroa|azaroaren abendua|abenduaren', // Basque
  'ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr', // Welsh
  'eanáir|eanair feabhra márta aibreán bealtaine meitheamh iúil lúnasa meánfómhair deireadh samhain nollaig', // Irish
  'januari|jan februari|peb|pebruari maret|mar april mei juni juli agustus|agu|ags|agt september oktober nopember|november|nop desember|des', // Indonesian
  'januari februari mac april mei jun julai ogos|ogo september oktober november disember|dis', // Malay
  'enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre', // Filipino
  'januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba', // Swahili
  'januarie februarie maart april mei junie julie augustus september oktober november desember', // Afrikaans
  'يناير|جانفي فبراير|فيفري مارس أبريل|ابريل|إبريل|أفريل مايو|ماي يونيو|يونيه|جوان يوليو|يوليه|يوليوز|جويلية أغسطس|اغسطس|أوت|غشت سبتمبر|شتنبر أكتوبر|اكتوبر نوفمبر|نونبر ديسمبر|دجنبر', // Arabic (Egypt, Gulf, Maghreb)
  'كانون_الثاني شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب|اب أيلول|ايلول تشرين_الأول تشرين_الثاني كانون_الأول', // Arabic (Levant)
  'ژانویه فوریه مارس آوریل مه|می ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر', // Persian names of Gregorian months
  'جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر', // Urdu
  'ינואר|ינו פברואר|פבר מרץ|מרס אפריל|אפר מאי יוני יולי אוגוסט|אוג ספטמבר|ספט אוקטובר|אוק נובמבר|נוב דצמבר|דצמ', // Hebrew
  'जनवरी|जन फ़रवरी|फरवरी|फ़र मार्च अप्रैल मई जून जुलाई अगस्त|अग सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर|अक्टू नवंबर|नवम्बर|नव दिसंबर|दिसम्बर|दिस', // Hindi
  'জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর', // Bengali
  'ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்', // Tamil
  'มกราคม|ม.ค. กุมภาพันธ์|ก.พ. มีนาคม|มี.ค. เมษายน|เม.ย. พฤษภาคม|พ.ค. มิถุนายน|มิ.ย. กรกฎาคม|ก.ค. สิงหาคม|ส.ค. กันยายน|ก.ย. ตุลาคม|ต.ค. พฤศจิกายน|พ.ย. ธันวาคม|ธ.ค.', // Thai
  'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан', // Kazakh
  'իունվար|հունվար|հունվարի փետրվար|փետրվարի մարտ|մարտի ապրիլ|ապրիլի մայիս|մայիսի հունիս|հունիսի հուլիս|հուլիսի օգոստոս|օգոստոսի սեպտեմբեր|սեպտեմբերի հոկտեմբեր|հոկտեմբերի նոյեմբեր|նոյեմբերի դեկտեմբեր|դեկտեմբերի', // Armenian
  'იანვარი|იან თებერვალი|თებ მარტი|მარ აპრილი|აპრ მაისი|მაი ივნისი|ივნ ივლისი|ივლ აგვისტო|აგვ სექტემბერი|სექ ოქტომბერი|ოქტ ნოემბერი|ნოე დეკემბერი|დეკ', // Georgian
];

/** Names that mean another month in one language than in the rest. */
const exceptions: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  hr: new Map(Object.entries({ listopad: 10, listopada: 10, lis: 10, lip: 6, srp: 7 })),
};

/** Accents, and the vowel points of Hebrew and Arabic. In Thai and Indic scripts marks tell names apart and stay. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+/g;

/** The form that names are compared in: marks, case, and the two Arabic ways of writing yeh and kaf do not count. */
export function foldName(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .normalize('NFC')
    .replace(/[یى]/g, 'ي')
    .replace(/ک/g, 'ك');
}

let folded: Map<string, number> | null = null;

function table(): Map<string, number> {
  if (folded) return folded;
  folded = new Map();
  for (const row of months) {
    row.split(' ').forEach((forms, index) => {
      for (const form of forms.split('|')) {
        const name = foldName(form).replace(/\./g, '');
        // Earlier rows win: "mar" is March wherever it stands for something else.
        if (name !== '-' && !folded?.has(name)) folded?.set(name, index + 1);
      }
    });
  }
  return folded;
}

/** Words looked up by their beginning: feeds repeat the same few weekdays. Bounded, for texts are hostile. */
const begun = new Map<string, number>();

function monthBegun(word: string): number {
  const known = begun.get(word);
  if (known !== undefined) return known;
  const found = new Set<number>();
  for (const [name, month] of table()) if (name.startsWith(word)) found.add(month);
  const month = found.size === 1 ? ([...found][0] ?? 0) : 0;
  if (begun.size < 500) begun.set(word, month);
  return month;
}

/** Languages whose names the platform knows, by the script that they alone (of those) are written in. */
const byScript: readonly (readonly [RegExp, string])[] = [
  [/^[\u0900-\u097f]/, 'mr ne'],
  [/^[\u0980-\u09ff]/, 'bn as'],
  [/^[\u0a00-\u0a7f]/, 'pa'],
  [/^[\u0a80-\u0aff]/, 'gu'],
  [/^[\u0b00-\u0b7f]/, 'or'],
  [/^[\u0b80-\u0bff]/, 'ta'],
  [/^[\u0c00-\u0c7f]/, 'te'],
  [/^[\u0c80-\u0cff]/, 'kn'],
  [/^[\u0d00-\u0d7f]/, 'ml'],
  [/^[\u0d80-\u0dff]/, 'si'],
  [/^[\u0e80-\u0eff]/, 'lo'],
  [/^[\u1000-\u109f]/, 'my'],
  [/^[\u1200-\u137f]/, 'am'],
  [/^[\u1780-\u17ff]/, 'km'],
  [/^[\u0530-\u058f]/, 'hy'],
];

/** Month names by language, as the platform knows them. Making them takes milliseconds, so only where rows above fail. */
const platform = new Map<string, ReadonlyMap<string, number>>();

function namesOf(language: string): ReadonlyMap<string, number> {
  const known = platform.get(language);
  if (known) return known;
  const found = new Map<string, number>();
  for (const month of ['long', 'short'] as const) {
    for (const day of [undefined, 'numeric'] as const) {
      const form = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { month, day, timeZone: 'UTC' });
      for (let index = 0; index < 12; index++) {
        const parts = form.formatToParts(Date.UTC(2000, index, 3));
        const name = foldName(parts.find(({ type }) => type === 'month')?.value ?? '').replace(/[.\u200b-\u200f]/g, '');
        // A name of several words (Mongolian, Vietnamese) has parts of other months' names in it.
        if (/^\p{L}[^ ]*$/u.test(name) && !found.has(name)) found.set(name, index + 1);
      }
    }
  }
  // Languages come from feeds, and those are hostile.
  if (platform.size < 100) platform.set(language, found);
  return found;
}

/** Languages whose rows above hold every form that the platform has. */
const complete = new Set(
  (
    'en de nl da no nb nn sv is fr es pt it gl ro ru uk be bg sr sl hr pl cs sk fi et lv lt hu el tr sq eu cy id ms fil ' +
    'tl sw af ar fa ur he hi th kk ka'
  ).split(' '),
);

function monthOnPlatform(word: string, language: string | null): number {
  const given = /^[a-z]{2,3}(?=[-_]|$)/i.exec(language ?? '')?.[0].toLowerCase();
  const primary = given && !complete.has(given) ? given : null;
  const others = byScript.find(([script]) => script.test(word))?.[1].split(' ') ?? [];
  for (const one of primary ? [primary, ...others] : others) {
    const month = namesOf(one).get(word);
    if (month !== undefined) return month;
  }
  return 0;
}

/**
 * The month (1 to 12) that a folded word names, 0 where it names none. A cut-off name of three letters or more counts
 * where all the names that it begins are one month's.
 */
export function monthNamed(word: string, language: string | null = null): number {
  const exception = language === null ? undefined : exceptions[language.slice(0, 2).toLowerCase()]?.get(word);
  if (exception !== undefined) return exception;
  return table().get(word) || (word.length >= 3 && monthBegun(word)) || monthOnPlatform(word, language);
}
