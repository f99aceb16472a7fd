import * as z from "zod";
import type { NewGameOrder } from "#app/features/games/game-order.ts";
import { deliverOrder, type GameOrderOutcome, placeOrder } from "#app/features/games/server/index.ts";
import { unvouchedRealm } from "#app/features/players/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { outlasting } from "#app/platform/database-away.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { minutesLeft, toldReason } from "../rules.ts";
import { PunishmentKind } from "../schema.ts";

/** While one process carries it, no other does; if it dies, another may from then on. */
const LEASE_MS = 60_000;
/** A game that was told to send somebody out is looked at again so much later. */
const LOOK_AGAIN_MS = 2_000;
const MOST_KICKS = 10;
const LONGEST_WAIT_MS = 60_000;

const Claimed = z.object({
  id: z.number(),
  punishmentId: z.string(),
  serverId: z.string(),
  wanted: z.enum(["held", "lifted"]),
  state: z.string(),
  kick: z.boolean(),
  tries: z.number(),
  appliedAt: z.date().nullable(),
  via: z.string().nullable(),
  kind: PunishmentKind,
  playerId: z.string().nullable(),
  address: z.string().nullable(),
  name: z.string(),
  nameKey: z.string().nullable(),
  platformId: z.string().nullable(),
  isVouched: z.boolean(),
  /** It holds beyond one server: somebody of the same name on this one is meant too. */
  reachesNames: z.boolean(),
  reason: z.string(),
  appealCode: z.string().nullable(),
  endsAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  isRunning: z.boolean(),
  /** The game's ban takes an address alone. */
  bansAddresses: z.boolean(),
});
type Claimed = z.output<typeof Claimed>;

/** What a try made of a delivery. */
interface Result {
  state: "pending" | "applied" | "failed" | "unsupported" | "lifted";
  outcome?: GameOrderOutcome;
  via?: string | null;
  reason?: string | null;
  /** When to try again; null: when something happens. */
  againMs?: number | null;
  kick?: boolean;
}

/** Takes a delivery for this process. Null: another has it, or there is nothing to do. `onlyDue`: not before its time. */
async function claim({ database }: Runtime, deliveryId: number, onlyDue: boolean): Promise<Claimed | null> {
  const at = now();
  return row(
    database,
    Claimed,
    sql`update punishment_deliveries d set "nextAttemptAt" = ${new Date(at.getTime() + LEASE_MS)}, tries = d.tries + 1
        from punishments p, servers s
        where d.id = ${deliveryId} and p.id = d."punishmentId" and s.id = d."serverId" and d."nextAttemptAt" is not null
          and (${!onlyDue} or d."nextAttemptAt" <= ${at})
        returning d.id, d."punishmentId", d."serverId", d.wanted, d.state, d.kick, d.tries - 1 as tries, d."appliedAt", d.via, p.kind, p."playerId", p.address,
          p.name, p."nameKey", p."platformId", p."isVouched", p.scope <> 'server' as "reachesNames", p.reason, p."appealCode", p."endsAt", p."endedAt", s.observed = 'running' as "isRunning",
          exists (select 1 from jsonb_array_elements(s."blueprintDocument"->'commands') c
            where c->>'name' = 'ban' and c->'arguments' @> '[{"key": "ADDRESS"}]') as "bansAddresses"`,
  );
}

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

const Somebody = z.object({
  name: z.string(),
  platformId: z.string().nullable(),
  online: z.boolean(),
  address: z.string().nullable(),
});
type Somebody = z.output<typeof Somebody>;

