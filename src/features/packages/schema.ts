import * as z from "zod";
import { Snowflake } from "#app/features/discord/schema.ts";
import { Timestamp } from "#app/lib/time.ts";
import { ResourceAmounts, ResourceLimits } from "./resource-amounts.ts";

export const PackageId = z
  .string()
  .regex(/^pkg_[0-9a-f]{32}$/, "must be the id of a package")
  .describe("Id of a package.");

/** The package that every installation begins with. */
export const FIRST_PACKAGE_ID = "pkg_01930000000070008000000000000001";
export const DEFAULT_GRACE_DAYS = 7;
export const MAX_GRACE_DAYS = 365;
export const MAX_PACKAGES = 100;
export const MAX_ROLES = 50;

export const DiscordRole = z.object({
  guildId: Snowflake.describe("Id of the server on Discord."),
  roleId: Snowflake.describe("Id of the role there."),
});
export type DiscordRole = z.output<typeof DiscordRole>;

export const PackageName = z.string().trim().min(1).max(60).describe("What people call it.");

/** A package as every door shows it. */
export const Package = z.object({
  id: PackageId,
  name: z.string(),
  description: z.string(),
  color: z.string().nullable().describe("#rrggbb, or null."),
  order: z.int().describe("Of two that roles on Discord give, the higher one holds."),
  isDefault: z.boolean().describe("Whether it is that of everybody who has no other. One is."),
  limits: ResourceAmounts.describe("What it gives for all servers of a member together."),
  graceDays: z.int().describe("Days that who has more than it gives has before servers are suspended."),
  queuePriority: z.int().describe("Who waits for room for a server is served by this, the highest first."),
  discordRoles: z.array(DiscordRole).nullable().describe("Whose members have it. Null: for the team alone."),
  assigned: z.int().nullable().describe("How many were given it by hand or by the store. Null: for the team alone."),
  createdAt: Timestamp,
});
export type Package = z.output<typeof Package>;

export const PackageFields = z.object({
  name: PackageName,
  description: z.string().trim().max(500).describe("What the store and the members' page say of it."),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "must be #rrggbb in small letters")
    .nullable()
    .describe("#rrggbb, or null."),
  order: z.int().min(-1000).max(1000).describe("Of two that roles on Discord give, the higher one holds."),
  limits: ResourceLimits.describe("What it gives for all servers of a member together."),
  graceDays: z
    .int()
    .min(0)
    .max(MAX_GRACE_DAYS)
    .describe("Days that who has more than it gives has before servers are suspended."),
  queuePriority: z
    .int()
    .min(-1000)
    .max(1000)
    .describe("Who waits for room for a server is served by this, the highest first."),
  discordRoles: z.array(DiscordRole).max(MAX_ROLES).describe("Whose members have it, while they have the role."),
});

export const PACKAGE_WAYS = ["assigned", "discord", "default"] as const;

/** What somebody has, uses and has left. */
export const Allowance = z.object({
  userId: z.string(),
  isBound: z.boolean().describe("False: they see all servers, and may have as many as they like of any size."),
  package: z.object({ id: PackageId, name: z.string(), color: z.string().nullable() }),
  way: z.enum(PACKAGE_WAYS).describe("Why it is this package: given to them, by a role on Discord, or everybody's."),
  until: Timestamp.nullable().describe("When a package that was given to them ends. Null: never."),
  base: ResourceAmounts.describe("What the package gives."),
  extra: ResourceAmounts.describe("What was bought or given beyond it."),
  total: ResourceAmounts.describe("Both."),
  used: ResourceAmounts.describe(
    "What their servers use, also while stopped. A server without a limit of memory, say, uses none of it.",
  ),
  left: ResourceAmounts.describe("What a new server may have."),
  over: z
    .object({
      missing: ResourceAmounts.describe("How much more they would need."),
      since: Timestamp,
      suspendAt: Timestamp.describe("When the servers that have no room are suspended, or were."),
      isSuspended: z.boolean(),
    })
    .nullable()
    .describe("Null: all fits."),
});
export type Allowance = z.output<typeof Allowance>;

export const Reason = z.string().trim().min(1).max(300).describe("Why: for the audit log, and told to the member.");
