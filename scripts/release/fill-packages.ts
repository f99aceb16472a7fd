import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

/** A package that somebody has for a while and by a role on Discord, with less than their servers need, something beyond it, and a server that was suspended. */
export async function addPackages({ database }: Runtime, owner: Actor): Promise<void> {
  const { packages, resources, servers, users } = operations;
  const role = { guildId: "80351110224678912", roleId: "41771983423143936" };
  const { id: packageId } = await execute(packages.create, owner, {
    name: "Sponsor",
    color: "#d4a017",
    order: 10,
    limits: { memoryMiB: 4096, diskMiB: 20_480, cpuPercent: 200, servers: 0, ports: 4 },
    discordRoles: [role],
  });
  const { user } = await execute(users.create, owner, { email: "nora@example.org", name: "Nora" });
  const userId = user.id;
  await execute(servers.create, owner, { name: "Nora's", blueprintId: "hollow", ownerId: userId });
  const until = new Date(now().getTime() + 30 * DAY).toISOString();
  await execute(resources.assign, owner, { userId, packageId, until, reason: "Sponsor of the month" });
  await execute(resources.change, owner, {
    userId,
    set: { servers: 0, memoryMiB: 1024 },
    reason: "Won the tournament",
  });
  // What Discord says of somebody is asked by a worker with a bot.
  await database.execute(sql`
    insert into discord_member_roles ("userId", "guildId", "roleIds", "checkedAt") values (${userId}, ${role.guildId}, ${[role.roleId]}, ${now()})`);
  const [first] = (await execute(servers.list, owner, { sort: "created" })).items;
  await execute(servers.suspend, owner, { serverId: first!.id, note: "For a look at it" });
  await execute(servers.unsuspend, owner, { serverId: first!.id });
}
