import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Subject } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { ResourceLimits } from "../resource-amounts.ts";
import { allResources } from "../resources.ts";
import { DiscordRole, type Package, PackageId } from "../schema.ts";

export const PackageRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  color: z.string().nullable(),
  order: z.number(),
  isDefault: z.boolean(),
  graceDays: z.number(),
  queuePriority: z.number(),
  limits: ResourceLimits,
  discordRoles: z.array(DiscordRole),
  assigned: z.number(),
  createdAt: z.date(),
});
export type PackageRow = z.output<typeof PackageRow>;

export const PACKAGE_COLUMNS = sql`p.id, p.name, p.description, p.color, p."order", p."isDefault", p."graceDays", p."queuePriority", p."createdAt",
  jsonb_build_object('memoryMiB', p."memoryMiB", 'diskMiB', p."diskMiB", 'cpuPercent', p."cpuPercent", 'servers', p.servers, 'ports', p.ports) as limits,
  coalesce((select jsonb_agg(jsonb_build_object('guildId', r."guildId", 'roleId', r."roleId") order by r."guildId", r."roleId")
    from package_roles r where r."packageId" = p.id), '[]') as "discordRoles",
  (select count(*)::int from package_assignments a where a."packageId" = p.id) as assigned`;

export function packageById(db: Sql, id: string): Promise<PackageRow | null> {
  return row(db, PackageRow, sql`select ${PACKAGE_COLUMNS} from packages p where p.id = ${id}`);
}

/** A package as the team sees it, or as members do: who has it, and by which roles, is not theirs to know. */
export function shownPackage(of: PackageRow, isForTeam: boolean): Package {
  return {
    ...of,
    limits: allResources(of.limits),
    discordRoles: isForTeam ? of.discordRoles : null,
    assigned: isForTeam ? of.assigned : null,
    createdAt: iso(of.createdAt),
  };
}

export const OnePackage = z.object({ packageId: PackageId });

export const packageSubject: Subject<{ packageId: string }, PackageRow> = {
  kind: "package",
  load: ({ db }, { packageId }) => packageById(db, packageId),
  name: ({ id, name }) => ({ id, label: name }),
};
