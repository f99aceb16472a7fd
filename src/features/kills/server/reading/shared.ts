import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { levelOf } from "#app/features/communities/community-level.ts";
import { AppError } from "#app/lib/errors.ts";
import { Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { literal, row, sql } from "#app/platform/sql.ts";
import { KillEvidence, KillId, KillKind, Named } from "../../schema.ts";
import { withName } from "./kill-names.ts";
import { KillRow, selectKills, shownKill } from "./kill-rows.ts";
import { EXAMPLE_KILL, OneKill } from "./kills.ts";

/** As much of a kill as a link shows to whoever is given it. */
export const SharedKill = z.object({
  id: KillId,
  game: z.string(),
  at: Timestamp,
  kind: KillKind,
  evidence: KillEvidence,
  isConfirmed: z.boolean(),
  isDisputed: z.boolean(),
  killer: z.string().nullable(),
  victim: z.string().nullable(),
  weapon: Named.nullable(),
  place: Named.nullable(),
});
export type SharedKill = z.output<typeof SharedKill>;

export const shared = defineQuery({
  id: "kills.shared",
  summary: "Get a kill by its link",
  description:
    "For everybody, also without a key: kills of a community that shows itself to everybody, and all where the setting `public-kills` says so. Never one that is not public yet, that was retracted, or in which somebody had part who shows their kills to few, whoever asks.",
  access: { kind: "public" },
  errors: ["not_found"],
  input: OneKill,
  output: SharedKill,
  example: { killId: EXAMPLE_KILL },
  http: { method: "GET", path: "/kills/{killId}/shared" },
  async run({ db, actor, now }, { killId }) {
    const isOpen = await setting(db, "public-kills");
    const kill = await row(
      db,
      KillRow,
      sql`${selectKills(actor)} where k.id = ${killId} and k."publicAt" <= ${now} and k.state <> 'retracted' and (${isOpen}
            or exists (select 1 from communities c where c.id = any(k."communityIds") and ${literal(levelOf("c"))} = 'PUBLIC'))`,
    );
    if (!kill || kill.killerIsShy || kill.victimIsShy) throw new AppError("not_found", "kills.unknown");
    const { killer, victim, ...named } = await withName(db, shownKill(kill, actor, now));
    return {
      id: named.id,
      game: named.game,
      at: named.at,
      kind: named.kind,
      evidence: named.evidence,
      isConfirmed: named.isConfirmed,
      isDisputed: named.state === "disputed",
      killer: killer?.name ?? null,
      victim: victim.name,
      weapon: named.weapon,
      place: named.place,
    };
  },
});
