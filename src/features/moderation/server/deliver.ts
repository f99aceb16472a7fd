import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { outlasting } from "#app/platform/database-away.ts";
import { sql } from "#app/platform/sql.ts";
import { type Claimed, claim } from "./claimed.ts";
import { keepOut, lift } from "./keep-out.ts";
import { kickOnce, mute, type Result, warn } from "./tell-game.ts";

/**
 * Makes one game know of one punishment, or of its end: the one place that does. At most one process at a time. Never throws for what the game or its node
 * does not do; that is written down, and tried again where it may help. Gives whether anything was done.
 */
export async function deliver(runtime: Runtime, deliveryId: number, onlyDue = true): Promise<boolean> {
  const claimed = await claim(runtime, deliveryId, onlyDue);
  if (!claimed) return false;
  const { database } = runtime;
  const result = await attempt(runtime, claimed);
  const { state, outcome, againMs = null, kick = false } = result;
  const at = now();
  const again = againMs === null ? null : new Date(at.getTime() + againMs);
  const isApplied =
    state === "applied" || (state === "pending" && outcome?.state === "done" && claimed.kind !== "warn");
  // Lifted while the game was being told that it holds: the end is still to be told.
  await outlasting(() =>
    database.execute(sql`
    update punishment_deliveries set
      state = case when wanted = ${claimed.wanted} then ${state} else 'pending' end,
      "nextAttemptAt" = case when wanted = ${claimed.wanted} then ${again}::timestamptz else ${at} end,
      kick = case when wanted = ${claimed.wanted} then ${kick} else false end,
      via = ${result.via === undefined ? (outcome?.via ?? claimed.via) : result.via}, said = coalesce(${outcome?.said ?? null}, said),
      reason = ${result.reason ?? outcome?.reason ?? null}, "updatedAt" = ${at}, tries = case when ${again === null} then 0 else tries end,
      "appliedAt" = case when ${isApplied} and ${claimed.wanted} = 'held' then coalesce("appliedAt", ${at}) else "appliedAt" end
    where id = ${deliveryId}`),
  );
  return true;
}

async function attempt(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const { wanted, kind, isRunning } = claimed;
  // A ban whose time is over is lifted in a moment; the game is not told anew.
  if (wanted === "held" && claimed.endedAt !== null && kind !== "kick") return { state: "pending" };
  if (wanted === "lifted" && (claimed.appliedAt === null || claimed.via === "kicks"))
    return { state: "lifted", via: claimed.via };
  if (kind === "kick") return isRunning ? kickOnce(runtime, claimed) : { state: "failed", reason: "not_running" };
  if (!isRunning) return { state: "pending", reason: "not_running" };
  if (wanted === "lifted") return lift(runtime, claimed);
  if (kind === "warn") return warn(runtime, claimed);
  if (kind === "mute") return mute(runtime, claimed);
  return keepOut(runtime, claimed);
}
