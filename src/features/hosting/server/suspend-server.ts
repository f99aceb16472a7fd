import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { maySuspend } from "../policy.ts";
import { Server } from "../server-view.ts";
import { EXAMPLE_SERVER, OneServer, type ServerRow, serverById, serverSubject, shownServer } from "./server-rows.ts";
import { liftSuspensions, suspendServers } from "./suspensions.ts";

const errors = ["conflict"] as const;
const access = { kind: "permission", permission: "servers:suspend" } as const;

/** Owners hold what can be held on a server; to suspend and lift that is for the team alone. */
function refuseOwners({ actor }: Context, server: ServerRow): void {
  if (!maySuspend(actor, server)) throw new AppError("forbidden", "forbidden", { permission: "servers:suspend" });
}

export const suspend = defineCommand({
  id: "servers.suspend",
  summary: "Suspend a server",
  description:
    "It is stopped, and nobody starts it or types into its console until that is lifted. Its files stay. Its owner is told, with the note. For the team; an owner cannot.",
  access,
  subject: serverSubject,
  errors,
  input: OneServer.extend({
    note: z.string().trim().min(1).max(500).optional().describe("Why, and what to do: shown to its owner."),
  }),
  output: Server,
  example: { ...EXAMPLE_SERVER, note: "It mines coins. Write to us." },
  http: { method: "POST", path: "/servers/{serverId}/suspend" },
  async run(context, { note = null }, server) {
    refuseOwners(context, server);
    const [suspended] = await suspendServers(context, [server.id], { kind: "staff", note });
    if (!suspended) throw new AppError("conflict", "servers.suspended_already");
    context.changed({ suspendedFor: server.suspensions.map(({ kind }) => kind) }, { note });
    await notify(context, [server.ownerId], {
      type: "server.suspended",
      params: { name: server.name, noted: note === null ? "no" : "yes", note: note ?? "" },
      about: { kind: "server", id: server.id },
      once: `server.suspended|${server.id}|${context.now.getTime()}`,
    });
    return shownServer((await serverById(context.db, server.id))!, context.now);
  },
});

export const unsuspend = defineCommand({
  id: "servers.unsuspend",
  summary: "Lift the team's suspension of a server",
  description:
    "What else it is suspended for stays: see its `suspensions`. One that is suspended no more runs again if it ran before.",
  access,
  subject: serverSubject,
  errors,
  input: OneServer,
  output: Server,
  example: EXAMPLE_SERVER,
  http: { method: "POST", path: "/servers/{serverId}/unsuspend" },
  async run(context, _input, server) {
    refuseOwners(context, server);
    const [lifted] = await liftSuspensions(context, [server.id], "staff");
    if (!lifted) throw new AppError("conflict", "servers.not_suspended_by_staff");
    await notify(context, [server.ownerId], {
      type: "server.unsuspended",
      params: { name: server.name },
      about: { kind: "server", id: server.id },
      once: `server.unsuspended|${server.id}|${context.now.getTime()}`,
    });
    return shownServer((await serverById(context.db, server.id))!, context.now);
  },
});
