/** The settings: one record each, and the layers that give them values: defaults < file < environment < flags. */
import { NewsError } from './core/errors.ts';
import { longestRest, shortestRest } from './core/schedule.ts';
import { day, hour } from './core/time.ts';
import {
  byteSize,
  contactAddress,
  countOrAll,
  duration,
  durationOrAll,
  durationOrAuto,
  type Form,
  hostNames,
  keyBindings,
  line,
  oneOf,
  texts,
  timeZone,
  wholeNumber,
  yesOrNo,
} from './setting-forms.ts';
import { type JsonFile, type JsonObject, readJsonFile } from './store/json-file.ts';

interface Setting<T> {
  readonly default: T;
  readonly form: Form<T>;
  /** One line for `news config list` and the README. */
  readonly help: string;
}

function setting<T>(form: Form<T>, value: NoInfer<T>, help: string): Setting<T> {
  return { default: value, form, help };
}

/** All settings by key. The environment's name of "refresh.max-size" is NEWS_REFRESH_MAX_SIZE. */
export const settings = {
  'refresh.parallel': setting(
    wholeNumber(1, 512),
    256,
    'how many sources are fetched at the same time at most; it begins with 32 and grows while they answer',
  ),
  'refresh.interval': setting(
    durationOrAuto(shortestRest, longestRest),
    'auto',
    'how long a source rests between refreshes; auto: as its publisher says and as often as it has news',
  ),
  'refresh.timeout': setting(
    duration(1000, hour),
    25_000,
    'how long one fetch may take, from connecting to the last byte',
  ),
  'refresh.max-size': setting(byteSize(1000, 1_000_000_000), 15_000_000, 'how large one document may be, decompressed'),
  'retention.age': setting(
    durationOrAll(day, 36_500 * day),
    Number.POSITIVE_INFINITY,
    'how long articles are kept; nothing goes by default',
  ),
  'retention.count': setting(countOrAll, Number.POSITIVE_INFINITY, 'how many articles of each source are kept'),
  'retention.keep-unread': setting(yesOrNo, true, 'whether unread articles stay whatever their age and number'),
  offline: setting(yesOrNo, false, 'never use the network'),
  'user-agent': setting(line, '', 'what servers are told of the program; empty for its name and version'),
  contact: setting(contactAddress, '', 'where you can be reached, told to servers: a page or a mail address'),
  'private-hosts': setting(hostNames, [], 'hosts in private networks that public pages and feeds may lead to'),
  'list.limit': setting(countOrAll, 30, 'how many headlines a list shows'),
  'time-zone': setting(timeZone, '', 'the time zone that times are shown in; empty for the system’s'),
  color: setting(oneOf('auto', 'always', 'never'), 'auto', 'whether text is colored; auto: on a terminal'),
  links: setting(
    oneOf('auto', 'always', 'never'),
    'auto',
    'whether links can be clicked; auto: where the terminal can',
  ),
  theme: setting(oneOf('auto', 'day', 'night'), 'auto', 'the colors of the full-screen reader'),
  images: setting(
    oneOf('auto', 'always', 'never'),
    'auto',
    'whether the full-screen reader draws images; auto: once i is pressed',
  ),
  graphics: setting(
    oneOf('auto', 'kitty', 'iterm2', 'sixel', 'blocks'),
    'auto',
    'how the full-screen reader draws images; auto: as the terminal says it can',
  ),
  bidi: setting(
    oneOf('visual', 'terminal'),
    'visual',
    'who puts right-to-left text in order: news, or the terminal itself',
  ),
  mouse: setting(yesOrNo, true, 'whether the full-screen reader takes wheel and clicks'),
  browser: setting(line, '', 'the program that opens links; empty for $BROWSER, then the system’s own'),
  share: setting(texts, {}, 'share targets of your own: name and address, with {link} and {title} in it'),
  queries: setting(texts, {}, 'saved queries of the full-screen reader: name and query'),
  keys: setting(keyBindings, {}, 'keys of the full-screen reader: a key, or several, by command'),
} satisfies Record<string, Setting<never> | Setting<unknown>>;

export type SettingKey = keyof typeof settings;
export type Settings = { readonly [K in SettingKey]: (typeof settings)[K] extends Setting<infer T> ? T : never };
/** Where a value comes from. */
export type Origin = 'default' | 'file' | 'environment' | 'flag';

export interface ReadSettings {
  /** Complete: the default stands in where a value does not hold. */
  readonly values: Settings;
  readonly origins: Readonly<Record<SettingKey, Origin>>;
  /** Values that do not hold, and a damaged file: commands stop at the first, except those that repair settings. */
  readonly problems: readonly NewsError[];
  /** Keys in the file that we do not know: kept there, but without effect. */
  readonly unknown: readonly string[];
}

