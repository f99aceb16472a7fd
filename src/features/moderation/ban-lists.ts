import * as z from "zod";
import { BAN_LIST_FORMAT_NAMES } from "./ban-list-formats.ts";

export const BanListFormat = z.enum(BAN_LIST_FORMAT_NAMES);
export type BanListFormat = z.output<typeof BanListFormat>;

/** One ban as a list says it; what the list does not say is null. `endsAt` null: for ever. */
export interface ListedBan {
  name: string | null;
  platformId: string | null;
  address: string | null;
  reason: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
}

export interface ReadBanList {
  bans: ListedBan[];
  /** What could not be read, by line or by place in the list, from 1. */
  problems: { at: number; problem: string }[];
}

/** A list that is no such list at all. */
export class BanListError extends Error {}

const MAX_BANS = 20_000;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+)$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const STEAM = /^(?:STEAM_[0-5]:[01]:\d{1,10}|\[U:1:\d{1,10}\])$/;
/** A name goes into orders to games: one line without control characters. */
const NAME = /^[^\p{Cc}\u2028\u2029]{1,200}$/u;

/** Reads a game's list. Throws BanListError where it is no such list; single entries that make no sense are told of and left out. */
export function readBanList(format: BanListFormat, text: string, now: Date): ReadBanList {
  const read: ReadBanList = { bans: [], problems: [] };
  const plain = text.replace(/^\uFEFF/, "");
  if (format === "minecraft-players" || format === "minecraft-ips") readMinecraft(format, plain, read);
  else
    plain.split(/\r\n|\r|\n/).forEach((line, index) => {
      const trimmed = line.trim();
      if (trimmed === "" || trimmed.startsWith("//")) return;
      const found = format === "luanti-ips" ? readLuanti(trimmed) : readSource(format, trimmed, now);
      if (typeof found === "string") read.problems.push({ at: index + 1, problem: found });
      else read.bans.push(...found);
    });
  if (read.bans.length > MAX_BANS) throw new BanListError(`more than ${MAX_BANS} bans`);
  return read;
}

const MinecraftBan = z.object({
  uuid: z.string().optional(),
  name: z.string().optional(),
  ip: z.string().optional(),
  created: z.string().optional(),
  expires: z.string().optional(),
  reason: z.string().nullish(),
});

function readMinecraft(format: "minecraft-players" | "minecraft-ips", text: string, read: ReadBanList): void {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new BanListError(error instanceof Error ? error.message : "it is no JSON");
  }
  if (!Array.isArray(list)) throw new BanListError("it is no list");
  list.forEach((item, index) => {
    const found = minecraftBan(format, item);
    if (typeof found === "string") read.problems.push({ at: index + 1, problem: found });
    else read.bans.push(found);
  });
}

function minecraftBan(format: "minecraft-players" | "minecraft-ips", item: unknown): ListedBan | string {
  const parsed = MinecraftBan.safeParse(item);
  if (!parsed.success) return "is no ban";
  const { uuid, name, ip, created, expires, reason } = parsed.data;
  const endsAt = expires === undefined || expires === "forever" ? null : minecraftTime(expires);
  if (endsAt === undefined) return `has no time in expires: ${expires}`;
  const common = { reason: reason ?? null, startsAt: (created && minecraftTime(created)) || null, endsAt };
  if (format === "minecraft-ips")
    return ip && ADDRESS.test(ip) ? { ...common, name: null, platformId: null, address: ip } : "has no address";
  if (uuid !== undefined && !UUID.test(uuid)) return "has no UUID";
  if (name !== undefined && !NAME.test(name)) return "has a name that no player has";
  if (uuid === undefined && name === undefined) return "names nobody";
  return { ...common, name: name ?? null, platformId: uuid ? dashed(uuid) : null, address: null };
}

