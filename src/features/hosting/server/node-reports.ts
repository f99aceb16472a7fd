import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { logOf } from "#app/platform/log.ts";
import { row, sql } from "#app/platform/sql.ts";
import { fromAgent, ServerReport } from "#app/protocol/agent.ts";
import { nodeConnected, serverDeleted, serverExited, serverInstallProgressed, serverStateChanged } from "../events.ts";
import { Desired, type ServerState } from "../schema.ts";
import { deleteServer } from "./delete-server.ts";
import { tellStatesAgain } from "./node-silence.ts";
import { roomIsFree } from "./queue/room-is-free.ts";

const KEPT_EXITS = 20;
const log = logOf("reports");
const EXAMPLE_ID = "srv_01930000000070008000000000000001";

const Cursor = z.object({ epoch: z.string(), reportSeq: z.number() });
const Reported = z.object({
  name: z.string(),
  desired: Desired,
  observed: z.string(),
  observedReason: z.string().nullable(),
  observedSince: z.date(),
  suspendedAt: z.date().nullable(),
});

export const report = defineCommand({
  id: "nodes.report",
  summary: "Report what a server of this node is doing",
  description: "Taken once: a repeat changes nothing. About a server that is not on this node nothing is taken.",
  access: { kind: "node" },
  audit: "none",
  input: ServerReport,
  output: z.object({ taken: z.boolean() }),
  example: {
    nodeEpoch: "e1",
    reportSeq: 1,
    serverId: EXAMPLE_ID,
    generation: 1,
    observed: "running",
    reason: null,
    detail: null,
    since: 0,
    process: null,
    install: null,
    exit: null,
  },
  async run(context, said) {
    if (!(await isNews(context, said))) return { taken: false };
    const { db, actor } = context;
    const server = await row(
      db,
      Reported,
      sql`select name, desired, observed, "observedReason", "observedSince", "suspendedAt" from servers
          where id = ${said.serverId} and "nodeId" = ${actor.id} for update`,
    );
    if (!server) {
      // A node whose server was deleted by force says so once more; one that speaks of another's server is heard by nobody.
      log.warn({ nodeId: actor.id, serverId: said.serverId }, "a report about a server that is not on this node");
      return { taken: false };
    }
    if (said.exit) await recordExit(context, said, server.name);
    if (said.observed === null) await forget(context, said, server);
    else await observe(context, said, server);
    return { taken: true };
  },
});

/** Whether this report was not taken before. Moves the node's cursor; held until the commit, so reports of a node come one after the other. */
async function isNews(
  { db, actor, now }: Context,
  { nodeEpoch, reportSeq }: z.output<typeof ServerReport>,
): Promise<boolean> {
  await db.query(sql`select pg_advisory_xact_lock(hashtextextended(${`reports:${actor.id}`}, 0))::text as held`);
  const cursor = await row(
    db,
    Cursor,
    sql`select epoch, "reportSeq" from node_report_cursors where "nodeId" = ${actor.id}`,
  );
  if (cursor && cursor.epoch === nodeEpoch && cursor.reportSeq >= reportSeq) return false;
  await db.execute(sql`
    insert into node_report_cursors ("nodeId", epoch, "reportSeq", "updatedAt") values (${actor.id}, ${nodeEpoch}, ${reportSeq}, ${now})
    on conflict ("nodeId") do update set epoch = excluded.epoch, "reportSeq" = excluded."reportSeq", "updatedAt" = excluded."updatedAt"`);
  return true;
}

async function observe(
  { db, now, emit }: Context,
  said: z.output<typeof ServerReport>,
  server: z.output<typeof Reported>,
): Promise<void> {
  const { serverId, observed, reason, detail, process, install } = said;
  const since = new Date(said.since);
  await db.execute(sql`
    update servers set observed = ${observed}, "observedReason" = ${reason}, "observedDetail" = ${detail}, "observedSince" = ${since},
      "observedGeneration" = ${said.generation},
      "processStartedAt" = ${process ? new Date(process.startedAt) : null}::timestamptz,
      "installProgress" = ${install ? JSON.stringify(install) : null}::jsonb, "updatedAt" = ${now}
    where id = ${serverId}`);
  const differs =
    server.observed !== observed || server.observedReason !== reason || server.observedSince.getTime() !== said.since;
  if (differs) {
    const state: ServerState = server.suspendedAt ? "suspended" : observed!;
    emit(serverStateChanged, { serverId, name: server.name, state, reason, detail, since: iso(since) });
  }
  if (install)
    emit(serverInstallProgressed, {
      serverId,
      name: server.name,
      step: install.step,
      of: install.of,
      stepName: install.name,
      percent: install.percent,
    });
}

/** The files are gone: so is the server, if that is what people wanted. */
async function forget(
  context: Context,
  { serverId }: z.output<typeof ServerReport>,
  server: z.output<typeof Reported>,
): Promise<void> {
  if (server.desired !== "deleted") return;
  const { db, emit } = context;
  await deleteServer(db, serverId);
  roomIsFree(context);
  emit(serverDeleted, { serverId, name: server.name });
}

async function recordExit(
  { db, emit }: Context,
  { serverId, exit }: z.output<typeof ServerReport>,
  name: string,
): Promise<void> {
  const { generation, cause, code, signal, lastLines } = exit!;
  const at = new Date(exit!.at);
  await db.execute(sql`
    insert into server_exits ("serverId", generation, at, cause, code, signal, "lastLines")
    values (${serverId}, ${generation}, ${at}, ${cause}, ${code}, ${signal}, ${JSON.stringify(lastLines)}::jsonb)`);
  await db.execute(sql`
    delete from server_exits where "serverId" = ${serverId} and id <=
      (select id from server_exits where "serverId" = ${serverId} order by id desc offset ${KEPT_EXITS} limit 1)`);
  emit(serverExited, { serverId, name, cause, code, signal, at: iso(at) });
}

const Seen = z.object({ name: z.string(), before: z.date().nullable(), silentSince: z.date().nullable() });

export const heartbeat = defineCommand({
  id: "nodes.heartbeat",
  summary: "Say that this node is there, and how it is",
  access: { kind: "node" },
  audit: "none",
  input: fromAgent.heartbeat.body,
  output: z.object({}),
  example: { at: 0, node: { cpuPercent: 3, memoryMiB: 900, diskMiB: 12_000, load1: 0.1 } },
  async run(context, { node }) {
    const { db, actor, now, emit } = context;
    const seen = await row(
      db,
      Seen,
      sql`update nodes n set "lastSeenAt" = ${now}, "silentSince" = null
          from (select id, "lastSeenAt" as before, "silentSince" from nodes where id = ${actor.id}) was
          where n.id = was.id returning n.name, was.before, was."silentSince"`,
    );
    if (!seen) return {};
    await db.execute(sql`
      insert into node_samples ("nodeId", at, "cpuPercent", "memoryMiB", "diskMiB", load1)
      values (${actor.id}, date_trunc('minute', ${now}::timestamptz), ${node.cpuPercent}::float8, ${node.memoryMiB}::float8, ${node.diskMiB}::float8,
        ${node.load1}::float8)
      on conflict ("nodeId", at) do update set "cpuPercent" = excluded."cpuPercent", "memoryMiB" = excluded."memoryMiB",
        "diskMiB" = excluded."diskMiB", load1 = excluded.load1`);
    if (!seen.before || seen.silentSince) emit(nodeConnected, { nodeId: actor.id!, name: seen.name });
    if (seen.silentSince) await tellStatesAgain(context, actor.id!);
    return {};
  },
});
