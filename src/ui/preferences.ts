/** The cookie that holds what a person chose about the look of the panel, so that the server renders it at once. */
export const PREFERENCES_COOKIE = "gamekeeper_ui";

export const THEMES = ["system", "light", "dark"] as const;
export const DENSITIES = ["comfortable", "compact"] as const;

/** What one table remembers: columns put away and the size of a page. Filters belong to the address instead. */
export interface TablePreferences {
  hidden?: readonly string[];
  limit?: number;
}

/** Choices about the look, small enough for a cookie. `zone` is an IANA name, or "browser" for the reader's own. */
export interface Preferences {
  theme: (typeof THEMES)[number];
  density: (typeof DENSITIES)[number];
  sidebar: "wide" | "narrow";
  zone: string;
  times: "relative" | "absolute";
  singleKeys: boolean;
  tables: Readonly<Record<string, TablePreferences>>;
  console: { time: boolean; wrap: boolean; plain: boolean };
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: "system",
  density: "comfortable",
  sidebar: "wide",
  zone: "browser",
  times: "relative",
  singleKeys: true,
  tables: {},
  console: { time: true, wrap: true, plain: false },
};

/**
 * Preferences out of the cookie's raw value. Whatever is missing, unknown or broken falls back to the default: the
 * cookie is the browser's and may hold anything.
 */
export function parsePreferences(raw: string | undefined): Preferences {
  const said = readObject(raw);
  const view = isObject(said.console) ? said.console : {};
  return {
    theme: oneOf(THEMES, said.theme, DEFAULT_PREFERENCES.theme),
    density: oneOf(DENSITIES, said.density, DEFAULT_PREFERENCES.density),
    sidebar: said.sidebar === "narrow" ? "narrow" : "wide",
    zone: typeof said.zone === "string" && isZone(said.zone) ? said.zone : DEFAULT_PREFERENCES.zone,
    times: said.times === "absolute" ? "absolute" : "relative",
    singleKeys: said.singleKeys !== false,
    tables: readTables(said.tables),
    console: { time: view.time !== false, wrap: view.wrap !== false, plain: view.plain === true },
  };
}

/** The cookie's value for these preferences; what equals the default is left out to keep it small. */
export function serializePreferences(preferences: Preferences): string {
  const differing = Object.entries(preferences).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULT_PREFERENCES[name as keyof Preferences]),
  );
  return encodeURIComponent(JSON.stringify(Object.fromEntries(differing)));
}

function readTables(said: unknown): Preferences["tables"] {
  if (!isObject(said)) return {};
  const tables: Record<string, TablePreferences> = {};
  for (const [name, value] of Object.entries(said).slice(0, 60)) {
    if (!isObject(value)) continue;
    const hidden = Array.isArray(value.hidden) ? value.hidden.filter((id) => typeof id === "string") : undefined;
    const limit = typeof value.limit === "number" && Number.isInteger(value.limit) ? value.limit : undefined;
    tables[name] = { ...(hidden && { hidden }), ...(limit && { limit: Math.min(100, Math.max(1, limit)) }) };
  }
  return tables;
}

function readObject(raw: string | undefined): Record<string, unknown> {
  if (!raw) return {};
  try {
    const said: unknown = JSON.parse(raw.startsWith("%") ? decodeURIComponent(raw) : raw);
    return isObject(said) ? said : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((candidate) => candidate === value) ?? otherwise;
}

function isZone(zone: string): boolean {
  if (zone === "browser") return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
