import * as z from "zod";
import { mailFrame, mailIsOn, queueMail } from "#app/features/admin/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { join, pageRows, row, sql } from "#app/platform/sql.ts";
import { appealMail } from "../mail.ts";
import { Appeal, AppealId, AppealState, PunishmentId } from "../schema.ts";
import { APPEAL_COLUMNS, APPEAL_FROM, AppealRow, appealById, shownAppeal, tellAppeal } from "./appeal-rows.ts";
import { endPunishment } from "./punish.ts";
import { givenOn, PUNISHMENT_COLUMNS, PUNISHMENT_FROM, PunishmentRow, visibleGiven } from "./punishment-rows.ts";

const EXAMPLE = { appealId: "apl_01930000000070008000000000000001" };

export const list = defineQuery({
  id: "appeals.list",
  summary: "List appeals",
  description: "Of the servers whose appeals you may read: those that wait first, longest waiting on top.",
  access: { kind: "list", permission: "appeals:read" },
  input: PageInput.extend({
    state: AppealState.optional(),
    serverId: z.string().max(100).optional(),
    playerId: z.string().max(100).optional(),
  }),
  output: pageOf(Appeal),
  example: { state: "open" },
  http: { method: "GET", path: "/appeals" },
  async run({ db, actor }, { state, serverId, playerId, page, limit }) {
    const conditions = [
      visibleGiven(actor, "appeals:read"),
      ...(state ? [sql`a.state = ${state}`] : []),
      ...(serverId ? [sql`p."serverId" = ${serverId}`] : []),
      ...(playerId ? [sql`p."playerId" = ${playerId}`] : []),
    ];
    const { found, total } = await pageRows(
      db,
      AppealRow,
      sql`select ${APPEAL_COLUMNS}, count(*) over ()::int as total from ${APPEAL_FROM} where ${join(conditions, " and ")}
          order by a.state = 'open' desc, case when a.state = 'open' then a.num end, a.num desc`,
      { page, limit },
    );
    return { items: found.map((appeal) => shownAppeal(actor, appeal)), total, page, limit };
  },
});

const OneAppeal = z.object({ appealId: AppealId });
const oneAppeal: Subject<{ appealId: string }, AppealRow> = {
  kind: "appeal",
  load: ({ db }, { appealId }) => appealById(db, appealId),
  on: givenOn,
  see: "appeals:read",
  name: ({ id, name, kind }) => ({ id, label: `${kind} of ${name}` }),
};

export const get = defineQuery({
  id: "appeals.get",
  summary: "Get an appeal",
  access: { kind: "permission", permission: "appeals:read" },
  subject: oneAppeal,
  input: OneAppeal,
  output: Appeal,
  example: EXAMPLE,
  http: { method: "GET", path: "/appeals/{appealId}" },
  run: async ({ actor }, _input, appeal) => shownAppeal(actor, appeal),
});

export const decide = defineCommand({
  id: "appeals.decide",
  summary: "Accept or reject an appeal",
  description:
    "Accepted, the punishment is lifted and the games are told. The answer is shown to who appealed, and mailed where they said where to.",
  access: { kind: "permission", permission: "appeals:write" },
  subject: oneAppeal,
  errors: ["conflict"],
  input: OneAppeal.extend({
    decision: z.enum(["accepted", "rejected"]),
    answer: z.string().trim().min(1).max(2000).describe("Told to who appealed."),
  }),
  output: Appeal,
  example: { ...EXAMPLE, decision: "accepted", answer: "That was not you. Welcome back." },
  http: { method: "POST", path: "/appeals/{appealId}/decide" },
  async run(context, { appealId, decision, answer }, appeal) {
    const { db, now, actor, runtime, changed } = context;
    const reach =
      appeal.scope === "all"
        ? {}
        : appeal.scope === "community"
          ? { communityId: appeal.communityId }
          : givenOn(appeal);
    if (!may(actor, "appeals:write", reach))
      throw new AppError("forbidden", "forbidden", { permission: "appeals:write" });
    const done = await db.execute(sql`
      update appeals set state = ${decision}, answer = ${answer}, "decidedById" = ${actor.userId}, "decidedBy" = ${actor.label}, "decidedAt" = ${now}
      where id = ${appealId} and state = 'open'`);
    if (done === 0) throw new AppError("conflict", "appeals.decided");
    if (decision === "accepted") await endPunishment(context, appeal.punishmentId, { ended: "appeal", note: answer });
    const decided = (await appealById(db, appealId))!;
    changed({ state: appeal.state }, { state: decided.state, answer });
    tellAppeal(context, decided);
    if (appeal.email && mailIsOn())
      queueMail(
        context,
        appealMail(await mailFrame(db, runtime), appeal.email, {
          name: appeal.name,
          serverName: appeal.serverName,
          isAccepted: decision === "accepted",
          answer,
        }),
      );
    return shownAppeal(actor, decided);
  },
});

const CodedPunishment = PunishmentRow.extend({ code: z.string().nullable() });
type CodedPunishment = z.output<typeof CodedPunishment>;

export const link = defineQuery({
  id: "appeals.link",
  summary: "Get the code by which a player can appeal",
  description: "For who could not read it in the game. null: none was made, as appeals were switched off then.",
  access: { kind: "permission", permission: "appeals:read" },
  audit: "row",
  errors: ["not_found"],
  input: z.object({ punishmentId: PunishmentId }),
  output: z.object({ code: secret(z.string().nullable()), url: z.string() }),
  example: { punishmentId: "pun_01930000000070008000000000000001" },
  http: { method: "GET", path: "/punishments/{punishmentId}/appeal-code" },
  subject: {
    kind: "punishment",
    load: ({ db }: Context, { punishmentId }: { punishmentId: string }) =>
      row(
        db,
        CodedPunishment,
        sql`select ${PUNISHMENT_COLUMNS}, p."appealCode" as code from ${PUNISHMENT_FROM} where p.id = ${punishmentId}`,
      ),
    on: (punishment: CodedPunishment) => givenOn(punishment),
    see: "players:read",
    name: ({ id, name }: CodedPunishment) => ({ id, label: name }),
  },
  run: async ({ runtime }, _input, { code }) => ({
    code: code && runtime.vault.open(code),
    url: `${runtime.publicUrl}/appeal`,
  }),
});