/** Flags by the key of the setting that they overrule; undefined where not given. */
export type SettingFlags = { readonly [K in SettingKey]?: unknown };

/** Reads the settings without conf: this is on the path of every command. Never throws. */
export function readSettings(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
  flags: SettingFlags = {},
): ReadSettings {
  const problems: NewsError[] = [];
  const file = readFile(path, problems);
  const entries = settingKeys.map((key) => {
    const [origin, given, place] = givenFor(key, { file, path, env, flags });
    const { form, default: otherwise } = recordOf(key);
    const value = origin === 'default' ? otherwise : form.read(given);
    if (value === null) problems.push(badValue(key, given, place));
    return { key, origin, value: value ?? otherwise };
  });
  return {
    values: Object.fromEntries(entries.map(({ key, value }) => [key, value])) as Settings,
    origins: Object.fromEntries(entries.map(({ key, origin }) => [key, origin])) as Record<SettingKey, Origin>,
    problems,
    unknown: unknownKeys(file),
  };
}

interface Layers {
  readonly file: JsonObject;
  readonly path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: SettingFlags;
}

/** The value of the topmost layer that has one, and the words for where it stands. */
function givenFor(key: SettingKey, { file, path, env, flags }: Layers): readonly [Origin, unknown, string] {
  if (flags[key] !== undefined) return ['flag', flags[key], 'on the command line'];
  const name = environmentName(key);
  if (env[name]) return ['environment', env[name], `${name} in the environment`];
  const value = valueIn(file, key);
  return value === undefined ? ['default', undefined, ''] : ['file', value, `in ${path}`];
}

export function environmentName(key: SettingKey): string {
  return `NEWS_${key.toUpperCase().replaceAll(/[.-]/g, '_')}`;
}

/** One setting as `news config list` shows it; `value` and `default` in the form that `set` takes. */
export interface SettingRow {
  readonly key: SettingKey;
  readonly value: unknown;
  readonly default: unknown;
  readonly origin: Origin;
  readonly environment: string;
  readonly valid: string;
  readonly help: string;
}

export function settingRows(read: ReadSettings): readonly SettingRow[] {
  return settingKeys.map((key) => {
    const { form, default: otherwise, help } = recordOf(key);
    const value = form.write(read.values[key]);
    const origin = read.origins[key];
    return {
      key,
      value,
      default: form.write(otherwise),
      origin,
      environment: environmentName(key),
      valid: form.valid,
      help,
    };
  });
}

/** The key as one of ours. Throws NewsError "usage". */
export function knownKey(key: string): SettingKey {
  if (isKey(key)) return key;
  throw new NewsError('usage', `there is no setting "${key}"`, 'See all of them: news config list');
}

const settingKeys = Object.keys(settings) as SettingKey[];

function isKey(key: string): key is SettingKey {
  return Object.hasOwn(settings, key);
}

/** The record of a key with its type forgotten: what read() gives is only handed to the same record's other functions. */
export function recordOf(key: SettingKey): Setting<unknown> {
  return settings[key] as Setting<unknown>;
}

function readFile(path: string, problems: NewsError[]): JsonObject {
  const file: JsonFile = { path, code: 'config' };
  try {
    return asObject(file, readJsonFile(file));
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    problems.push(error);
    return {};
  }
}

export function asObject(file: JsonFile, value: unknown): JsonObject {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new NewsError('config', `${file.path} holds no object of settings`, 'Write it as {"list.limit": 50}.');
}

/** The value of a key, written flat or, by hand, nested: {"list": {"limit": 50}}. */
export function valueIn(file: JsonObject, key: string): unknown {
  if (Object.hasOwn(file, key)) return file[key];
  const [group = '', name = ''] = key.split('.', 2);
  const nested = Object.hasOwn(file, group) ? file[group] : undefined;
  return isGroup(nested) && Object.hasOwn(nested, name) ? nested[name] : undefined;
}

function unknownKeys(file: JsonObject): readonly string[] {
  return Object.entries(file).flatMap(([key, value]) => {
    // "$schema" is for editors.
    if (isKey(key) || key.startsWith('$')) return [];
    const ours = settingKeys.some((known) => known.startsWith(`${key}.`));
    if (!ours || !isGroup(value)) return [key];
    return Object.keys(value).flatMap((name) => (isKey(`${key}.${name}`) ? [] : [`${key}.${name}`]));
  });
}

export function isGroup(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badValue(key: SettingKey, given: unknown, place: string): NewsError {
  const { form } = recordOf(key);
  const value = JSON.stringify(given)?.slice(0, 100);
  return new NewsError('config', `${key} cannot be ${value} (${place})`, `Use ${form.valid}.`);
}
