/** Zone names and offsets, in minutes east of UTC. */

const names: Readonly<Record<string, number>> = Object.assign(Object.create(null) as Record<string, number>, {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  uct: 0,
  zulu: 0,
  egst: 0,
  azost: 0,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  wat: 60,
  mewt: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  cat: 120,
  sast: 120,
  eest: 180,
  msk: 180,
  trt: 180,
  eat: 180,
  idt: 180,
  arst: 180,
  fet: 180,
  irst: 210,
  msd: 240,
  gst: 240,
  azt: 240,
  samt: 240,
  get: 240,
  mut: 240,
  irdt: 270,
  aft: 270,
  pkt: 300,
  uzt: 300,
  yekt: 300,
  mvt: 300,
  tjt: 300,
  tmt: 300,
  ist: 330,
  slst: 330,
  npt: 345,
  bdt: 360,
  btt: 360,
  omst: 360,
  almt: 360,
  kgt: 360,
  mmt: 390,
  ict: 420,
  wib: 420,
  krat: 420,
  novt: 420,
  hovt: 420,
  hkt: 480,
  sgt: 480,
  myt: 480,
  pht: 480,
  awst: 480,
  wita: 480,
  irkt: 480,
  ulat: 480,
  cct: 480,
  jst: 540,
  kst: 540,
  wit: 540,
  yakt: 540,
  tlt: 540,
  acst: 570,
  aest: 600,
  chst: 600,
  vlat: 600,
  pgt: 600,
  acdt: 630,
  lhst: 630,
  aedt: 660,
  magt: 660,
  sakt: 660,
  sbt: 660,
  nct: 660,
  nzst: 720,
  pett: 720,
  fjt: 720,
  nzdt: 780,
  tot: 780,
  chadt: 825,
  azot: -60,
  cvt: -60,
  egt: -60,
  brst: -120,
  fnt: -120,
  gst2: -120,
  ndt: -150,
  brt: -180,
  art: -180,
  uyt: -180,
  adt: -180,
  clst: -180,
  gft: -180,
  pyst: -180,
  nst: -210,
  ast: -240,
  edt: -240,
  clt: -240,
  vet: -240,
  bot: -240,
  gyt: -240,
  amt: -240,
  pyt: -240,
  est: -300,
  cdt: -300,
  cot: -300,
  pet: -300,
  ect: -300,
  act: -300,
  cist: -300,
  cst: -360,
  mdt: -360,
  galt: -360,
  mst: -420,
  pdt: -420,
  pst: -480,
  akdt: -480,
  akst: -540,
  hdt: -540,
  hst: -600,
  hast: -600,
  tahit: -600,
  sst: -660,
});

/** Names that mean another zone to the readers of one language. */
const local: Readonly<Record<string, ReadonlyMap<string, number>>> = {
  zh: new Map([['cst', 480]]),
  he: new Map([['ist', 120]]),
  ar: new Map([['ast', 180]]),
  ga: new Map([['ist', 60]]),
};

/** American names that leave open whether it is summer: minutes of standard time. */
const american: Readonly<Record<string, number>> = { et: -300, ct: -360, mt: -420, pt: -480 };

/** Whether the United States keep summer time on this day: second Sunday of March to first Sunday of November. */
function isAmericanSummer(year: number, month: number, day: number): boolean {
  if (month !== 3 && month !== 11) return month > 3 && month < 11;
  const firstWeekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const firstSunday = 1 + ((7 - firstWeekday) % 7);
  return month === 3 ? day >= firstSunday + 7 : day < firstSunday;
}

/** The offset of a zone name in lower case on a day; null where the name is not known. */
export function zoneNamed(
  name: string,
  on: { readonly year: number; readonly month: number; readonly day: number },
  language: string | null,
): number | null {
  if (Object.hasOwn(american, name)) {
    return (american[name] ?? 0) + (isAmericanSummer(on.year, on.month, on.day) ? 60 : 0);
  }
  const own = language === null ? undefined : local[language.slice(0, 2).toLowerCase()]?.get(name);
  if (own !== undefined) return own;
  const common = names[name];
  if (common !== undefined) return common;
  // RFC 822's military letters were given the wrong signs; RFC 5322 section 4.3 reads them as UTC.
  return /^[a-ik-z]$/.test(name) ? 0 : null;
}

const clocks = new Map<string, Intl.DateTimeFormat | null>();

/** What a clock of the zone shows, read back as UTC; null for a zone that is not known. */
function clockOf(zone: string): Intl.DateTimeFormat | null {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  let clock: Intl.DateTimeFormat | null = null;
  try {
    clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    // A RangeError: no such zone.
  }
  // Making one is slow, and a feed has one zone; hostile feeds have many.
  if (clocks.size < 100) clocks.set(zone, clock);
  return clock;
}

/** Minutes east of UTC that the IANA zone ("europe/berlin") keeps at a local time; null for a zone that is not known. */
export function offsetOfPlace(zone: string, localMs: number): number | null {
  const clock = clockOf(zone);
  if (!clock) return null;
  const at = (ms: number): number => {
    const name = clock.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return offsetFrom(name.replace('GMT', '').replace('\u2212', '-')) ?? 0;
  };
  // The second look is right but for the hours around a change of the clocks.
  return at(localMs - at(localMs) * 60_000);
}

/** Minutes of "+0530", "-07:00", "-08", "+5:30", "+530", "+2"; null for one that no place on earth has. */
export function offsetFrom(text: string): number | null {
  const found = /^([+-])(\d{1,2}):?(\d{2})?(?::?\d{2})?$/.exec(text) ?? /^([+-])(\d)(\d{2})$/.exec(text);
  if (!found) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  if (Number(found[3] ?? 0) > 59 || minutes > 15 * 60) return null;
  return found[1] === '-' ? 0 - minutes : minutes;
}
