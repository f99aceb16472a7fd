import { notify } from "#app/features/notifications/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

/** A person's choices of how notices come, and one that waits to be told on Discord. */
export async function addChoices({ database }: Runtime, member: Actor): Promise<void> {
  await execute(operations.notifications.choose, member, {
    digest: true,
    choices: [{ type: "webhook.failing", ways: { bell: true, mail: true, discord: true } }],
  });
  await execute(operations.profile.beginExport, member, {});
  await execute(operations.profile.askDeletion, member, { name: member.label, withServers: true });
  const userId = member.userId!;
  const notice = {
    type: "webhook.failing",
    params: { name: "Status page" },
    about: null,
    once: "of the fixture",
  } as const;
  await database.transaction((db) => notify({ db, now: now(), emit: () => {} }, [userId], notice));
  // Neither mail nor a bot is there when a fixture is made.
  await database.execute(sql`
    insert into notice_sends ("notificationId", way, "userId", state, "dueAt")
    select id, 'mail', "userId", 'waiting', "createdAt" from notifications where "userId" = ${userId} and once = ${notice.once} on conflict do nothing`);
}
