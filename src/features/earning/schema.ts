import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

export const WAYS = ["daily", "idle", "playtime", "referral", "join"] as const;
export const Way = z.enum(WAYS);
export type Way = z.output<typeof Way>;

/** A day of the panel, as `2026-11-21`. */
export const Day = z.iso.date().describe("A day by the panel's time zone, such as 2026-11-21.");

const Coins = z.int().min(0).describe("Whole coins.");

/** Why somebody earns nothing at this moment. */
export const NotNow = z.object({
  reason: z.string().describe("For programs, such as earning.blocked."),
  message: z.string(),
});

export const DailyState = z.object({
  coins: Coins.describe("What the next claim gives."),
  streak: z.int().describe("The how many-th day in a row the next claim would be."),
  isClaimed: z.boolean().describe("Whether today was claimed."),
  nextAt: Timestamp.nullable().describe("When the next day begins; null: today is still to be claimed."),
});

export const TimedState = z.object({
  coins: Coins.describe("For each full period."),
  everyMinutes: z.int().describe("Minutes of a period."),
  mostPerDay: Coins,
  earnedToday: Coins,
  leftToday: Coins,
});

export const IdleState = TimedState.extend({
  isEarning: z.boolean().describe("Whether a page of theirs earns at this moment."),
  countedSec: z.int().describe("Seconds of the period that has begun."),
});

export const PlaytimeState = TimedState.extend({
  minutesToday: z.int().describe("Minutes of today's visits that count, as of the last look, every ten minutes."),
  players: z.int().describe("How many players are proven to be theirs. Without one nothing counts."),
});

export const ReferralOffer = z.object({
  referrerCoins: Coins,
  referredCoins: Coins,
  code: z.string().nullable().describe("Their own code; null: they have not asked for one."),
  mayUseUntil: Timestamp.nullable().describe("Until when they can say who brought them; null: they cannot, or have."),
});

export const JoinOffer = z.object({
  guildId: z.string(),
  name: z.string(),
  coins: Coins,
  inviteUrl: z.string().nullable(),
  isTaken: z.boolean().describe("Whether they were given the coins."),
});

/** All ways to earn as they are for one member; null: the owner has switched it off. */
export const Ways = z.object({
  day: Day,
  zone: z.string().describe("The time zone of the panel's days."),
  refusal: NotNow.nullable().describe("Why they earn nothing at this moment; null: they do."),
  daily: DailyState.nullable(),
  idle: IdleState.nullable(),
  playtime: PlaytimeState.nullable(),
  referral: ReferralOffer.nullable(),
  join: z
    .object({ isLinked: z.boolean().describe("Whether they have linked Discord."), guilds: z.array(JoinOffer) })
    .nullable(),
});
export type Ways = z.output<typeof Ways>;

/** Every how many seconds a page says that it is open, and how far off that may be. What comes earlier or later gives nothing. */
export const BEAT_SEC = 20;
export const BEAT_EARLY_SEC = 15;
/** Browsers let the timers of pages in the background run once a minute. What is silent for longer than this is asleep or gone. */
export const BEAT_LATE_SEC = 90;

export const IdlePage = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .describe("The page that earns, as idle-start named it.");

/** How earning by an open page goes on. */
export const IdleAnswer = z.object({
  isHere: z.boolean().describe("Whether this page earns. False: another one does."),
  page: IdlePage.nullable().describe("What this page calls itself from now on; null: it does not earn."),
  nextBeat: z.int().describe("The number of the next beat."),
  beatAfterSec: z.int().describe("Seconds until it is due."),
  given: Coins.describe("Coins that were given now."),
  countedSec: z.int().describe("Seconds of the period that has begun."),
  earnedToday: Coins,
  leftToday: Coins,
});
export type IdleAnswer = z.output<typeof IdleAnswer>;

/** Letters and digits that nobody reads as others. */
export const REFERRAL_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
export const ReferralCode = z
  .string()
  .max(40)
  .transform((text) => text.toUpperCase().replace(/[^0-9A-Z]/g, ""))
  .pipe(z.string().regex(/^[0-9A-Z]{8}$/, "A code has eight letters and digits."))
  .describe("A member's code. Case, spaces and dashes do not matter.");

export const REFERRAL_STATES = ["waiting", "paid", "refused"] as const;

export const Referred = z.object({
  name: z.string(),
  at: Timestamp,
  state: z.enum(REFERRAL_STATES),
  coins: Coins.nullable().describe("What it gave; null: it is not decided."),
});

export const OwnReferrals = z.object({
  code: z.string().nullable(),
  url: z.string().nullable().describe("The address that has the code in it."),
  items: z.array(Referred).describe("The latest hundred."),
  total: z.int(),
  paid: z.int().describe("For how many coins were given."),
  coins: Coins.describe("What all of them gave."),
  broughtBy: z.object({ name: z.string(), state: z.enum(REFERRAL_STATES) }).nullable(),
});

export const EarningReportDay = z.object({ day: Day, way: Way, coins: Coins, times: z.int(), members: z.int() });

export const BlockReason = z.string().trim().min(1).max(500).describe("Why. The member does not read it.");

export const EarningBlock = z.object({
  userId: z.string(),
  name: z.string(),
  reason: z.string(),
  at: Timestamp,
  by: z.string(),
});
