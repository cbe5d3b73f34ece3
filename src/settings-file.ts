/** Writes config.json, under the lock and with the care that the favorites get. */
import { asObject, isGroup, knownKey, recordOf, type SettingKey, settings, valueIn } from './config.ts';
import { NewsError } from './core/errors.ts';
import type { Restored } from './core/upkeep.ts';
import { type JsonFile, type JsonObject, readJsonFile } from './store/json-file.ts';

/** The settings that hold texts by name. */
type TextsKey = 'share' | 'queries';

export interface SettingsFile {
  /** Takes the value as text. Throws NewsError "usage" for an unknown key or a value that does not hold. */
  set(key: string, text: string): Promise<void>;
  /** Sets one text of a setting that holds texts by name; null takes it out. The others stay as another process may leave them. */
  put(key: TextsKey, name: string, text: string | null): Promise<void>;
  /** Takes a key out of the file, also one that we do not know. */
  unset(key: string): Promise<void>;
  /** Puts the last good copy in the place of a damaged file; null where it is sound, and where there is no good copy. */
  restore(): Promise<Restored | null>;
}

export function settingsFile(path: string): SettingsFile {
  const file: JsonFile = { path, code: 'config' };
  const change = async (edit: (content: unknown) => JsonObject): Promise<void> =>
    (await import('./store/change-json-file.ts')).changeJsonFile(file, edit);
  return {
    async set(name, text) {
      const key = knownKey(name);
      const { form } = recordOf(key);
      const value = form.read(text);
      if (value === null) throw badArgument(key, `"${text}" is no value for ${key}`);
      const wrong = form.confirm?.(value) ?? null;
      if (wrong !== null) throw badArgument(key, wrong);
      await change((content) => ({ ...without(asObject(file, content), key), [key]: form.write(value) }));
    },
    async put(key, name, text) {
      await change((content) => {
        const whole = asObject(file, content);
        const { [name]: _, ...others } = settings[key].form.read(valueIn(whole, key)) ?? {};
        return { ...without(whole, key), [key]: text === null ? others : { ...others, [name]: text } };
      });
    },
    async unset(key) {
      if (!Object.hasOwn(settings, key)) {
        const present = valueIn(asObject(file, readJsonFile(file)), key) !== undefined;
        if (!present) knownKey(key);
      }
      await change((content) => without(asObject(file, content), key));
    },
    restore: async () =>
      (await import('./store/change-json-file.ts')).restoreJsonFile(file, (content) => asObject(file, content)),
  };
}

function without(file: JsonObject, key: string): JsonObject {
  const [group = '', name = ''] = key.split('.', 2);
  const rest = Object.entries(file).filter(([other]) => other !== key);
  return Object.fromEntries(
    rest.map(([other, value]) => {
      if (other !== group || !name || !isGroup(value)) return [other, value];
      return [other, Object.fromEntries(Object.entries(value).filter(([inner]) => inner !== name))];
    }),
  );
}

function badArgument(key: SettingKey, what: string): NewsError {
  return new NewsError('usage', what, `Use ${recordOf(key).form.valid}.`);
}
