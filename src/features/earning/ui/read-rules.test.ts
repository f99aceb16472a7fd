import { expect, it } from "vitest";
import { EarningRules, NO_EARNING } from "../rules.ts";
import { guildLines, readGuilds, readRules } from "./read-rules.ts";

const GUILD = { guildId: "1100000000000000002", coins: 50, name: "The Tavern", inviteUrl: "https://discord.gg/tavern" };

it("servers of Discord are the same after they were written as lines", () => {
  const guilds = [GUILD, { ...GUILD, guildId: "1100000000000000003", inviteUrl: "" }];
  expect(readGuilds(`\n${guildLines(guilds)}\n`)).toEqual({ guilds });
});

it.each([
  "The Tavern",
  "1 | 50 | x",
  "1100000000000000002 | many | x",
  "1100000000000000002 | 5 | ",
  "1100000000000000002 | 5 | x | y | z",
])("a line that names no server is told by its number: %s", (line) =>
  expect(readGuilds(`${guildLines([GUILD])}\n${line}`)).toEqual({ wrongLine: 2 }),
);

it("what is typed is the setting, with all its fields", () => {
  const form = new FormData();
  const walk = (value: unknown, path: string) => {
    if (typeof value === "number") form.set(path, String(value + 1));
    else if (value === false) form.set(path, "on");
    else if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${name}`);
  };
  walk(NO_EARNING, "value");
  const read = EarningRules.parse(readRules(form, NO_EARNING, [GUILD]));
  expect(read).toMatchObject({
    minimumAgeHours: 1,
    verifiedEmail: true,
    daily: { isOn: true, coins: 101, streakCoins: 1, streakDays: 8 },
    join: { isOn: true, guilds: [GUILD] },
  });
});
