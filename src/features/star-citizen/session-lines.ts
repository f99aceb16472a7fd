import { type LineReader, orNull } from "#app/features/star-citizen/line-reader.ts";
import type { LogFact } from "#app/features/star-citizen/log-fact.ts";

const CHARACTER = /geid (\d+) - accountId \d+ - name ([\w-]+) - state STATE_(\w+)/;
const CONNECTED = /nickname="([\w-]+)"\s+playerGEID=(\d+)/;
const CONTROL = /(?:requesting|releasing|granted) control token for '([^']+)'/;

/** What lines say of the session: which build, whose, where and aboard of what. */
export const SESSION_LINES: LineReader[] = [
  [
    "<Recv Unbind Batch Add Player>",
    (line) => {
      const id = /playerGEID=(\d+)/.exec(line)?.[1];
      return id === undefined ? null : { kind: "respawned", id };
    },
  ],
  [
    "<Vehicle Control Flow>",
    (line) => {
      const ship = line.includes("Local client node") ? CONTROL.exec(line)?.[1] : undefined;
      return ship === undefined ? null : { kind: line.includes("releasing") ? "left_ship" : "aboard", ship };
    },
  ],
  [
    "<RequestLocationInventory>",
    (line) => {
      const match = /Player\[([^\]]+)\] requested inventory for Location\[([^\]]+)\]/.exec(line);
      return match === null || match[2] === "INVALID_LOCATION_ID"
        ? null
        : { kind: "place", player: match[1] as string, place: match[2] as string };
    },
  ],
  [
    "<Join PU>",
    (line) => {
      const shard = /shard\[([^\]]+)\]/.exec(line)?.[1];
      return shard === undefined ? null : { kind: "joined", shard };
    },
  ],
  [
    "<Legacy login response>",
    (line) => {
      const handle = /Handle\[([\w-]+)\]/.exec(line)?.[1];
      return handle === undefined ? null : { kind: "login", handle };
    },
  ],
  [
    "<AccountLoginCharacterStatus_Character>",
    (line) => {
      const match = CHARACTER.exec(line);
      return match === null
        ? null
        : {
            kind: "character",
            id: match[1] as string,
            handle: match[2] as string,
            current: match[3] === "CURRENT",
          };
    },
  ],
  ["<Expect Incoming Connection>", connected],
  ["<Channel Created>", connected],
  ["<SeedingProcessor::SeedGameRulesAndMode", (line) => mode(/GameMode\[([^\]]+)\]/.exec(line)?.[1])],
  ["<Context Establisher Done>", (line) => mode(/gamerules="([^"]+)"/.exec(line)?.[1])],
  [
    "<Changing Solar System>",
    (line) => {
      const match = /Client entity (\S+).*? changing system from (\w+) to (\w+)/.exec(line);
      return match === null
        ? null
        : { kind: "system", player: match[1] as string, from: match[2] as string, to: match[3] as string };
    },
  ],
  [
    "<Quantum Drive Arrived",
    (line) => {
      const ship = /\| ([A-Z]{3,4}_\w+_\d{9,})\[/.exec(line)?.[1];
      return ship === undefined ? null : { kind: "aboard", ship };
    },
  ],
  ["<[EALobby] EALobbyQuit>", () => ({ kind: "left_lobby" })],
  [
    "Loading screen for ",
    (line) => {
      const match = /Loading screen for (\S+) : (\S+) closed/.exec(line);
      return mode(match === null ? undefined : match[1] === "pu" ? "pu" : (match[2] as string));
    },
  ],
  [
    "Log started on ",
    (line) => {
      const at = Date.parse(`${/Log started on (.{20,30})$/.exec(line)?.[1]} UTC`);
      return Number.isNaN(at) ? null : { kind: "started", at: new Date(at).toISOString() };
    },
  ],
  [
    "BackupNameAttachment=",
    (line) => {
      const name = /BackupNameAttachment="([^"]*)"/.exec(line)?.[1];
      return name === undefined ? null : { kind: "backup_name", name: name.trim() };
    },
  ],
  [
    "Branch: ",
    (line) => {
      const match = /sc-alpha-(\d+\.\d+(?:\.\d+)?)[a-z]?(?:-([\w-]+))?/.exec(line);
      return match === null ? null : { kind: "branch", version: match[1] as string, channel: orNull(match[2]) };
    },
  ],
  [
    "FileVersion: ",
    (line) => {
      const version = /FileVersion: ([\d.]+)/.exec(line)?.[1];
      return version === undefined ? null : { kind: "file_version", version };
    },
  ],
  [
    "Changelist: ",
    (line) => {
      const changelist = /Changelist: (\d+)/.exec(line)?.[1];
      return changelist === undefined ? null : { kind: "changelist", changelist };
    },
  ],
  [
    "Executable: ",
    (line) => {
      const channel = /[\\/](LIVE|PTU|EPTU|HOTFIX|TECH-PREVIEW)[\\/]Bin64/i.exec(line)?.[1];
      return channel === undefined ? null : { kind: "executable", channel: channel.toUpperCase() };
    },
  ],
  [
    "Environment: ",
    (line) => {
      const environment = /Environment:\s+(\S+)/.exec(line)?.[1];
      return environment === undefined ? null : { kind: "environment", environment };
    },
  ],
  [
    "@session: ",
    (line) => {
      const session = /@session:\s+'([\w-]+)'/.exec(line)?.[1];
      return session === undefined ? null : { kind: "session", session };
    },
  ],
];

function mode(text: string | undefined): LogFact | null {
  return text === undefined ? null : { kind: "mode", mode: text };
}

function connected(line: string): LogFact | null {
  const match = CONNECTED.exec(line);
  return match === null ? null : { kind: "connected", handle: match[1] as string, id: match[2] as string };
}
