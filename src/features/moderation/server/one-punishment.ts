import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import type { Subject } from "#app/operation/define.ts";
import { PERMISSION_OF } from "../rules.ts";
import { PunishmentId } from "../schema.ts";
import { givenOn, type PunishmentRow, punishmentById, reachOfRow } from "./punishment-rows.ts";

export const EXAMPLE_PUNISHMENT = { punishmentId: "pun_01930000000070008000000000000001" };

export const OnePunishment = z.object({ punishmentId: PunishmentId });
export const onePunishment: Subject<{ punishmentId: string }, PunishmentRow> = {
  kind: "punishment",
  load: ({ db }, { punishmentId }) => punishmentById(db, punishmentId),
  on: givenOn,
  see: "players:read",
  name: ({ id, name, kind }) => ({ id, label: `${kind} of ${name}` }),
};

/** Who may end or change a punishment may do so as far as it holds. */
export function requireOver({ actor }: Context, punishment: PunishmentRow): void {
  const permission = PERMISSION_OF[punishment.kind];
  if (!may(actor, permission, reachOfRow(punishment))) throw new AppError("forbidden", "forbidden", { permission });
  if (punishment.endedAt !== null) throw new AppError("conflict", "moderation.ended");
}
