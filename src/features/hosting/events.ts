import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { QueueId } from "./queue.ts";
import { Desired, ExitCause, NodeId, ObservedReason, ServerId, ServerState } from "./schema.ts";
import { SuspensionKind } from "./suspension.ts";

const OneServer = z.object({ serverId: ServerId, name: z.string() });
const OneNode = z.object({ nodeId: NodeId, name: z.string() });
const SERVER = { serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Lowtide" };
const NODE = { nodeId: "nod_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Frankfurt 1" };
const ofServer = ({ serverId }: { serverId: string }) => ({ serverId });

export const serverCreated = defineEvent({
  type: "server.created",
  summary: "A server was made; its node installs it next.",
  permission: "servers:read",
  payload: OneServer.extend({ nodeId: NodeId, blueprintId: z.string(), ownerId: z.string() }),
  example: { ...SERVER, nodeId: NODE.nodeId, blueprintId: "hollow", ownerId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3" },
  subject: ofServer,
});

export const serverUpdated = defineEvent({
  type: "server.updated",
  summary: "A server's name, variables or limits were changed.",
  permission: "servers:read",
  payload: OneServer,
  example: SERVER,
  subject: ofServer,
});

export const serverDeleted = defineEvent({
  type: "server.deleted",
  summary: "A server and its files are gone.",
  permission: "servers:read",
  payload: OneServer,
  example: SERVER,
  subject: ofServer,
});

export const serverPowerRequested = defineEvent({
  type: "server.power_requested",
  summary: "Somebody asked for a server to be started, stopped, restarted, killed, installed again or deleted.",
  permission: "servers:read",
  payload: OneServer.extend({
    act: z.enum(["start", "stop", "restart", "kill", "reinstall", "delete"]),
    desired: Desired,
    generation: z.int(),
  }),
  example: { ...SERVER, act: "restart", desired: "running", generation: 7 },
  subject: ofServer,
});

export const serverStateChanged = defineEvent({
  type: "server.state_changed",
  summary: "A server is in another state now.",
  permission: "servers:read",
  payload: OneServer.extend({
    state: ServerState,
    reason: ObservedReason.nullable(),
    detail: z.string().nullable().describe("What its node says of the reason, in a sentence."),
    since: Timestamp,
  }),
  example: { ...SERVER, state: "running", reason: null, detail: null, since: "2026-11-21T12:00:00.000Z" },
  subject: ofServer,
});

export const serverSuspended = defineEvent({
  type: "server.suspended",
  summary: "A server was suspended, or is for one more reason.",
  permission: "servers:read",
  payload: OneServer.extend({ kind: SuspensionKind, note: z.string().nullable() }),
  example: { ...SERVER, kind: "staff", note: "It mines coins. Write to us." },
  subject: ofServer,
});

export const serverUnsuspended = defineEvent({
  type: "server.unsuspended",
  summary: "A server is suspended for one reason less. It can run again when none is left.",
  permission: "servers:read",
  payload: OneServer.extend({ kind: SuspensionKind, left: z.array(SuspensionKind).describe("Why it still is.") }),
  example: { ...SERVER, kind: "staff", left: [] },
  subject: ofServer,
});

export const serverExited = defineEvent({
  type: "server.exited",
  summary: "A run of a server came to its end.",
  permission: "servers:read",
  payload: OneServer.extend({
    cause: ExitCause,
    code: z.int().nullable(),
    signal: z.string().nullable(),
    at: Timestamp,
  }),
  example: { ...SERVER, cause: "crashed", code: 1, signal: null, at: "2026-11-21T12:00:00.000Z" },
  subject: ofServer,
});

export const serverInstallProgressed = defineEvent({
  type: "server.install_progressed",
  summary: "The installation of a server went on.",
  permission: "servers:read",
  payload: OneServer.extend({
    step: z.int(),
    of: z.int(),
    stepName: z.string(),
    percent: z.number().nullable(),
  }),
  example: { ...SERVER, step: 2, of: 3, stepName: "Download", percent: 40 },
  subject: ofServer,
});

export const nodeCreated = defineEvent({
  type: "node.created",
  summary: "A node was added; its agent has yet to join.",
  permission: "nodes:read",
  payload: OneNode,
  example: NODE,
  subject: () => ({}),
});

export const nodeUpdated = defineEvent({
  type: "node.updated",
  summary: "A node's settings were changed.",
  permission: "nodes:read",
  payload: OneNode,
  example: NODE,
  subject: () => ({}),
});

export const nodeEnrolled = defineEvent({
  type: "node.enrolled",
  summary: "A node's agent has joined.",
  permission: "nodes:read",
  payload: OneNode,
  example: NODE,
  subject: () => ({}),
});

export const nodeConnected = defineEvent({
  type: "node.connected",
  summary: "A node that was silent speaks again.",
  permission: "nodes:read",
  payload: OneNode,
  example: NODE,
  subject: () => ({}),
});

export const nodeDisconnected = defineEvent({
  type: "node.disconnected",
  summary: "A node has been silent for 30 seconds; what its servers do is unknown.",
  permission: "nodes:read",
  payload: OneNode.extend({ since: Timestamp.describe("When it was last heard.") }),
  example: { ...NODE, since: "2026-11-21T12:00:00.000Z" },
  subject: () => ({}),
});

export const nodeRemoved = defineEvent({
  type: "node.removed",
  summary: "A node was removed.",
  permission: "nodes:read",
  payload: OneNode,
  example: NODE,
  subject: () => ({}),
});

const OneQueued = z.object({ queuedId: QueueId, userId: z.string(), name: z.string() });
const QUEUED = {
  queuedId: "que_019f3c2a7b407d11a2c35e8f90b1c2d3",
  userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
  name: "Lowtide",
};
const ofMember = ({ userId }: { userId: string }) => ({ userId });

export const queueJoined = defineEvent({
  type: "queue.joined",
  summary: "Somebody waits for room for a server.",
  permission: "economy:read",
  payload: OneQueued,
  example: QUEUED,
  subject: ofMember,
});

export const queueServed = defineEvent({
  type: "queue.served",
  summary: "A node has room for a server that was waited for, and it is there.",
  permission: "economy:read",
  payload: OneQueued.extend({ serverId: z.string() }),
  example: { ...QUEUED, serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3" },
  subject: ofMember,
});

export const queueLeft = defineEvent({
  type: "queue.left",
  summary: "A server is waited for no more, and did not come: it was cancelled, or could not be made.",
  permission: "economy:read",
  payload: OneQueued.extend({
    state: z.enum(["cancelled", "failed"]),
    problem: z.string().nullable().describe("Why: a reason of the panel's errors."),
  }),
  example: { ...QUEUED, state: "failed", problem: "packages.no_room" },
  subject: ofMember,
});
