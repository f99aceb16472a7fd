/** Flat facts in the game's own words. */
export type Properties = Record<string, string | number | boolean | null>;
export interface Point {
  x: number;
  y: number;
  z?: number;
}

export interface Area {
  key: string;
  name: string;
  description?: string;
  properties?: Properties;
}

export interface Room {
  key: string;
  /** The key of its area. */
  area?: string | null;
  name: string;
  description?: string;
  exits?: { direction: string; to: string; locked?: boolean }[];
  /** East, north, up. */
  at?: Point | null;
  properties?: Properties;
}

export interface Npc {
  key: string;
  name: string;
  description?: string;
  type?: string | null;
  room?: string | null;
  hostile?: boolean | null;
  properties?: Properties;
}

export interface Item {
  key: string;
  name: string;
  description?: string;
  type?: string | null;
  /** Where it lies; null where somebody has it. */
  room?: string | null;
  takeable?: boolean | null;
  properties?: Properties;
}

export interface PlayerFacts {
  /** The name, as the game says it. */
  player: string;
  platformId?: string | null;
  role?: string | null;
  loginAttempts?: number | null;
  lockedUntil?: string | null;
  character?: string | null;
  location?: string | null;
  email?: string | null;
  /** For games that do not tell who comes and goes. */
  online?: boolean | null;
  createdAt?: string | null;
}

export interface PlayerPosition {
  player: string;
  platformId?: string | null;
  room?: string | null;
  at?: Point | null;
}

/** What a game says of itself with each heartbeat. */
export interface Figures {
  tick?: number | null;
  tickRate?: number | null;
  memoryMb?: number | null;
  cpuPercent?: number | null;
}

export interface GameEvent {
  kind: string;
  /** When; absent: now. */
  at?: Date;
  fields: Record<string, string | number | boolean>;
  details?: Record<string, string>;
}

/** Something that the game is to do. */
export interface Order {
  id: string;
  kind: string;
  fields: Record<string, unknown>;
  deadline: string;
  /** How long that was from when it came, whatever this machine's clock says. */
  withinMs: number;
}

/** What became of it, with the game's own words for people. */
export interface OrderAnswer {
  state: "done" | "failed";
  said?: string | null;
}

export interface BridgeOptions {
  /** Where the panel is: `https://panel.example.org`. */
  url: string;
  serverId: string;
  /** An API key with world:write, players:write and events:write. */
  key: string;
  /** Which program this is, with its version. */
  client?: string;
  gameVersion?: string;
  /** Kinds of events that are told by `event`. */
  tells?: readonly string[];
  /** Kinds of orders that `obey` knows. */
  takes?: readonly string[];
  obey?(order: Order): OrderAnswer | Promise<OrderAnswer>;
  figures?(): Figures;
  /** Told in a sentence what goes wrong, and when it is well again. */
  log?(level: "info" | "warn", text: string): void;
}
