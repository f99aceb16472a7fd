import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { ServerId } from "../hosting/schema.ts";
import { BROADCAST_SCOPES, BroadcastId } from "./schema.ts";

const OneBroadcast = z.object({ broadcastId: BroadcastId, text: z.string() });
const BROADCAST = { broadcastId: "bct_019f3c2a7b407d11a2c35e8f90b1c2d3", text: "Restart in five minutes" };
const OneShutdown = z.object({ serverId: ServerId, name: z.string(), shutdownId: z.string() });
const SHUTDOWN = {
  serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3",
  name: "Lowtide",
  shutdownId: "sht_019f3c2a7b407d11a2c35e8f90b1c2d3",
};
const ofServer = ({ serverId }: { serverId: string }) => ({ serverId });
const ofAll = () => ({});

export const broadcastScheduled = defineEvent({
  type: "broadcast.scheduled",
  summary: "Something is to be said to all who play, at a time.",
  permission: "broadcast:write",
  payload: OneBroadcast.extend({ scope: z.enum(BROADCAST_SCOPES), dueAt: Timestamp }),
  example: { ...BROADCAST, scope: "all", dueAt: "2026-11-21T12:00:00.000Z" },
  subject: ofAll,
});

export const broadcastCancelled = defineEvent({
  type: "broadcast.cancelled",
  summary: "What was to be said is not said.",
  permission: "broadcast:write",
  payload: OneBroadcast,
  example: BROADCAST,
  subject: ofAll,
});

export const broadcastSent = defineEvent({
  type: "broadcast.sent",
  summary: "Something was said to all who play, as far as their games took it.",
  permission: "broadcast:write",
  payload: OneBroadcast.extend({ servers: z.int(), done: z.int() }),
  example: { ...BROADCAST, servers: 3, done: 2 },
  subject: ofAll,
});

export const shutdownScheduled = defineEvent({
  type: "server.shutdown_scheduled",
  summary: "A server is to be stopped or restarted at a time that its players are told of.",
  permission: "servers:read",
  payload: OneShutdown.extend({ reason: z.string().nullable(), restarts: z.boolean(), dueAt: Timestamp }),
  example: { ...SHUTDOWN, reason: "Maintenance", restarts: false, dueAt: "2026-11-21T12:05:00.000Z" },
  subject: ofServer,
});

export const shutdownEnded = defineEvent({
  type: "server.shutdown_ended",
  summary: "A planned end of a server was carried out, called off, missed, or failed.",
  permission: "servers:read",
  payload: OneShutdown.extend({ state: z.enum(["done", "cancelled", "missed", "failed"]) }),
  example: { ...SHUTDOWN, state: "done" },
  subject: ofServer,
});

export const maintenanceChanged = defineEvent({
  type: "maintenance.changed",
  summary: "The panel was closed for maintenance, or opened again.",
  permission: "settings:read",
  payload: z.object({ isOn: z.boolean(), message: z.string().nullable(), until: Timestamp.nullable() }),
  example: { isOn: true, message: "Moving to a larger machine", until: "2026-11-21T14:00:00.000Z" },
  subject: ofAll,
});
