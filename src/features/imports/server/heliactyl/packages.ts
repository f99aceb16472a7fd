import * as z from "zod";
import { NO_LIMIT } from "#app/features/packages/resources.ts";
import { type DiscordRole, PackageName, DiscordRole as Role } from "#app/features/packages/schema.ts";
import { addPackage, packageById } from "#app/features/packages/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { Importing, Taken } from "../frame.ts";
import type { HeliactylConfig } from "./config.ts";

/** A whole amount of a resource that there can be, nearest to what is said; 0 for what is no number. */
export function amountOf(said: unknown): number {
  return typeof said === "number" && said > 0 ? Math.min(NO_LIMIT, Math.floor(said)) : 0;
}

/** The package of this name, whichever its capitals are. */
export async function packageNamed(db: Sql, name: string): Promise<string | null> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from packages where lower(name) = lower(${name}) order by name = ${name} desc limit 1`,
  );
  return found?.id ?? null;
}

/** Makes the packages of a Heliactyl that are not here. One of the same name stays as it is. */
export async function takePackages(into: Importing, config: HeliactylConfig): Promise<void> {
  for (const [name, gives] of config.packages)
    await into.one("kind of package", name, (context, known) => takeOne(context, known, name, gives, config));
  const { standard, others } = config;
  const ours = (await row(into.db, z.object({ name: z.string() }), sql`select name from packages where "isDefault"`))!;
  if (standard !== null && standard.toLowerCase() !== ours.name.toLowerCase())
    into.report.toDo(
      `Who had no other package had ${JSON.stringify(standard)} there, and has ${JSON.stringify(ours.name)} here: make it everybody's in Settings > Packages, if that is to go on.`,
    );
  for (const { name, roleId } of config.roles)
    if (!config.packages.has(name))
      into.report.leftOut("roles of no package", "there is no package of this name", `role ${roleId}`);
  for (const name of others)
    into.report.leftOut("parts of the configuration", "they are set up anew here, in Settings", name);
}

const amount = z.unknown().optional();
const Given = z.object({ ram: amount, disk: amount, cpu: amount, servers: amount });

async function takeOne(
  context: Context,
  known: string | null,
  name: string,
  gives: unknown,
  config: HeliactylConfig,
): Promise<Taken> {
  const given = Given.safeParse(gives);
  if (!given.success || !PackageName.safeParse(name).success)
    return { ourId: null, fate: "skipped", why: "it has no amounts, or no name of 1 to 60 signs" };
  const { ram, disk, cpu, servers } = given.data;
  const bad = Object.entries(given.data).flatMap(([of, said]) => (amountOf(said) === said ? [] : [of]));
  // There a package says nothing of ports.
  const limits = {
    ...{ memoryMiB: amountOf(ram), diskMiB: amountOf(disk), cpuPercent: amountOf(cpu), servers: amountOf(servers) },
    ports: NO_LIMIT,
  };
  const here = known ?? (await packageNamed(context.db, name));
  const existing = here === null ? null : await packageById(context.db, here);
  if (known !== null)
    return existing
      ? { ourId: known, fate: "unchanged" }
      : { ourId: null, fate: "skipped", why: "it came over once, and was removed here since" };
  if (existing) {
    const isSame = (["memoryMiB", "diskMiB", "cpuPercent", "servers"] as const).every(
      (resource) => existing.limits[resource] === limits[resource],
    );
    return {
      ...{ ourId: existing.id, fate: "unchanged" },
      ...(isSame ? {} : { why: "one of this name is here already, and gives other amounts: that one holds" }),
    };
  }
  const { roles, order, isWhole } = rolesOf(name, config);
  const made = await addPackage(context, { name, limits, order, discordRoles: roles });
  const why = [
    ...(bad.length === 0 ? [] : [`${bad.join(", ")}: no whole amount that there can be; the nearest one came`]),
    ...(isWhole ? [] : ["one of the roles that give it is no id of Discord: it was left out"]),
  ];
  return { ourId: made.id, fate: "created", ...(why.length > 0 ? { why: why.join("; ") } : {}) };
}

/** The roles that give a package. There the last of somebody's holds, so its place is its order here. */
function rolesOf(name: string, config: HeliactylConfig): { roles: DiscordRole[]; order: number; isWhole: boolean } {
  const own = config.roles.filter((role) => role.name === name);
  const roles = own.flatMap(({ guildId, roleId }) => Role.safeParse({ guildId, roleId }).data ?? []);
  const last = config.roles.findLastIndex((role) => role.name === name);
  return { roles, order: Math.min(1000, last + 1), isWhole: roles.length === own.length };
}
