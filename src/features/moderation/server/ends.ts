import * as z from "zod";
import { defineCommand } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";
import { PunishmentId } from "../schema.ts";
import { endPunishment } from "./punish.ts";

/** Of a punishment that has not ended: it held on one server alone, which is gone. */
export const HELD_WHERE_NOTHING_IS = sql`"endedAt" is null and "serverId" is null and scope = 'server'`;

export const endDue = defineCommand({
  id: "moderation.endDue",
  summary: "End a punishment whose time has come",
  description: "Each once, whichever worker comes first. So ends too what held on one server alone that is gone.",
  access: { kind: "operator" },
  input: z.object({ punishmentId: PunishmentId }),
  output: z.object({ ended: z.boolean() }),
  example: { punishmentId: "pun_01930000000070008000000000000001" },
  async run(context, { punishmentId }) {
    const { db, now, target } = context;
    const due = await row(
      db,
      z.object({ name: z.string(), serverId: z.string().nullable() }),
      sql`select name, "serverId" from punishments where id = ${punishmentId} and (("endedAt" is null and "endsAt" <= ${now}) or (${HELD_WHERE_NOTHING_IS})) for update skip locked`,
    );
    if (!due) return { ended: false };
    target("punishment", punishmentId, due.name, { serverId: due.serverId });
    const punishment = await endPunishment(context, punishmentId, { ended: "over" });
    return { ended: punishment !== null };
  },
});
