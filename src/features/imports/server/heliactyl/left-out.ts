import type { ReportBuilder } from "../../report.ts";
import type { HeliactylDatabase } from "./database.ts";
import { isAccount } from "./members.ts";

/** Keys that are taken in elsewhere. */
const TAKEN =
  /^(users$|users-|user-|userid-|username-|coins-|staking-positions-|staked-|package-|extra-|ban-|renewbypass-)/;

/** What has no place here, by how its keys begin: what it is, and why. */
const LEFT_OUT: readonly [RegExp, string, string][] = [
  [/^banHistory-/, "history of bans", "bans that are over are history; the present ones came over"],
  [
    /^renewal_/,
    "renewals of servers",
    "servers come by `gamekeeper import pterodactyl`; each has a whole period when renewals are switched on",
  ],
  [/^transactions-/, "history of coins", "balances came over, and begin the statement here"],
  [/^(lastStakeTime-)/, "times of stakes", "what was staked came back as coins"],
  [/^dailycoins-/, "days of daily coins", "the day begins anew here"],
  [/^referral-/, "who was referred", "a referral counts here for who comes here by it"],
  [/^j4rs-/, "rewards for joining", "their coins are in the balances"],
  [/^notifications-/, "notices", "they tell of the old panel"],
  [
    /^(ipuser-|antialt-bypass-)/,
    "addresses of members",
    "they are not taken from one system to another; this panel looks for second accounts by itself",
  ],
  [/^(advent-claims-|halloween)/, "seasonal events", "there are none here"],
  [/^(reset-|magic-)/, "links to sign in", "they are secrets of the old panel, and good for minutes"],
  [/^(system-|sess:)/, "state of the old panel itself", "it means nothing here"],
];
const SECRET = /^(reset-|magic-|sess:|ipuser-)/;

/** Names everything that was not taken in, by its keys; never by its values. */
export function tellLeftOut({ entries, broken }: HeliactylDatabase, report: ReportBuilder): void {
  for (const [key, value] of entries) {
    if (key.startsWith("user-") && !isAccount(value))
      report.leftOut("accounts that are none", "they have no id, so nothing belongs to them", key);
    if (TAKEN.test(key)) continue;
    const known = LEFT_OUT.find(([begins]) => begins.test(key));
    const example = SECRET.test(key) ? undefined : key;
    if (known) report.leftOut(known[1], known[2], example);
    else if (isReferralCode(value))
      report.leftOut("referral codes", "each member has a code of their own here", example);
    else report.leftOut("other keys", "nothing here knows what they are", example);
  }
  for (const key of broken)
    report.leftOut("broken values", "they are not what Heliactyl writes", SECRET.test(key) ? undefined : key);
}

function isReferralCode(value: unknown): boolean {
  return typeof value === "object" && value !== null && "userId" in value && "createdAt" in value;
}
