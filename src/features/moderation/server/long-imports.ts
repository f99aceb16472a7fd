import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { BanListFormat, ListedBan, ReadBanList } from "../ban-lists.ts";
import { BanListImport, PunishmentScope } from "../schema.ts";
import { EXAMPLE_SERVER, OneServer, oneServer, reachOf, type ServerHere, serverHere } from "./places.ts";
import { takeBans } from "./take-bans.ts";

export const IMPORT_JOB = "moderation.import-bans";
/** In one transaction; nobody else who punishes waits for longer than that takes. */
const BATCH = 100;
const SHOWN = 20;
const PROBLEMS = 100;

interface NewImport {
  format: BanListFormat;
  scope: PunishmentScope;
  bans: readonly ListedBan[];
  problems: ReadBanList["problems"];
}

/** Writes a long list down for the worker, in the caller's transaction. Gives the import's id. */
export async function beginImport(
  { db, now, actor, job }: Context,
  { serverId }: ServerHere,
  { format, scope, bans, problems }: NewImport,
): Promise<string> {
  const id = newId("bli", now.getTime());
  await db.execute(sql`
    insert into ban_list_imports (id, "serverId", format, scope, bans, total, problems, "createdById", "createdBy", "createdAt")
    values (${id}, ${serverId}, ${format}, ${scope}, ${JSON.stringify(bans)}::jsonb, ${bans.length}, ${JSON.stringify(problems.slice(0, PROBLEMS))}::jsonb,
      ${actor.userId}, ${actor.label}, ${now})`);
  job({ name: IMPORT_JOB, payload: { importId: id } });
  return id;
}

const Time = z.iso.datetime().transform((text) => new Date(text));
const Listed = z.object({
  name: z.string().nullable(),
  platformId: z.string().nullable(),
  address: z.string().nullable(),
  reason: z.string().nullable(),
  startsAt: Time.nullable(),
  endsAt: Time.nullable(),
});
const Running = z.object({
  serverId: z.string(),
  scope: PunishmentScope,
  taken: z.number(),
  total: z.number(),
  next: z.array(Listed),
  createdById: z.string(),
  createdBy: z.string(),
});

/** Takes the next of a long list, in a transaction with how far it is: whoever dies in between has taken nothing. */
export const takeBatch = defineCommand({
  id: "banLists.takeBatch",
  summary: "Take in the next bans of a long list",
  description: "Stops where whoever began it may not ban there any more, or the server is gone.",
  access: { kind: "operator" },
  audit: "none",
  rings: true,
  input: z.object({ importId: z.string() }),
  output: z.object({ isOver: z.boolean() }),
  example: { importId: "bli_01930000000070008000000000000001" },
  async run(context, { importId }) {
    const { db, now } = context;
    const running = await row(
      db,
      Running,
      sql`select "serverId", scope, taken, total, "createdById", "createdBy",
            coalesce((select jsonb_agg(e.ban order by e.place) from jsonb_array_elements(bans) with ordinality e(ban, place)
              where e.place > taken and e.place <= taken + ${BATCH}), '[]') as next
          from ban_list_imports where id = ${importId} and state = 'running' for update`,
    );
    if (!running) return { isOver: true };
    const { scope, total, createdById, createdBy, next } = running;
    const server = await serverHere(db, running.serverId);
    if (!server || !(await mayStill(db, createdById, scope, server))) {
      await db.execute(sql`
        update ban_list_imports set state = 'stopped', bans = null, "finishedAt" = ${now} where id = ${importId}`);
      return { isOver: true };
    }
    const became = await takeBans(context, server, {
      bans: next,
      scope,
      importer: { by: createdBy, byId: createdById },
    });
    const count = (what: string) => became.filter((each) => each === what).length;
    const taken = running.taken + next.length;
    const isOver = taken >= total;
    await db.execute(sql`
      update ban_list_imports set taken = ${taken}, added = added + ${count("ban")}, there = there + ${count("there")}, over = over + ${count("over")},
        state = ${isOver ? "done" : "running"}, bans = case when ${isOver} then null else bans end, "finishedAt" = ${isOver ? now : null}::timestamptz
      where id = ${importId}`);
    return { isOver };
  },
});

async function mayStill(db: Sql, userId: string, scope: PunishmentScope, server: ServerHere): Promise<boolean> {
  if (scope === "community" && server.communityId === null) return false;
  const actor = await actorOfUser(db, userId);
  return actor !== null && may(actor, "players:ban", reachOf(scope, server));
}

/** The worker's job: batch after batch, from where it is. */
export async function takeLongImport(_runtime: Runtime, payload: unknown): Promise<void> {
  const { importId } = z.object({ importId: z.string() }).parse(payload);
  let isOver = false;
  while (!isOver) ({ isOver } = await execute(takeBatch, SYSTEM, { importId }));
}

const Shown = BanListImport.extend({ createdAt: z.date(), finishedAt: z.date().nullable() });

export const imports = defineQuery({
  id: "banLists.imports",
  summary: "List long ban lists that were imported, and how far they are",
  description: "Newest first, the last twenty of a server.",
  access: { kind: "permission", permission: "players:ban" },
  subject: oneServer,
  input: OneServer,
  output: z.object({ items: z.array(BanListImport) }),
  example: { serverId: EXAMPLE_SERVER },
  http: { method: "GET", path: "/servers/{serverId}/ban-list/imports" },
  async run({ db }, { serverId }) {
    const found = await rows(
      db,
      Shown,
      sql`select id, format, scope, state, total, taken, added, there, over, problems, "createdBy", "createdAt", "finishedAt"
          from ban_list_imports where "serverId" = ${serverId} order by "createdAt" desc, id desc limit ${SHOWN}`,
    );
    return {
      items: found.map((each) => ({ ...each, createdAt: iso(each.createdAt), finishedAt: iso(each.finishedAt) })),
    };
  },
});
