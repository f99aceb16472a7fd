import { followKills } from "#app/features/kills/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";

/** The owner tells of three kills, of which one is disputed, one in a community and one kept back, and shows them to a friend only. */
export async function addKills(owner: Actor): Promise<void> {
  const { kills } = operations;
  const at = now().toISOString();
  const told = { victim: "Outlaw-Joe", weapon: "behr_rifle_ballistic_01", place: "OOC_Stanton_2b_Daymar", at };
  const { kill } = await execute(kills.record, owner, told);
  const { items: communities } = await execute(operations.communities.list, owner, {});
  const communityId = communities.find(({ name }) => name === "The Ferrymen")!.id;
  await execute(kills.record, owner, { victim: "Kopion", victimType: "creature", at, communityId });
  await execute(kills.dispute, owner, { killId: kill.id, reason: "It was the turret's gunner." });
  await followKills();
  await execute(operations.settings.set, owner, { key: "kill-delay-minutes", value: 60 });
  await execute(kills.record, owner, { ...told, victim: "Outlaw-Jane" });
  await execute(operations.settings.set, owner, { key: "kill-delay-minutes", value: 0 });
  const { items } = await execute(operations.users.list, owner, {});
  const friend = items.find(({ id }) => id !== owner.userId)!;
  await execute(kills.addFriend, owner, { userId: friend.id });
  await execute(kills.updateOwnSettings, owner, { privacyLevel: "FRIENDS_ONLY" });
}
