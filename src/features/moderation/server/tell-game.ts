import type { NewGameOrder } from "#app/features/games/game-order.ts";
import { deliverOrder, type GameOrderOutcome, placeOrder } from "#app/features/games/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { toldReason } from "../rules.ts";
import type { Claimed } from "./claimed.ts";
import { minutesOf, peopleOf, whomIn } from "./people-meant.ts";

const LONGEST_WAIT_MS = 60_000;

/** What a try made of a delivery. */
export interface Result {
  state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
  outcome?: GameOrderOutcome;
  via?: string | null;
  reason?: string | null;
  /** When to try again; null: when something happens. */
  againMs?: number | null;
  kick?: boolean;
}

/** Gives an order in the panel's name: who asked for the punishment is in the audit log with it. */
export async function give(runtime: Runtime, serverId: string, order: NewGameOrder): Promise<GameOrderOutcome> {
  const context = { db: runtime.database, actor: SYSTEM, now: now() } as unknown as Context;
  try {
    return await deliverOrder(runtime, await placeOrder(context, serverId, order));
  } catch (error) {
    // A name that no order can carry.
    if (!(error instanceof AppError && error.code === "invalid_input")) throw error;
    const [problem] = error.details;
    return {
      state: "failed",
      via: null,
      said: null,
      reason: problem ? `${problem.path} ${problem.message}` : error.message,
    };
  }
}

/** What is worth another try: the way was blocked, not the game unwilling. */
function isPassing({ state, reason }: GameOrderOutcome): boolean {
  return (
    state === "expired" ||
    ["node_offline", "node_timeout", "interrupted", "expired", "write_failed", "unavailable"].includes(reason ?? "")
  );
}

export function after(outcome: GameOrderOutcome, tries: number, done: "applied" | "lifted"): Result {
  if (outcome.state === "done") return { state: done, outcome };
  if (outcome.state === "unsupported") return { state: "unsupported", outcome };
  if (outcome.reason === "not_running") return { state: "pending", outcome };
  if (isPassing(outcome))
    return { state: "pending", outcome, againMs: Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(tries, 6)) };
  return { state: "failed", outcome };
}

export async function kickOnce(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const [who] = await peopleOf(runtime, claimed);
  if (!who) return { state: "failed", reason: "not_online" };
  const outcome = await give(runtime, claimed.serverId, {
    kind: "kick",
    fields: { ...whomIn(who), reason: claimed.reason },
  });
  if (outcome.state === "done") return { state: "applied", outcome };
  return { state: outcome.state === "unsupported" ? "unsupported" : "failed", outcome };
}

export async function warn(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const [who] = await peopleOf(runtime, claimed);
  // They hear it when they come in.
  if (!who?.online) return { state: "pending", reason: "not_online" };
  return after(
    await give(runtime, claimed.serverId, { kind: "warn", fields: { ...whomIn(who), reason: claimed.reason } }),
    claimed.tries,
    "applied",
  );
}

export async function mute(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const [who] = await peopleOf(runtime, claimed);
  if (!who) return { state: "pending", reason: "not_online" };
  const minutes = await minutesOf(runtime, claimed);
  return after(
    await give(runtime, claimed.serverId, {
      kind: "mute",
      fields: { ...whomIn(who), reason: told(runtime, claimed), ...(minutes === null ? {} : { minutes }) },
    }),
    claimed.tries,
    "applied",
  );
}

export function told({ vault, publicUrl }: Runtime, { reason, appealCode }: Claimed): string {
  return toldReason(reason, appealCode === null ? null : { publicUrl, code: vault.open(appealCode) });
}
