import * as z from "zod";
import { endServerKey, giveServerKey } from "#app/features/api-keys/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { BulkInput, bulkIds, defineBulk } from "#app/operation/bulk.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { serverPowerRequested } from "../events.ts";
import { canKill, canReinstall, canRestart, canStart, canStop } from "../rules.ts";
import { Server } from "../server-view.ts";
import {
  EXAMPLE_SERVER,
  OneServer,
  type ServerRow,
  serverById,
  serverSubject,
  shownServer,
  stateOf,
} from "./server-rows.ts";

type Act = "start" | "stop" | "restart" | "kill" | "reinstall";

/**
 * Power is desired state: each act raises the generation, and the numbers that the act is about rise with it. The node that hears of it makes it true;
 * one that hears twice, or late of what was taken back since, does nothing.
 */
const ACTS: Record<Act, { allowed: typeof canStart; desired: "running" | "offline"; raises: string | null }> = {
  start: { allowed: canStart, desired: "running", raises: "startGeneration" },
  stop: { allowed: canStop, desired: "offline", raises: null },
  restart: { allowed: canRestart, desired: "running", raises: "startGeneration" },
  kill: { allowed: canKill, desired: "offline", raises: "killGeneration" },
  reinstall: { allowed: canReinstall, desired: "offline", raises: "installGeneration" },
};

/** Asks for an act of power within the caller's transaction, as the operations here do. Throws `conflict` or `node_offline` where it is not possible now. */
export async function requestPower(context: Context, { id }: ServerRow, act: Act) {
  const { db, now, emit, changed } = context;
  // One act at a time, decided on what the act before has left: two starts must not become a start and a restart.
  await db.query(sql`select 1 as held from servers where id = ${id} for no key update`);
  const server = await serverById(db, id);
  if (!server) throw new AppError("not_found");
  refuse(server, act, now);
  const { desired, raises } = ACTS[act];
  const [updated] = await db.query(sql`
    update servers set generation = generation + 1, desired = ${desired}, "updatedAt" = ${now}, resumes = false,
      "startGeneration" = case when ${raises === "startGeneration"}::boolean then generation + 1 else "startGeneration" end,
      "killGeneration" = case when ${raises === "killGeneration"}::boolean then generation + 1 else "killGeneration" end,
      "installGeneration" = case when ${raises === "installGeneration"}::boolean then generation + 1 else "installGeneration" end
    where id = ${server.id} and desired <> 'deleted' returning generation`);
  if (!updated) throw new AppError("not_found");
  // Who could read the files that are replaced may have read the key.
  if (act === "reinstall" && (await endServerKey(context, id))) await giveServerKey(context, id);
  emit(serverPowerRequested, {
    serverId: server.id,
    name: server.name,
    act,
    desired,
    generation: Number(updated.generation),
  });
  changed({ desired: server.desired, state: stateOf(server, now) }, { desired });
  return shownServer((await serverById(db, server.id))!, now);
}

/** What to say to whoever wants something of a suspended server: why it is, and what to do. */
export function suspendedError({ suspensions }: Pick<ServerRow, "suspensions">): AppError {
  return new AppError("conflict", "servers.suspended", { kind: suspensions[0]?.kind ?? "staff" });
}

function refuse(server: ServerRow, act: Act, now: Date): void {
  const state = stateOf(server, now);
  if (state === "suspended") {
    // What still runs may be ended; nothing may be begun.
    if (act === "stop" || act === "kill") return;
    throw suspendedError(server);
  }
  // Nobody knows what it does: to end it is safe whenever the node hears of it, to start it is not.
  if (state === "unknown") {
    if (act === "stop" || act === "kill") return;
    throw new AppError("node_offline", "node_offline", { node: server.nodeName });
  }
  const { desired } = server;
  // Asked to start, and its node has yet to say that it heard: asked once more it would start twice; to take it back is possible.
  if (desired === "running" && server.observedGeneration < server.startGeneration) {
    if (act === "start") throw new AppError("conflict", "servers.already_running");
    if (act === "restart") throw new AppError("conflict", "servers.changing_state", { state: "starting" });
    if (act === "stop" || act === "kill") return;
  }
  if (ACTS[act].allowed({ state, desired })) return;
  if (act === "start" && desired === "running" && (state === "running" || state === "starting"))
    throw new AppError("conflict", "servers.already_running");
  if ((act === "stop" || act === "kill") && (state === "offline" || state === "crashed"))
    throw new AppError("conflict", "servers.already_offline");
  throw new AppError("conflict", "servers.changing_state", {
    state: state === "running" && desired !== "running" ? "stopping" : state,
  });
}

const errors = ["conflict", "node_offline"] as const;
const subject = serverSubject;
const access = { kind: "permission", permission: "servers:power" } as const;
const common = { access, subject, input: OneServer, output: Server, example: EXAMPLE_SERVER, errors };

export const start = defineCommand({
  ...common,
  id: "servers.start",
  summary: "Start a server",
  description: "Accepted at once; the server's state tells how it goes on.",
  http: { method: "POST", path: "/servers/{serverId}/start", status: 202 },
  run: (context, _input, server) => requestPower(context, server, "start"),
});

export const stop = defineCommand({
  ...common,
  id: "servers.stop",
  summary: "Stop a server",
  description: "Asks it to end in its own way; what is still there after its grace period is killed.",
  http: { method: "POST", path: "/servers/{serverId}/stop", status: 202 },
  run: (context, _input, server) => requestPower(context, server, "stop"),
});

export const restart = defineCommand({
  ...common,
  id: "servers.restart",
  summary: "Restart a server",
  description: "Stops it in its own way and starts it again. A server that is offline is started.",
  http: { method: "POST", path: "/servers/{serverId}/restart", status: 202 },
  run: (context, _input, server) => requestPower(context, server, "restart"),
});

export const kill = defineCommand({
  ...common,
  id: "servers.kill",
  summary: "Kill a server",
  description:
    "Ends it at once, whatever it is doing, and keeps it offline: a start or restart under way is cancelled.",
  http: { method: "POST", path: "/servers/{serverId}/kill", status: 202 },
  run: (context, _input, server) => requestPower(context, server, "kill"),
});

export const reinstall = defineCommand({
  ...common,
  id: "servers.reinstall",
  summary: "Install a server again",
  description: "Runs its blueprint's installation over its files. The server must be offline.",
  http: { method: "POST", path: "/servers/{serverId}/reinstall", status: 202 },
  run: (context, _input, server) => requestPower(context, server, "reinstall"),
});

const SINGLE = { start, stop, restart, kill };

export const powerMany = defineBulk({
  id: "servers.powerMany",
  summary: "Start, stop, restart or kill several servers",
  description: "Each as by its own call, with an answer of its own; accepted at once.",
  access: { kind: "list", permission: "servers:power" },
  errors: ["not_found", ...errors],
  input: BulkInput.extend({
    act: z.enum(["start", "stop", "restart", "kill"]).describe("What to do."),
    servers: bulkIds("Ids of up to 100 servers."),
  }),
  item: Server,
  example: {
    act: "restart",
    servers: ["srv_01930000000070008000000000000001", "srv_01930000000070008000000000000002"],
  },
  http: { method: "POST", path: "/servers/power", status: 202 },
  bulk: { command: ({ act }) => SINGLE[act], inputs: ({ servers }) => servers.map((serverId) => ({ serverId })) },
});
