import { DEFAULT_SETTINGS } from "./schema.ts";

/** Who sees the kills of a community, as SQL: of the row that this names, or of the one table that a statement reads. What is not set is as by default. */
export function levelOf(community?: string): string {
  const settings = community === undefined ? "settings" : `${community}.settings`;
  return `coalesce(${settings}->>'privacyLevel', '${DEFAULT_SETTINGS.privacyLevel}')`;
}
