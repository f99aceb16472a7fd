import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { SettingKey } from "./settings.ts";

export const settingChanged = defineEvent({
  type: "setting.changed",
  summary: "A setting of the panel was changed.",
  permission: "settings:read",
  payload: z.object({ key: SettingKey, value: z.json() }),
  example: { key: "sign-up", value: "open" },
  subject: () => ({}),
});
