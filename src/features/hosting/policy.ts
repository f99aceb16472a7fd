import { may, type Target, type Who } from "#app/lib/access.ts";
import { canCommand, canKill, canReinstall, canRestart, canStart, canStop, type PowerSubject } from "./rules.ts";

/** As much of a server as deciding who may do what to it needs. */
export interface Owned {
  id: string;
  owner: { id: string };
  communityId: string | null;
}

/** What a person may ask of a server. */
export type ServerAct =
  | "start"
  | "stop"
  | "restart"
  | "kill"
  | "reinstall"
  | "command"
  | "readConsole"
  | "update"
  | "delete"
  | "readActivity";

const PERMISSION = {
  start: "servers:power",
  stop: "servers:power",
  restart: "servers:power",
  kill: "servers:power",
  reinstall: "servers:power",
  command: "servers.console:write",
  readConsole: "servers.console:read",
  update: "servers:update",
  delete: "servers:delete",
  readActivity: "servers.activity:read",
} as const;

const POSSIBLE: Partial<Record<ServerAct, (server: PowerSubject) => boolean>> = {
  start: canStart,
  stop: canStop,
  restart: canRestart,
  kill: canKill,
  reinstall: canReinstall,
  command: canCommand,
};

function targetOf({ id, owner, communityId }: Owned): Target {
  return { serverId: id, ownerId: owner.id, communityId };
}

/** Whether they may ever do this to this server: whether to show its button. */
export function mayDo(who: Who, act: ServerAct, server: Owned): boolean {
  return may(who, PERMISSION[act], targetOf(server));
}

/** Whether it can be done in the state the server is in: whether its button can be pressed. */
export function canDo(act: ServerAct, server: PowerSubject): boolean {
  return POSSIBLE[act]?.(server) ?? true;
}

/** Whether they may give a server more of its node than it has, set what is not its owner's to set, and make one for somebody else. */
export function mayManageServers(who: Who): boolean {
  return may(who, "servers:update");
}

export function mayCreateServers(who: Who): boolean {
  return may(who, "servers:create");
}

export function mayManageNodes(who: Who): boolean {
  return may(who, "nodes:write");
}
