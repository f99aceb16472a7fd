import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { ResourceAmounts } from "./resource-amounts.ts";
import { FIRST_PACKAGE_ID, PackageId } from "./schema.ts";

const USER = { userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Alex" };
const PACKAGE = { packageId: FIRST_PACKAGE_ID, name: "Standard" };
const NONE = { memoryMiB: 0, diskMiB: 0, cpuPercent: 0, servers: 0, ports: 0, databases: 0, backups: 0 };
const OnePackage = z.object({ packageId: PackageId, name: z.string() });
const OneUser = z.object({ userId: z.string(), name: z.string() });
const ofUser = ({ userId }: { userId: string }) => ({ userId });

export const packageCreated = defineEvent({
  type: "package.created",
  summary: "A package was made.",
  permission: "economy:read",
  payload: OnePackage,
  example: PACKAGE,
  subject: () => ({}),
});

export const packageUpdated = defineEvent({
  type: "package.updated",
  summary: "A package was changed.",
  permission: "economy:read",
  payload: OnePackage,
  example: PACKAGE,
  subject: () => ({}),
});

export const packageRemoved = defineEvent({
  type: "package.removed",
  summary: "A package was removed.",
  permission: "economy:read",
  payload: OnePackage,
  example: PACKAGE,
  subject: () => ({}),
});

export const packageAssigned = defineEvent({
  type: "package.assigned",
  summary: "Somebody was given a package, or has none of their own any more.",
  permission: "economy:read",
  payload: OneUser.extend({
    package: z.object({ id: PackageId, name: z.string() }).nullable().describe("Null: the one they had ended."),
    until: Timestamp.nullable().describe("Null: for good."),
    reason: z.string(),
  }),
  example: { ...USER, package: { id: PACKAGE.packageId, name: PACKAGE.name }, until: null, reason: "Bought" },
  subject: ofUser,
});

export const resourcesChanged = defineEvent({
  type: "resources.changed",
  summary: "What somebody has beyond their package was changed.",
  permission: "economy:read",
  payload: OneUser.extend({
    before: ResourceAmounts,
    after: ResourceAmounts,
    reason: z.string(),
    about: z.object({ kind: z.string(), id: z.string() }).nullable().describe("What it was for: an order."),
  }),
  example: { ...USER, before: NONE, after: { ...NONE, memoryMiB: 1024 }, reason: "Bought", about: null },
  subject: ofUser,
});

export const resourcesExceeded = defineEvent({
  type: "resources.exceeded",
  summary: "Somebody's servers need more than they have; those that have no room are suspended at a time.",
  permission: "economy:read",
  payload: OneUser.extend({ missing: ResourceAmounts, suspendAt: Timestamp, servers: z.array(z.string()) }),
  example: { ...USER, missing: { ...NONE, memoryMiB: 1024 }, suspendAt: "2026-11-28T12:00:00.000Z", servers: [] },
  subject: ofUser,
});

export const resourcesFit = defineEvent({
  type: "resources.fit",
  summary: "Somebody's servers need no more than they have again.",
  permission: "economy:read",
  payload: OneUser,
  example: USER,
  subject: ofUser,
});
