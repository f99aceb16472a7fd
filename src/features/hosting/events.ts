import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { Desired, ExitCause, NodeId, ObservedReason, ServerId, ServerState } from "./schema.ts";

const OneServer = z.object({ serverId: ServerId, name: z.string() });
const OneNode = z.object({ nodeId: NodeId, name: z.string() });
const ofServer = ({ serverId }: { serverId: string }) => ({ serverId });

export const serverCreated = defineEvent({
  type: "server.created",
  summary: "A server was made; its node installs it next.",
  permission: "servers:read",
  payload: OneServer.extend({ nodeId: NodeId, blueprintId: z.string(), ownerId: z.string() }),
  subject: ofServer,
});

export const serverUpdated = defineEvent({
  type: "server.updated",
  summary: "A server's name, variables or limits were changed.",
  permission: "servers:read",
  payload: OneServer,
  subject: ofServer,
});

export const serverDeleted = defineEvent({
  type: "server.deleted",
  summary: "A server and its files are gone.",
  permission: "servers:read",
  payload: OneServer,
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
  subject: ofServer,
});

export const serverStateChanged = defineEvent({
  type: "server.state_changed",
  summary: "A server is in another state now.",
  permission: "servers:read",
  payload: OneServer.extend({
    state: ServerState,
    reason: ObservedReason.nullable(),
    detail: z.string().nullable(),
    since: Timestamp,
  }),
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
  subject: ofServer,
});

export const nodeCreated = defineEvent({
  type: "node.created",
  summary: "A node was added; its agent has yet to join.",
  permission: "nodes:read",
  payload: OneNode,
  subject: () => ({}),
});

export const nodeUpdated = defineEvent({
  type: "node.updated",
  summary: "A node's settings were changed.",
  permission: "nodes:read",
  payload: OneNode,
  subject: () => ({}),
});

export const nodeEnrolled = defineEvent({
  type: "node.enrolled",
  summary: "A node's agent has joined.",
  permission: "nodes:read",
  payload: OneNode,
  subject: () => ({}),
});

export const nodeConnected = defineEvent({
  type: "node.connected",
  summary: "A node that was silent speaks again.",
  permission: "nodes:read",
  payload: OneNode,
  subject: () => ({}),
});

export const nodeDisconnected = defineEvent({
  type: "node.disconnected",
  summary: "A node has been silent for 30 seconds; what its servers do is unknown.",
  permission: "nodes:read",
  payload: OneNode.extend({ since: Timestamp.describe("When it was last heard.") }),
  subject: () => ({}),
});

export const nodeRemoved = defineEvent({
  type: "node.removed",
  summary: "A node was removed.",
  permission: "nodes:read",
  payload: OneNode,
  subject: () => ({}),
});
