import * as z from "zod";
import { EarningRules, NO_EARNING } from "../earning/rules.ts";
import { RUN_JOB } from "../renewals/run-job.ts";
import { FIGURED_KILLS } from "./figured-kills.ts";
import { SIGN_UP_POLICIES } from "./sign-up-policies.ts";

/** How people get an account; before there is an owner it is closed, whatever this says. */
export const SignUpPolicy = z.enum(SIGN_UP_POLICIES);
export type SignUpPolicy = z.output<typeof SignUpPolicy>;

/** An origin as browsers send it, or `*` for all. */
export const AllowedOrigin = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => text === "*" || (URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text),
    "An origin is scheme, host and port, for example https://app.example.org; * stands for all.",
  );

/**
 * What an operator changes while the panel runs: one catalogue. Each has a schema, a default and a sentence; its value is a row, on the instance or
 * overridden for a community or a server. `job`: what the worker does about a change.
 */
export const SETTINGS = {
  "sign-up": {
    schema: SignUpPolicy,
    default: "invitation" as SignUpPolicy,
    says: "Who may make an account: anybody (open), whoever has an invitation, or nobody new (closed).",
  },
  "email-verification": {
    schema: z.boolean(),
    default: false,
    says: "Whether whoever makes an account without an invitation confirms their e-mail address before they can sign in. Without a mail server (SMTP_URL) nobody is asked.",
  },
  "panel-name": {
    schema: z.string().trim().min(1).max(60),
    default: "Gamekeeper",
    says: "The panel's name, shown in titles and mails.",
  },
  "event-connections": {
    schema: z.number().int().min(1).max(1000),
    default: 5,
    says: "How many event streams one API key may have open at a time, where it has no number of its own.",
  },
  "api-call-days": {
    schema: z.number().int().min(1).max(365),
    default: 30,
    says: "How many days single calls by API key are kept, with their addresses. Counts by hour and day are kept for longer.",
  },
  "game-event-days": {
    schema: z.number().int().min(1).max(3650),
    default: 90,
    says: "How many days what happened in games is kept for timelines: chat, commands, deaths. Figures are kept for longer.",
  },
  "player-session-days": {
    schema: z.number().int().min(1).max(3650),
    default: 365,
    says: "How many days visits of players are kept, with the addresses they came from.",
  },
  "kill-repeat-seconds": {
    schema: z.number().int().min(0).max(60),
    default: 2,
    says: "A kill told again by the same teller with the same weapon and place within so many seconds is the same kill.",
  },
  "kill-confirm-seconds": {
    schema: z.number().int().min(0).max(60),
    default: 10,
    says: "Two tellers' words on the same killer and victim within so many seconds are on one kill: the second confirms it.",
  },
  "kill-delay-minutes": {
    schema: z.number().int().min(0).max(1440),
    default: 0,
    says: "How many minutes a kill is kept from all but those who had part in it or told of it, so that nobody is hunted by it.",
  },
  "kill-season-months": {
    schema: z.number().int().min(0).max(24),
    default: 3,
    says: "How many months a season of kills lasts, counted from January 2000: 3 are the quarters of a year. 0: there are no seasons. Figures of seasons are counted anew when it changes.",
    job: "kills.take-seasons",
  },
  "kill-figures-of": {
    schema: z.enum(FIGURED_KILLS),
    default: "all" as (typeof FIGURED_KILLS)[number],
    says: "Which kills are in figures, ratings and on boards: all that count, or only sure ones (told by two, or seen by a server or in a log of a player who has proven to be theirs). All are listed. When it changes figures are counted anew, which takes minutes where there are many.",
    job: "kills.take-what-counts",
  },
  "kill-crashes": {
    schema: z.boolean(),
    default: true,
    says: "Whether a crash that nobody is known to have caused is a death. Else it is listed, and in no figure. When it changes figures are counted anew.",
    job: "kills.take-what-counts",
  },
  "kill-raw-data-days": {
    schema: z.number().int().min(1).max(3650),
    default: 90,
    says: "How many days what programs send along with a kill (rawData) is kept. Kills are kept for longer.",
  },
  "kill-claims-per-hour": {
    schema: z.number().int().min(10).max(1_000_000),
    default: 5_000,
    says: "How many kills one user may tell of in an hour, by all their programs together. What games and logs say is not counted.",
  },
  "kill-logged-per-day": {
    schema: z.number().int().min(100).max(10_000_000),
    default: 200_000,
    says: "How many deaths of logs one user may hand in within a day. Logs that lie on nodes are not counted.",
  },
  "ticket-reopen-days": {
    schema: z.number().int().min(0).max(365),
    default: 14,
    says: "For how many days after it was done a member opens their ticket again by writing in it. After that they open a new one.",
  },
  "ticket-close-days": {
    schema: z.number().int().min(0).max(365),
    default: 7,
    says: "After how many days a resolved ticket is closed by itself. 0: never.",
  },
  "ticket-days": {
    schema: z.number().int().min(30).max(3650),
    default: 730,
    says: "How many days tickets are kept after they were closed, with their files.",
  },
  renewals: {
    schema: z.boolean(),
    default: false,
    says: "Whether servers expire unless they are renewed. Each has a whole period from when this is switched on; one that is not renewed is suspended, and never deleted.",
    job: RUN_JOB,
  },
  "renewal-days": {
    schema: z.number().int().min(1).max(365),
    default: 30,
    says: "How many days a renewal lasts.",
  },
  "renewal-price": {
    schema: z.number().int().min(0).max(999_999_999_999),
    default: 100,
    says: "How many coins a renewal costs. 0: nothing, but it has to be asked for.",
  },
  "renewal-grace-days": {
    schema: z.number().int().min(0).max(90),
    default: 3,
    says: "How many days a server that has expired runs on before it is suspended.",
  },
  "renewal-ahead-days": {
    schema: z.number().int().min(1).max(3650),
    default: 90,
    says: "How many days ahead a server can be paid for; never fewer than a renewal lasts.",
  },
  "dialects.helpdesk": {
    schema: z.boolean(),
    default: true,
    says: "Whether clients of the help desk API are served at /compat/helpdesk, with keys of this panel.",
  },
  "dialects.kill-tracker": {
    schema: z.boolean(),
    default: true,
    says: "Whether clients of the Star Citizen kill tracker are served at /compat/kill-tracker, with keys of this panel.",
  },
  "dialects.heliactyl": {
    schema: z.boolean(),
    default: true,
    says: "Whether clients of the Heliactyl API are served at /compat/heliactyl, with keys of this panel.",
  },
  "dialects.maid": {
    schema: z.boolean(),
    default: true,
    says: "Whether clients of the MAID API are served at /compat/maid, with keys of this panel.",
  },
  "dialects.stellarstack": {
    schema: z.boolean(),
    default: true,
    says: "Whether clients of the StellarStack API are served at /compat/stellarstack, with keys or accounts of this panel.",
  },
  "dialects.maid-server": {
    schema: z.string().regex(/^(srv_[0-9a-f]{32})?$/, "is the id of a server, or empty"),
    default: "",
    says: "The server that clients of the MAID API mean who name none and whose key is for no server alone. Empty: the only one there is; where there are several, none.",
  },
  "api-origins": {
    schema: z.array(AllowedOrigin).max(50),
    default: [] as string[],
    says: "Origins whose pages may call the API from a browser, with a key. Cookies never travel with such calls.",
  },
  appeals: {
    schema: z.boolean(),
    default: true,
    says: "Whether players may appeal against bans, suspensions and mutes: they are told a code for it with the reason.",
  },
  "public-statistics": {
    schema: z.boolean(),
    default: false,
    says: "Whether everybody may read the figures of servers, without a key and at /statistics: how many play, fight and own how much. Names of players and servers are never in them.",
  },
  "public-kills": {
    schema: z.boolean(),
    default: false,
    says: "Whether everybody who is given a kill's link may open it, without an account, and other sites show its picture. Kills of communities that show themselves to everybody may be opened anyway; kills of players who show them to few never.",
  },
  "time-zone": {
    schema: z.string().max(64).refine(isTimeZone, "A time zone of the IANA, for example Europe/Berlin or UTC."),
    default: "UTC",
    says: "The time zone of the panel's days: by it figures have a today, and a week that begins on Monday.",
    job: "statistics.take-zone",
  },
  earning: {
    schema: EarningRules,
    default: NO_EARNING,
    says: "How members earn coins, each way with its switch and its limits, and who may. All ways are off until they are switched on.",
  },
  "rsi-profiles": {
    schema: z.boolean(),
    default: false,
    says: "Whether profile pages of Star Citizen's players are read at robertsspaceindustries.com: one in two seconds at most, each kept for a day. People can prove their handle by them.",
  },
  store: {
    schema: z.boolean(),
    default: false,
    says: "Whether members can buy in the store, and redeem codes.",
  },
  "coin-gifts": {
    schema: z.boolean(),
    default: false,
    says: "Whether members may give coins to one another, and buy items of the store as gifts.",
  },
  "coin-gifts-per-day": {
    schema: z.number().int().min(1).max(999_999_999_999_999),
    default: 1_000,
    says: "How many coins one member may give to others within 24 hours.",
  },
  "coin-gift-account-days": {
    schema: z.number().int().min(0).max(365),
    default: 7,
    says: "How many days old an account has to be before it may give coins, or buy what is a gift.",
  },
  payments: {
    schema: z.enum(["off", "stripe"]),
    default: "off" as "off" | "stripe",
    says: "Who takes real money for coins. Stripe needs STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET in the environment.",
  },
  "status-page": {
    schema: z.boolean(),
    default: false,
    says: "Whether everybody may read /status: how the panel's parts are, and were over the last 90 days.",
  },
} as const satisfies Record<string, { schema: z.ZodType; default: unknown; says: string; job?: string }>;

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: text })) && !/^[+-]/.test(text);
  } catch {
    return false;
  }
}

export type SettingKey = keyof typeof SETTINGS;
export type SettingValue<K extends SettingKey> = z.output<(typeof SETTINGS)[K]["schema"]>;

/** Settings that are whole numbers. */
export type NumberSettingKey = {
  [K in SettingKey]: (typeof SETTINGS)[K]["default"] extends number ? K : never;
}[SettingKey];

export const SettingKey = z.enum(Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]]);
