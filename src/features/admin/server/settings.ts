import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { settingChanged } from "../events.ts";
import { SETTINGS, SettingKey, type SettingValue } from "../settings.ts";

const StoredSetting = z.object({ key: z.string(), value: z.json(), updatedAt: z.date() });

/** A setting's value on the instance, or its default. */
export async function setting<K extends SettingKey>(db: Sql, key: K): Promise<SettingValue<K>> {
  const stored = await row(
    db,
    StoredSetting,
    sql`select key, value, "updatedAt" from settings where key = ${key} and "on" = 'instance'`,
  );
  const { schema } = SETTINGS[key];
  return (stored ? schema.parse(stored.value) : SETTINGS[key].default) as SettingValue<K>;
}

const Setting = z.object({
  key: SettingKey,
  value: z.json().describe("The value in force."),
  default: z.json(),
  says: z.string(),
  changedAt: Timestamp.nullable().describe("Null: never changed, the default is in force."),
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
  async run({ db }) {
    const stored = new Map(
      (await rows(db, StoredSetting, sql`select key, value, "updatedAt" from settings where "on" = 'instance'`)).map(
        (found) => [found.key, found],
      ),
    );
    return {
      items: SettingKey.options.map((key) => {
        const found = stored.get(key);
        const { default: standard, says } = SETTINGS[key];
        return {
          key,
          value: found?.value ?? standard,
          default: standard,
          says,
          changedAt: iso(found?.updatedAt ?? null),
        };
      }),
    };
  },
});

export const set = defineCommand({
  id: "settings.set",
  summary: "Change a setting of the panel",
  access: { kind: "permission", permission: "settings:write" },
  input: z.object({ key: SettingKey.describe("Which setting."), value: z.json().describe("Its new value.") }),
  output: z.object({ key: SettingKey, value: z.json() }),
  example: { key: "sign-up", value: "open" },
  http: { method: "PUT", path: "/admin/settings/{key}" },
  rate: "admin",
  async run({ db, now, emit, target, changed }, { key, value }) {
    const parsed = SETTINGS[key].schema.safeParse(value);
    if (!parsed.success) {
      const details = parsed.error.issues.map((issue) => ({
        path: ["value", ...issue.path].join("."),
        code: issue.code,
        message: issue.message,
      }));
      throw new AppError("invalid_input", "invalid_input", { count: details.length }, details);
    }
    const before = await setting(db, key);
    await db.execute(sql`
      insert into settings (key, "on", value, "updatedAt") values (${key}, 'instance', ${JSON.stringify(parsed.data)}::jsonb, ${now})
      on conflict (key, "on") do update set value = excluded.value, "updatedAt" = excluded."updatedAt"`);
    target("setting", key, key);
    changed({ value: before }, { value: parsed.data });
    emit(settingChanged, { key, value: parsed.data });
    return { key, value: parsed.data };
  },
});