function dashed(uuid: string): string {
  return uuid
    .toLowerCase()
    .replaceAll("-", "")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** `2024-03-01 18:22:10 +0100`. */
function minecraftTime(text: string): Date | undefined {
  const [, day, clock, hours, minutes] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d):?(\d\d)$/.exec(text.trim()) ?? [];
  const at = new Date(`${day}T${clock}${hours}:${minutes}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** `banid 0 STEAM_1:0:123`, `addip 60.0 192.0.2.1`: minutes, 0 for ever. */
function readSource(format: "source-users" | "source-ips", line: string, now: Date): ListedBan[] | string {
  const [, command, minutes, whom] =
    /^(banid|addip)\s+(\d{1,9}(?:\.\d+)?)\s+"?([^\s"]+)"?(?:\s+kick)?$/i.exec(line) ?? [];
  const wanted = format === "source-users" ? "banid" : "addip";
  if (command?.toLowerCase() !== wanted || whom === undefined) return `is no ${wanted}`;
  const isForever = Number(minutes) === 0;
  const endsAt = isForever ? null : new Date(now.getTime() + Number(minutes) * 60_000);
  const common = { name: null, reason: null, startsAt: null, endsAt };
  if (format === "source-users")
    return STEAM.test(whom) ? [{ ...common, platformId: whom, address: null }] : "has no Steam id";
  return ADDRESS.test(whom) ? [{ ...common, platformId: null, address: whom }] : "has no address";
}

/** `192.0.2.1|Name`: the address, and the account that came from it, which may be empty. */
function readLuanti(line: string): ListedBan[] | string {
  const [address = "", name = ""] = line.split("|", 2);
  if (!ADDRESS.test(address)) return "has no address";
  if (name !== "" && !/^[A-Za-z0-9_-]{1,20}$/.test(name)) return "has a name that no player has";
  const common = { platformId: null, reason: null, startsAt: null, endsAt: null };
  const byAddress = { ...common, name: null, address };
  return name === "" ? [byAddress] : [byAddress, { ...common, name, address: null }];
}

/** Every spelling of a Steam id, so that a list and a console that spell differently mean the same. */
export function spellingsOf(platformId: string): string[] {
  const old = /^STEAM_[0-5]:([01]):(\d+)$/.exec(platformId);
  const account = old
    ? Number(old[2]) * 2 + Number(old[1])
    : Number(/^\[U:1:(\d+)\]$/.exec(platformId)?.[1] ?? Number.NaN);
  if (Number.isNaN(account)) return [platformId];
  const rest = `${account % 2}:${Math.floor(account / 2)}`;
  return [...new Set([platformId, `STEAM_0:${rest}`, `STEAM_1:${rest}`, `[U:1:${account}]`])];
}

/** A ban that is to be written to a list. */
export interface WritableBan extends ListedBan {
  by: string;
}

/** The list as the game reads it, and how many bans it cannot say. */
export function writeBanList(
  format: BanListFormat,
  bans: readonly WritableBan[],
  now: Date,
): { text: string; leftOut: number } {
  switch (format) {
    case "minecraft-players":
    case "minecraft-ips":
      return writeMinecraft(format, bans);
    case "source-users":
    case "source-ips":
      return writeSource(format, bans, now);
    case "luanti-ips":
      return writeLuanti(bans);
  }
}

function writeMinecraft(format: "minecraft-players" | "minecraft-ips", bans: readonly WritableBan[]) {
  const said = bans.filter(({ platformId, address }) =>
    format === "minecraft-ips" ? address !== null : platformId !== null && UUID.test(platformId),
  );
  const list = said.map(({ platformId, name, address, reason, startsAt, endsAt, by }) => ({
    ...(format === "minecraft-ips" ? { ip: address } : { uuid: dashed(platformId!), name: name ?? "" }),
    created: writtenTime(startsAt ?? new Date(0)),
    source: by,
    expires: endsAt === null ? "forever" : writtenTime(endsAt),
    reason: reason ?? "Banned",
  }));
  return { text: `${JSON.stringify(list, null, 2)}\n`, leftOut: bans.length - said.length };
}

function writtenTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} +0000`;
}

function writeSource(format: "source-users" | "source-ips", bans: readonly WritableBan[], now: Date) {
  const lines = bans.flatMap(({ platformId, address, endsAt }) => {
    // What has an end in minutes from now on would begin anew at each start of the game: the panel ends it by itself.
    const minutes = endsAt === null ? 0 : Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 60_000));
    if (format === "source-ips") return address ? [`addip ${minutes} ${address}`] : [];
    return platformId && STEAM.test(platformId) ? [`banid ${minutes} ${platformId}`] : [];
  });
  return { text: lines.map((line) => `${line}\n`).join(""), leftOut: bans.length - lines.length };
}

function writeLuanti(bans: readonly WritableBan[]) {
  const lines = bans.flatMap(({ address, name }) => (address ? [`${address}|${luantiName(name)}`] : []));
  return { text: lines.map((line) => `${line}\n`).join(""), leftOut: bans.length - lines.length };
}

function luantiName(name: string | null): string {
  return name !== null && /^[A-Za-z0-9_-]{1,20}$/.test(name) ? name : "";
}
