import type { EarningRules } from "../rules.ts";

type Guild = EarningRules["join"]["guilds"][number];

/** Servers of Discord as lines to edit: id, coins, name and invitation. */
export function guildLines(guilds: readonly Guild[]): string {
  return guilds
    .map(({ guildId, coins, name, inviteUrl }) => [guildId, coins, name, ...(inviteUrl ? [inviteUrl] : [])].join(" | "))
    .join("\n");
}

/** The servers that these lines name, or the number of the first line that names none. */
export function readGuilds(text: string): { guilds: Guild[] } | { wrongLine: number } {
  const guilds: Guild[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const [guildId = "", coins = "", name = "", inviteUrl = "", ...more] = line.split("|").map((part) => part.trim());
    if (!/^\d{5,20}$/.test(guildId) || !/^\d{1,9}$/.test(coins) || name === "" || more.length > 0)
      return { wrongLine: i + 1 };
    guilds.push({ guildId, coins: Number(coins), name, inviteUrl });
  }
  return { guilds };
}

/** What was typed, as the setting takes it. Its fields are named by their place in it; what is no number goes on as it is, for the server to say what is wrong. */
export function readRules(form: FormData, before: EarningRules, guilds: readonly Guild[]): unknown {
  const number = (path: string) => {
    const text = String(form.get(`value.${path}`) ?? "").trim();
    return /^\d+$/.test(text) ? Number(text) : text;
  };
  const isOn = (path: string) => form.get(`value.${path}`) === "on";
  const numbers = (way: string, values: object) =>
    Object.fromEntries(
      Object.keys(values)
        .filter((name) => name !== "isOn")
        .map((name) => [name, number(`${way}.${name}`)]),
    );
  return {
    minimumAgeHours: number("minimumAgeHours"),
    verifiedEmail: isOn("verifiedEmail"),
    accountsPerAddress: number("accountsPerAddress"),
    daily: { isOn: isOn("daily.isOn"), ...numbers("daily", before.daily) },
    idle: { isOn: isOn("idle.isOn"), ...numbers("idle", before.idle) },
    playtime: { isOn: isOn("playtime.isOn"), ...numbers("playtime", before.playtime) },
    referral: { isOn: isOn("referral.isOn"), ...numbers("referral", before.referral) },
    join: { isOn: isOn("join.isOn"), guilds },
  };
}
