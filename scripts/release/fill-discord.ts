import { operations } from "#app/features/registry.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

const CHANNEL = "1100000000000000003";
const GUILDS = [
  { id: "1100000000000000002", name: "The Tavern", channels: [{ id: CHANNEL, name: "general", maySend: true }] },
];

/** A bot that is switched off, as Discord is nowhere near; a post with a message that waits, a relayed chat, somebody linked and somebody about to be. */
export async function addDiscord({ database, vault }: Runtime, owner: Actor): Promise<void> {
  await database.execute(sql`
    insert into discord_bots (id, token, "applicationId", name, enabled, state, "stateAt", guilds, position, "createdAt", "updatedAt")
    values (1, ${vault.seal("a token of no bot")}, '1100000000000000001', 'Gatekeeper', false, 'off', ${now()}, ${JSON.stringify(GUILDS)}::jsonb, 0, ${now()}, ${now()})`);
  const { id: postId } = await execute(operations.discord.addPost, owner, {
    channelId: CHANNEL,
    types: ["game.player_login"],
    template: "{player} joined {server}",
  });
  await execute(operations.discord.testPost, owner, { postId });
  const { items } = await execute(operations.servers.list, owner, { sort: "name", limit: 1 });
  await execute(operations.discord.addRelay, owner, { serverId: items[0]!.id, channelId: CHANNEL, toGame: false });
  const { code } = await execute(operations.discord.offerLink, SYSTEM, {
    discordId: "80351110224678914",
    name: "Nelly",
  });
  await execute(operations.discord.link, owner, { code });
  await execute(operations.discord.offerLink, SYSTEM, { discordId: "80351110224678913", name: "Otto" });
}