/** Whom it is about on this server: of an address, everybody who is in from it. */
async function peopleOf({ database }: Runtime, claimed: Claimed): Promise<Somebody[]> {
  if (claimed.playerId === null)
    return rows(
      database,
      Somebody,
      sql`select ps.name, pl."platformId", true as online, v.address from player_sessions v
          join player_servers ps on ps."playerId" = v."playerId" and ps."serverId" = v."serverId" and ps.online join players pl on pl.id = v."playerId"
          where v."serverId" = ${claimed.serverId} and v."endedAt" is null and v.address = ${claimed.address}`,
    );
  const found = await rows(
    database,
    Somebody,
    sql`select ps.name, pl."platformId", ps.online,
          (select v.address from player_sessions v where v."playerId" = pl.id and v."serverId" = ps."serverId" and v.address is not null order by v.id desc limit 1) as address
        from players pl join player_servers ps on ps."playerId" = pl.id and ps."serverId" = ${claimed.serverId}
        where pl.id in (select ${claimed.playerId}::text
          union all select id from players where realm = ${`server:${claimed.serverId}`} and key = ${claimed.reachesNames ? claimed.nameKey : null}
          union all select id from players where realm = ${unvouchedRealm(claimed.serverId)} and key = ${claimed.platformId})
        order by ps.online desc limit 1`,
  );
  if (found.length > 0) return found;
  // Never seen here: known by what they are called elsewhere, unless that is what somebody else is called here, or nobody vouches for who they are there.
  return rows(
    database,
    Somebody,
    sql`select pl.name, pl."platformId", false as online, null as address from players pl where pl.id = ${claimed.playerId}
          and pl.realm not like 'unvouched:%' and not exists (select 1 from player_servers o where o."serverId" = ${claimed.serverId} and o.name = pl.name)`,
  );
}

function whomIn({ name, platformId, address }: Somebody) {
  return { player: name, ...(platformId === null ? {} : { platformId }), ...(address === null ? {} : { address }) };
}

/** Gives an order in the panel's name: who asked for the punishment is in the audit log with it. */
async function give(runtime: Runtime, serverId: string, order: NewGameOrder): Promise<GameOrderOutcome> {
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

function after(outcome: GameOrderOutcome, tries: number, done: "applied" | "lifted"): Result {
  if (outcome.state === "done") return { state: done, outcome };
  if (outcome.state === "unsupported") return { state: "unsupported", outcome };
  if (outcome.reason === "not_running") return { state: "pending", outcome };
  if (isPassing(outcome))
    return { state: "pending", outcome, againMs: Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(tries, 6)) };
  return { state: "failed", outcome };
}

async function kickOnce(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const [who] = await peopleOf(runtime, claimed);
  if (!who) return { state: "failed", reason: "not_online" };
  const outcome = await give(runtime, claimed.serverId, {
    kind: "kick",
    fields: { ...whomIn(who), reason: claimed.reason },
  });
  if (outcome.state === "done") return { state: "applied", outcome };
  return { state: outcome.state === "unsupported" ? "unsupported" : "failed", outcome };
}

async function warn(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const [who] = await peopleOf(runtime, claimed);
  // They hear it when they come in.
  if (!who?.online) return { state: "pending", reason: "not_online" };
  return after(
    await give(runtime, claimed.serverId, { kind: "warn", fields: { ...whomIn(who), reason: claimed.reason } }),
    claimed.tries,
    "applied",
  );
}

