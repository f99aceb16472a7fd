import type { GameOrderOutcome } from "#app/features/games/server/index.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import type { Claimed } from "./claimed.ts";
import { minutesOf, othersOf, peopleOf, type Somebody, whomIn } from "./people-meant.ts";
import { after, give, type Result, told } from "./tell-game.ts";

/** A game that was told to send somebody out is looked at again so much later. */
const LOOK_AGAIN_MS = 2_000;
const MOST_KICKS = 10;

/** Tells the game that a ban or a mute is over, unless another holds. */
export async function lift(runtime: Runtime, claimed: Claimed): Promise<Result> {
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
export async function keepOut(runtime: Runtime, claimed: Claimed): Promise<Result> {
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
  if (claimed.address !== null && !claimed.bansAddresses) return unsupported;
  const minutes = await minutesOf(runtime, claimed);
  const whom = claimed.address !== null ? { player: claimed.name, address: claimed.address } : whomIn(people[0]!);
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
