import { compareServers } from "#app/features/moderation/server/servers-compared.ts";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";

/** A player who was warned and banned and appeals, a reason that is offered, and a rule. */
export async function addModeration({ database, vault }: Runtime, owner: Actor): Promise<void> {
  const { prisma } = database;
  const server = await prisma.server.findFirstOrThrow({ orderBy: { num: "asc" } });
  const playerId = newId("ply");
  const name = "Grimbold";
  await prisma.player.create({
    data: { id: playerId, realm: `server:${server.id}`, key: name.toLowerCase(), name, serverId: server.id },
  });
  await prisma.playerServer.create({
    data: { playerId, serverId: server.id, name, firstSeenAt: now(), lastSeenAt: now() },
  });
  await execute(operations.reasonTemplates.create, owner, {
    name: "Griefing",
    kinds: ["ban", "warn"],
    reason: "Destroying what others built",
    durationMin: 10_080,
  });
  await execute(operations.escalations.create, owner, {
    counted: "warn",
    count: 3,
    withinDays: 7,
    act: "mute",
    durationMin: 60,
    reason: "Three warnings",
  });
  await execute(operations.moderation.warn, owner, { playerId, reason: "Do not dig here" });
  const ban = await execute(operations.moderation.ban, owner, { playerId, reason: "Griefing", minutes: 10_080 });
  const { appealCode } = await prisma.punishment.findUniqueOrThrow({ where: { id: ban.id } });
  await execute(
    operations.appeals.fileByCode,
    owner,
    { code: vault.open(appealCode!), text: "It was not me who dug there." },
    { address: "192.0.2.50" },
  );
  await prisma.banListImport.create({
    data: {
      ...{
        id: newId("bli"),
        serverId: server.id,
        format: "source-users",
        scope: "server",
        state: "done",
        total: 1,
        taken: 1,
      },
      ...{
        there: 1,
        problems: [{ at: 2, problem: "is no banid" }],
        createdById: owner.userId!,
        createdBy: owner.label,
      },
      ...{ createdAt: now(), finishedAt: now() },
    },
  });
  await compareServers(database);
}
