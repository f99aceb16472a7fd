import * as z from "zod";

/** The most coins that anything here gives at once: a slip of the keyboard makes nobody rich. */
const MOST = 1_000_000;
const coins = z.int().min(0).max(MOST);
const given = z.int().min(1).max(MOST);

export const DailyRules = z.strictObject({
  isOn: z.boolean().default(false),
  coins: given.default(100).describe("Coins for the claim of a day."),
  streakCoins: coins.default(0).describe("Coins more for each day in a row before it."),
  streakDays: z.int().min(1).max(365).default(7).describe("The day of a row from which its bonus grows no more."),
});

const perTime = {
  isOn: z.boolean().default(false),
  coins: given.default(5).describe("Coins for each full period."),
  everyMinutes: z.int().min(1).max(1440).default(5).describe("Minutes in a period."),
  mostPerDay: z.int().min(1).max(100_000_000).default(300).describe("Coins within a day at most."),
};
export const IdleRules = z.strictObject(perTime);
export const PlaytimeRules = z.strictObject(perTime);

export const ReferralRules = z.strictObject({
  isOn: z.boolean().default(false),
  referrerCoins: coins.default(100).describe("Coins for who brought somebody."),
  referredCoins: coins.default(50).describe("Coins for who was brought."),
  withinDays: z.int().min(1).max(365).default(7).describe("How old an account may be that still says who brought it."),
  afterDays: z
    .int()
    .min(0)
    .max(365)
    .default(3)
    .describe("Days after which it counts, if they have been back by then. 0: as soon as they are known."),
  playedMinutes: z
    .int()
    .min(0)
    .max(100_000)
    .default(0)
    .describe("Minutes in the community's games after which it counts earlier. 0: playing makes no difference."),
  mostPerMember: z.int().min(1).max(100_000).default(50).describe("How many one member is given coins for."),
});

const RewardedGuild = z.strictObject({
  guildId: z.string().regex(/^\d{5,20}$/, "is the id of a server of Discord"),
  name: z.string().trim().min(1).max(100).describe("What members read."),
  coins: given,
  inviteUrl: z.union([z.literal(""), z.url({ protocol: /^https$/ }).max(200)]).default(""),
});

export const JoinRules = z.strictObject({
  isOn: z.boolean().default(false),
  guilds: z
    .array(RewardedGuild)
    .max(20)
    .default([])
    .refine((guilds) => new Set(guilds.map(({ guildId }) => guildId)).size === guilds.length, "names a server twice"),
});

/** How members earn coins. Each way has its switch, and all are off until the owner decides: nobody gives away what they have not thought of. */
export const EarningRules = z.strictObject({
  minimumAgeHours: z.int().min(0).max(8760).default(0).describe("How old an account must be to earn."),
  verifiedEmail: z.boolean().default(false).describe("Whether only who has confirmed their e-mail address earns."),
  accountsPerAddress: z
    .int()
    .min(0)
    .max(1000)
    .default(3)
    .describe("How many accounts earn from one network address within a day. 0: any number."),
  daily: DailyRules.prefault({}),
  idle: IdleRules.prefault({}),
  playtime: PlaytimeRules.prefault({}),
  referral: ReferralRules.prefault({}),
  join: JoinRules.prefault({}),
});
export type EarningRules = z.output<typeof EarningRules>;

export const NO_EARNING: EarningRules = EarningRules.parse({});

/** Coins of a daily claim on that day of a row, the first being 1. */
export function dailyCoins({ coins: base, streakCoins, streakDays }: EarningRules["daily"], streak: number): number {
  return base + Math.min(streak - 1, streakDays - 1) * streakCoins;
}
