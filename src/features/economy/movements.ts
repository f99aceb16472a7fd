import { IntlMessageFormat } from "intl-messageformat";
import type { ReasonParams } from "#app/lib/errors.ts";

/** The panel's own accounts. What they have is the sum of their entries, and may be below 0: `issue` by what was ever given out. */
export const SYSTEM_ACCOUNTS = ["issue", "store", "renewals", "correction"] as const;
export type SystemAccount = (typeof SYSTEM_ACCOUNTS)[number];

export function isSystemAccount(id: string): id is SystemAccount {
  return (SYSTEM_ACCOUNTS as readonly string[]).includes(id);
}

/**
 * Every kind of movement: one closed catalogue. `says` is an ICU sentence for the statement of who it concerns; `shows`: whether a member reads who did it (staff who
 * correct are named to staff alone).
 */
export const MOVEMENTS = {
  "correction.given": { says: "Given by the team", shows: false },
  "correction.taken": { says: "Taken by the team", shows: false },
  "correction.set": { says: "Set by the team", shows: false },
  "earning.daily": { says: "Coins of the day, {streak} in a row", shows: false },
  "earning.idle": { says: "For time on the earning page", shows: false },
  "earning.join": { says: "For being in {name} on Discord", shows: false },
  "earning.playtime": { says: "For playing on {day}", shows: false },
  "earning.referral": { says: "For {name}: one of you brought the other here", shows: false },
  "import.brought": { says: "Brought over from {panel}", shows: false },
  "renewal.paid": { says: "Renewed the server {server} for {days, plural, one {# day} other {# days}}", shows: true },
  "store.order": { says: "{quantity, plural, one {Bought} other {Bought # times}}: {item}", shows: false },
  "store.refund": { says: "Refunded: {item}", shows: false },
  "store.code": { says: "A code", shows: false },
  "store.coins": { says: "Coins of the store", shows: false },
  "store.gift": { says: "A gift of {from} to {to}", shows: true },
  "store.payment": { says: "Bought for money: {item}", shows: false },
  "store.payment_back": { says: "Money given back: {item}", shows: false },
  "store.payment_owed": { says: "Owed, as a payment went back", shows: false },
  reversal: { says: "Taken back", shows: false },
} as const satisfies Record<string, { says: string; shows: boolean }>;

/** Movements that bring coins into line with a payment's money. Taken back by hand, they would be taken again when the money goes back. */
export const FOLLOWS_MONEY: ReadonlySet<string> = new Set<keyof typeof MOVEMENTS>([
  "store.payment",
  "store.payment_back",
]);

export type MovementKind = keyof typeof MOVEMENTS;
export const MOVEMENT_KINDS = Object.keys(MOVEMENTS) as MovementKind[];

export function isMovementKind(text: string): text is MovementKind {
  return Object.hasOwn(MOVEMENTS, text);
}

/** A movement's sentence. One of a kind that is not known here any more, or that was entered before its sentence needed what it has not, is called by its kind. */
export function movementSentence(kind: string, params: ReasonParams): string {
  if (!isMovementKind(kind)) return kind;
  try {
    return String(new IntlMessageFormat(MOVEMENTS[kind].says, "en").format(params as Record<string, string | number>));
  } catch {
    return kind;
  }
}
