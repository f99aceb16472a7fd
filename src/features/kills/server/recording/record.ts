import * as z from "zod";
import { tellableCommunities } from "#app/features/communities/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { Kill, KillClaim } from "../../schema.ts";
import { withNames } from "../reading/kill-names.ts";
import { KillRow, selectKills, shownKill } from "../reading/kill-rows.ts";
import { publicOrOwn } from "../reading/seen-kills.ts";
import { countTold } from "./bounds.ts";
import { namedKills } from "./named-claims.ts";
import { type Recorded, recordKills } from "./record-kills.ts";
import { recordOptions } from "./record-options.ts";
import { tellKills } from "./tell-kills.ts";

/** The most that one call tells of. */
export const MOST_CLAIMS = 500;

const Outcome = z
  .enum(["recorded", "confirmed", "repeated"])
  .describe("New; told by others before, and now by you as well; or told by you before.");
const Answer = z.object({
  kill: Kill,
  outcome: Outcome,
  duplicate: z.boolean().describe("True: you had told of it before."),
});
const EXAMPLE = {
  victim: "Outlaw-Joe",
  weapon: "behr_rifle_ballistic_01",
  place: "OOC_Stanton_2b_Daymar",
  at: "2026-11-21T12:00:00.000Z",
};

export const record = defineCommand({
  id: "kills.record",
  summary: "Tell of a kill",
  description:
    "Of your own player, or of others as a witness. A kill that was told before is answered with what is known of it: with the same sender's id, or by the same teller with the same killer, victim, weapon and place within a moment. Somebody else's word on it confirms it.",
  access: { kind: "list", permission: "kills:write" },
  input: KillClaim,
  output: Answer,
  errors: ["invalid_input", "forbidden", "not_found", "conflict"],
  example: EXAMPLE,
  http: {
    method: "POST",
    path: "/kills",
    status: 201,
    wasThere: ({ duplicate }: z.output<typeof Answer>) => duplicate,
  },
  // Who is named in it may show their kills to few, and what came along is for nobody to read.
  audited: ({ game, at, communityId }) => ({ game, at, communityId }),
  before: (context) => countTold(context, "claims", 1),
  async run(context, claim) {
    const [answer] = await told(context, [claim]);
    return answer!;
  },
});

export const recordMany = defineCommand({
  id: "kills.recordMany",
  summary: "Tell of many kills",
  description:
    "Up to 500, each as if told by itself and in their order; all are taken or, where one cannot be read, none.",
  access: { kind: "list", permission: "kills:write" },
  input: z.object({ kills: z.array(KillClaim).min(1).max(MOST_CLAIMS) }),
  output: z.object({ items: z.array(Answer), recorded: z.int(), confirmed: z.int(), repeated: z.int() }),
  errors: ["invalid_input", "forbidden", "not_found", "conflict"],
  example: { kills: [EXAMPLE] },
  http: { method: "POST", path: "/kills/bulk" },
  audited: ({ kills }) => ({ kills: kills.length }),
  before: (context, { kills }) => countTold(context, "claims", kills.length),
  async run(context, { kills }) {
    const items = await told(context, kills);
    const countOf = (outcome: z.output<typeof Outcome>) => items.filter((item) => item.outcome === outcome).length;
    return { items, recorded: countOf("recorded"), confirmed: countOf("confirmed"), repeated: countOf("repeated") };
  },
});

async function told(context: Context, given: readonly KillClaim[]): Promise<z.input<typeof Answer>[]> {
  const { actor, db } = context;
  const { userId } = actor;
  if (userId === null) throw new AppError("forbidden", "forbidden", { permission: "kills:write" });
  const refs = given.flatMap(({ communityId }) => communityId ?? []);
  const communities = await tellableCommunities(db, actor, refs);
  const claims = given.map((claim) => ({
    ...claim,
    communityId: claim.communityId && communities.get(claim.communityId),
  }));
  if (claims.some(({ communityId }) => communityId === undefined) && !may(actor, "kills:write"))
    throw new AppError("forbidden", "forbidden", { permission: "kills:write" });
  const kills = await namedKills(context, userId, claims);
  const recorded = await recordKills(context, kills, await recordOptions(db));
  const found = await killsById(context, recorded);
  await tellKills(
    context,
    recorded,
    claims.map(({ communityId }) => communityId ?? null),
    found,
  );
  const confirmed = recorded.flatMap(({ num, outcome }) => (outcome === "confirmed" ? [num] : []));
  const open = await openTo(context, confirmed);
  const seen = [...found.values()].map((kill) =>
    shownKill(confirmed.includes(kill.num) && !open.has(kill.num) ? asTold(kill) : kill, actor, context.now),
  );
  const shown = new Map((await withNames(db, seen)).map((kill) => [kill.id, kill]));
  return recorded.map(({ id, outcome }) => ({ kill: shown.get(id)!, outcome, duplicate: outcome === "repeated" }));
}

/**
 * A kill that others had told of, as one is shown it who tells of it too: what is not public yet is known to nobody by guessing that it happened. Where the guess
 * was right no more is answered than that.
 */
function asTold(kill: KillRow): KillRow {
  const unknown = {
    weapon: null,
    damageType: null,
    killerVehicle: null,
    victimVehicle: null,
    place: null,
    system: null,
  };
  return {
    ...kill,
    ...unknown,
    otherWeapons: [],
    mode: null,
    build: null,
    serverId: null,
    communityIds: [],
    shownCommunityIds: [],
  };
}

/** Those of these kills that are public, or the caller's own by more than their word. */
async function openTo({ db, actor, now }: Context, nums: readonly number[]): Promise<ReadonlySet<number>> {
  if (nums.length === 0) return new Set();
  const found = await rows(
    db,
    KillRow.pick({ num: true }),
    sql`select k.num from kills k where k.num = any(${[...nums]}::bigint[]) and ${publicOrOwn(actor, now)}`,
  );
  return new Set(found.map(({ num }) => num));
}

async function killsById({ db, actor }: Context, recorded: readonly Recorded[]): Promise<Map<string, KillRow>> {
  const found = await rows(
    db,
    KillRow,
    sql`${selectKills(actor)} where k.num = any(${recorded.map(({ num }) => num)}::bigint[])`,
  );
  return new Map(found.map((kill) => [kill.id, kill]));
}
