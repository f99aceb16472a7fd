import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { settingChanged } from "../events.ts";
import { SETTINGS, SettingKey, type SettingValue } from "../settings.ts";

const StoredSetting = z.object({ key: z.string(), value: z.json(), updatedAt: z.date() });

/** A setting's value on the instance, or its default. */
export async function setting<K extends SettingKey>(db: Sql, key: K): Promise<SettingValue<K>> {
  return (await settings(db, [key]))[key];
}

/** Several settings in one reading, by their keys. */
export async function settings<K extends SettingKey>(
  db: Sql,
  keys: readonly K[],
): Promise<{ [Key in K]: SettingValue<Key> }> {
  const stored = await rows(
    db,
    StoredSetting,
    sql`select key, value, "updatedAt" from settings where key = any(${[...keys]}::text[]) and "on" = 'instance'`,
  );
  const values = new Map(stored.map(({ key, value }) => [key, value]));
  return Object.fromEntries(
    keys.map((key) => [key, values.has(key) ? SETTINGS[key].schema.parse(values.get(key)) : SETTINGS[key].default]),
  ) as { [Key in K]: SettingValue<Key> };
}

const Setting = z.object({
  key: SettingKey,
  value: z.json().describe("The value in force."),
  default: z.json(),
  says: z.string(),
  range: z
    .object({ least: z.int(), most: z.int() })
    .nullable()
    .describe("Of a number: what it may be. Null: it is none."),
  changedAt: Timestamp.nullable().describe("Null: never changed, the default is in force."),
});

function shownSetting(key: SettingKey, found: z.output<typeof StoredSetting> | null | undefined) {
  const { default: standard, says, schema } = SETTINGS[key];
  const range = schema instanceof z.ZodNumber ? { least: schema.minValue ?? 0, most: schema.maxValue ?? 0 } : null;
  const changedAt = iso(found?.updatedAt ?? null);
  return { key, value: found?.value ?? standard, default: standard, says, range, changedAt };
}

const OneSetting = z.object({ key: SettingKey.describe("Which setting.") });

export const get = defineQuery({
  id: "settings.get",
  summary: "Get a setting of the panel",
  access: { kind: "permission", permission: "settings:read" },
  input: OneSetting,
  output: Setting,
  example: { key: "sign-up" },
  http: { method: "GET", path: "/admin/settings/{key}" },
  rate: "admin",
  edited: ({ value }) => value,
  async run({ db }, { key }) {
    const found = await row(
      db,
      StoredSetting,
      sql`select key, value, "updatedAt" from settings where key = ${key} and "on" = 'instance'`,
    );
    return shownSetting(key, found);
  },
});

export const list = defineQuery({
  id: "settings.list",
  summary: "List the panel's settings",
  access: { kind: "permission", permission: "settings:read" },
  input: z.object({}),
  output: z.object({ items: z.array(Setting) }),
  example: {},
  http: { method: "GET", path: "/admin/settings" },
  rate: "admin",
  edited: ({ items }) => items.map(({ key, value }) => [key, value]),
  run: async ({ db }) => ({ items: await allSettings(db) }),
});

export const set = defineCommand({
  id: "settings.set",
  summary: "Change a setting of the panel",
  access: { kind: "permission", permission: "settings:write" },
  input: OneSetting.extend({ value: z.json().describe("Its new value.") }),
  output: z.object({ key: SettingKey, value: z.json() }),
  example: { key: "sign-up", value: "open" },
  http: { method: "PUT", path: "/admin/settings/{key}" },
  rate: "admin",
  async run(context, { key, value }) {
    const before = await setting(context.db, key);
    const after = await store(context, key, value, "value");
    context.target("setting", key, key);
    context.changed({ value: before }, { value: after });
    return { key, value: after };
  },
});

export const update = defineCommand({
  id: "settings.update",
  summary: "Change several settings of the panel at once",
  description:
    "All of them or none. Needs an `If-Match` with the `ETag` of `GET /admin/settings`, so that two people do not overwrite each other.",
  access: { kind: "permission", permission: "settings:write" },
  needsIfMatch: true,
  input: z.object({
    values: z.partialRecord(SettingKey, z.json()).describe("New values by the settings' keys."),
  }),
  output: z.object({ items: z.array(Setting) }),
  example: { values: { "panel-name": "Nightfall", "player-session-days": 180 } },
  http: { method: "PATCH", path: "/admin/settings" },
  rate: "admin",
  async run(context, { values }) {
    const before: Record<string, unknown> = {};
    const after: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(values) as [SettingKey, unknown][]) {
      before[key] = await setting(context.db, key);
      after[key] = await store(context, key, value, `values.${key}`);
    }
    context.changed(before, after);
    return { items: await allSettings(context.db) };
  },
});

async function allSettings(db: Sql) {
  const stored = new Map(
    (await rows(db, StoredSetting, sql`select key, value, "updatedAt" from settings where "on" = 'instance'`)).map(
      (found) => [found.key, found],
    ),
  );
  return SettingKey.options.map((key) => shownSetting(key, stored.get(key)));
}

/** Puts a setting's value in place; throws `invalid_input` with what is wrong, below this path. */
async function store({ db, now, emit, job }: Context, key: SettingKey, value: unknown, path: string) {
  const parsed = SETTINGS[key].schema.safeParse(value);
  if (!parsed.success) {
    const details = parsed.error.issues.map((issue) => ({
      path: [path, ...issue.path].join("."),
      code: issue.code,
      message: issue.message,
    }));
    throw new AppError("invalid_input", "invalid_input", { count: details.length }, details);
  }
  await db.execute(sql`
    insert into settings (key, "on", value, "updatedAt") values (${key}, 'instance', ${JSON.stringify(parsed.data)}::jsonb, ${now})
    on conflict (key, "on") do update set value = excluded.value, "updatedAt" = excluded."updatedAt"`);
  emit(settingChanged, { key, value: parsed.data });
  const follows = SETTINGS[key];
  if ("job" in follows) job({ name: follows.job, payload: {}, key: follows.job });
  return parsed.data;
}
