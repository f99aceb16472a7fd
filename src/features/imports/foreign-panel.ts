import type { Blueprint } from "../hosting/blueprint.ts";
import type { VariableValue } from "../hosting/variable.ts";

/** Another panel of game servers in our words, whichever it was: what its reader found, and what it could not say in them. */
export interface ForeignPanel {
  users: ForeignUser[];
  nodes: ForeignNode[];
  blueprints: ForeignBlueprint[];
  servers: ForeignServer[];
  members: ForeignMember[];
  /** Tables and things that have no place here. */
  leftOut: { what: string; why: string; examples: string[] }[];
  toDo: string[];
}

export interface ForeignUser {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  /** As the other panel kept it, where that can go on to be used. */
  passwordHash: string | null;
  isAdmin: boolean;
  /** Where else they signed in, by the ids that they have there. */
  identities?: { provider: "discord" | "google" | "github"; id: string }[];
  /** Who is kept out there, why and until when; null, or not said: nobody keeps them out. */
  suspended?: { reason: string | null; until: Date | null } | null;
}

export interface ForeignNode {
  id: string;
  name: string;
  address: string;
  ports: number[];
}

export interface ForeignBlueprint {
  id: string;
  blueprint: Blueprint;
  /** What of it has no place in a blueprint. */
  why: string[];
}

export interface ForeignServer {
  id: string;
  name: string;
  description: string | null;
  ownerId: string;
  nodeId: string;
  blueprintId: string;
  memoryMiB: number;
  cpuPercent: number;
  diskMiB: number;
  variables: Record<string, VariableValue>;
  /** The first is where players come. */
  ports: number[];
  /** Another start than its blueprint's; null: the same. */
  startup: string | null;
  isSuspended: boolean;
  /** Where its files are on the old node. */
  folder: string;
  /** What of it has no place here. */
  why?: string[];
}

export interface ForeignMember {
  id: string;
  serverId: string;
  userId: string;
  permissions: string[];
}