async function mute(runtime: Runtime, claimed: Claimed): Promise<Result> {
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

function told({ vault, publicUrl }: Runtime, { reason, appealCode }: Claimed): string {
  return toldReason(reason, appealCode === null ? null : { publicUrl, code: vault.open(appealCode) });
}

const Other = z.object({ deliveryId: z.number(), endsAt: z.date().nullable() });

/** What else holds on them here by other punishments, in the game's eyes the same, the longest first. */
async function othersOf({ database }: Runtime, claimed: Claimed): Promise<z.output<typeof Other>[]> {
  const kinds = claimed.kind === "mute" ? ["mute"] : ["ban", "suspend"];
  return rows(
    database,
    Other,
    sql`select o.id as "deliveryId", p."endsAt" from punishment_deliveries o join punishments p on p.id = o."punishmentId"
        where o."serverId" = ${claimed.serverId} and o.id <> ${claimed.id} and o.wanted = 'held' and p."endedAt" is null and p.kind = any(${kinds}::text[])
          and p.id in (select id from punishments where "playerId" = ${claimed.playerId} union all select id from punishments where address = ${claimed.address}
            union all select id from punishments where "nameKey" = ${claimed.nameKey}
            union all select id from punishments where "platformId" = ${claimed.platformId} and ("isVouched" or ${!claimed.isVouched}))
        order by p."endsAt" desc nulls first limit 1`,
  );
}

/** For how long the game is to keep it up: as long as the longest that holds here. Null: for ever. */
async function minutesOf(runtime: Runtime, claimed: Claimed): Promise<number | null> {
  const [other] = await othersOf(runtime, claimed);
  const ends = [claimed.endsAt, ...(other ? [other.endsAt] : [])];
  if (ends.some((end) => end === null)) return null;
  return minutesLeft(new Date(Math.max(...ends.map((end) => end!.getTime()))), now());
}

async function lift(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const [other] = await othersOf(runtime, claimed);
  if (other) {
    // The game knows of one ban a player: it is told of the one that still holds.
    await runtime.database.execute(
      sql`update punishment_deliveries set "nextAttemptAt" = ${now()}, state = 'pending' where id = ${other.deliveryId} and wanted = 'held'`,
    );
    return { state: "lifted", reason: "another_holds" };
  }
  const [who] = await peopleOf(runtime, claimed);
  const fields = who ? whomIn(who) : { player: claimed.name, address: claimed.address! };
  const outcome = await give(runtime, claimed.serverId, {
    kind: claimed.kind === "mute" ? "unmute" : "unban",
    fields,
  });
  const result = after(outcome, claimed.tries, "lifted");
  // The game was told for how long: it may have ended it by itself, and says that there is nothing to lift.
  const isOver = claimed.endsAt !== null && claimed.endsAt <= now();
  return result.state === "failed" && isOver ? { state: "lifted", outcome } : result;
}

/** Tells the game to keep them out, and sends out who is in. */
async function keepOut(runtime: Runtime, claimed: Claimed): Promise<Result> {
  const { serverId, tries } = claimed;
  const people = await peopleOf(runtime, claimed);
  if (people.length === 0 && claimed.playerId !== null) return { state: "pending", reason: "not_online" };
  const reason = told(runtime, claimed);
  const isAgain = claimed.state === "pending" && claimed.appliedAt !== null;
  // The game let them in although it was told: out first, then it is told again.
  const kicked = claimed.kick && isAgain ? await kickAll(runtime, serverId, people, reason) : null;
  const ban = claimed.state === "applied" ? null : await tellBan(runtime, claimed, people, reason);
  if (ban && ban.state !== "done" && ban.state !== "unsupported")
    return { ...after(ban, tries, "applied"), kick: true };
  const inside = (await peopleOf(runtime, claimed)).filter(({ online }) => online);
  if (ban?.state === "unsupported" || (claimed.state === "applied" && claimed.via === "kicks")) {
    const out = kicked ?? (await kickAll(runtime, serverId, inside, reason));
    if (out?.state === "unsupported") return { state: "unsupported", outcome: out };
    return {
      state: "applied",
      ...(out ? { outcome: out } : {}),
      via: "kicks",
      reason: null,
      ...againIf(inside.length > 0, tries),
    };
  }
  if (ban === null && inside.length > 0) {
    const out = await kickAll(runtime, serverId, inside, reason);
    return { state: "applied", ...(out ? { outcome: out } : {}), ...againIf(true, tries) };
  }
  return { state: "applied", ...(ban ? { outcome: ban } : {}), ...againIf(inside.length > 0, tries) };
}

/** Whoever is in a moment later is sent out; the game may take a moment by itself. */
function againIf(isInside: boolean, tries: number): Pick<Result, "againMs" | "kick"> {
  return isInside && tries < MOST_KICKS ? { againMs: LOOK_AGAIN_MS, kick: true } : { againMs: null };
}

async function tellBan(
  runtime: Runtime,
  claimed: Claimed,
  people: readonly Somebody[],
  reason: string,
): Promise<GameOrderOutcome> {
  const unsupported: GameOrderOutcome = { state: "unsupported", via: null, said: null, reason: "unsupported" };
  if (claimed.playerId === null && !claimed.bansAddresses) return unsupported;
  const minutes = await minutesOf(runtime, claimed);
  const whom = claimed.playerId === null ? { player: claimed.name, address: claimed.address! } : whomIn(people[0]!);
  return give(runtime, claimed.serverId, {
    kind: "ban",
    fields: { ...whom, reason, ...(minutes === null ? {} : { minutes }) },
  });
}

/** What became of the last of them; null where nobody is in. */
async function kickAll(
  runtime: Runtime,
  serverId: string,
  people: readonly Somebody[],
  reason: string,
): Promise<GameOrderOutcome | null> {
  let last: GameOrderOutcome | null = null;
  for (const who of people.filter(({ online }) => online))
    last = await give(runtime, serverId, { kind: "kick", fields: { ...whomIn(who), reason } });
  return last;
}
