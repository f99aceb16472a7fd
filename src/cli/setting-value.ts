import { SETTINGS, type SettingKey } from "#app/features/admin/settings.ts";
import { OperatorError } from "#app/platform/operator-error.ts";

/** The value that words of a command line mean for a setting: JSON where it is more than a word, numbers and booleans as such, else the text as it is. */
export function settingValue(key: SettingKey, text: string): unknown {
  const standard: unknown = SETTINGS[key].default;
  if (typeof standard === "string") return text;
  if (typeof standard === "object") return fromJson(key, text, standard);
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function fromJson(key: SettingKey, text: string, standard: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OperatorError(
      `The setting ${key} is written as JSON in quotes, for example: gamekeeper settings set ${key} '${JSON.stringify(standard)}'`,
    );
  }
}
