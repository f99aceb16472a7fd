import { operations } from "#app/features/registry.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";

/** A community by hand, with a game server in it and a code that lets people in, and one that the bot made of its server of Discord. */
export async function addCommunities(owner: Actor): Promise<void> {
  const { communities, servers } = operations;
  const { id: communityId } = await execute(communities.create, owner, { name: "The Ferrymen" });
  await execute(communities.updateSettings, owner, { communityId, privacyLevel: "PUBLIC", timezone: "Europe/Berlin" });
  await execute(communities.invite, owner, { communityId });
  const { items } = await execute(servers.list, owner, { sort: "name", limit: 1 });
  await execute(communities.addServer, owner, { communityId, serverId: items[0]!.id });
  await execute(communities.meetGuilds, SYSTEM, { guilds: [{ id: "1100000000000000002", name: "The Tavern" }] });
}
