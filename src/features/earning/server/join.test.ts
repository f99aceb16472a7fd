import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { type DiscordServer, startDiscordServer } from "#app/testing/discord-server.ts";
import { earningPanel } from "#app/testing/earning.ts";
import { newAddress } from "#app/testing/people.ts";

const { earning, discord: bot } = operations;

let discord: DiscordServer;
let next = 0;
// Before the panel's own, whose rules name the server there.
beforeAll(async () => {
  discord = await startDiscordServer();
  setEnvironment({ DISCORD_URL: discord.url });
});
const panel = earningPanel("join", () => ({
  guilds: [{ guildId: discord.guildId, name: "The Tavern", coins: 25, inviteUrl: "" }],
}));
const { rule, coinsOf } = panel;
beforeAll(() => execute(bot.connect, panel.owner, { token: discord.token }));
afterAll(() => discord.close());

const claim = (actor: Actor, guildId = discord.guildId) =>
  execute(earning.join, actor, { guildId }, { address: newAddress() });

async function link(actor: Actor, discordId: string): Promise<void> {
  await panel.runtime.database.prisma.discordLink.deleteMany({ where: { discordId } });
  await panel.runtime.database.prisma.discordLink.create({
    data: { discordId, userId: actor.userId!, name: "ada", linkedAt: new Date() },
  });
}

/** A member who is in the server of Discord, as an account of their own. */
async function inGuild() {
  const actor = await panel.member();
  const id = String(1_200_000_000_000_000_000n + BigInt(++next));
  discord.members.push({ id, name: `ada${next}` });
  await link(actor, id);
  return { actor, id };
}

describe("the coins for being on Discord", () => {
  it("come once, for all who ask at once and after leaving and coming", async () => {
    const { actor, id } = await inGuild();
    expect((await execute(earning.ways, actor, {})).join).toMatchObject({
      isLinked: true,
      guilds: [{ isTaken: false }],
    });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        claim(actor).then(
          ({ given }) => given,
          (error) => error.reason,
        ),
      ),
    );
    expect(answers.filter((answer) => answer === 25)).toHaveLength(1);
    discord.members = discord.members.filter((member) => member.id !== id);
    discord.members.push({ id, name: "back" });
    await expect(claim(actor)).rejects.toMatchObject({ reason: "earning.joined" });
    expect(await coinsOf(actor)).toBe(25);
    expect((await execute(earning.ways, actor, {})).join).toMatchObject({ guilds: [{ isTaken: true }] });
  });

  it("are the same answer to a call that is repeated with its key", async () => {
    const { actor } = await inGuild();
    const call = { address: newAddress(), idempotencyKey: "join" };
    const first = await execute(earning.join, actor, { guildId: discord.guildId }, call);
    expect(await execute(earning.join, actor, { guildId: discord.guildId }, call)).toEqual(first);
    expect(await coinsOf(actor)).toBe(25);
  });

  it("come once for an account there, whoever links it, and once for a member, whichever account they link", async () => {
    const { actor, id } = await inGuild();
    await claim(actor);
    const second = await panel.member();
    await link(second, id);
    await expect(claim(second)).rejects.toMatchObject({ reason: "earning.joined" });
    const other = await inGuild();
    await panel.runtime.database.prisma.discordLink.deleteMany({ where: { userId: other.actor.userId } });
    await link(actor, other.id);
    await expect(claim(actor)).rejects.toMatchObject({ reason: "earning.joined" });
    expect([await coinsOf(actor), await coinsOf(second)]).toEqual([25, 0]);
  });

  it("come to nobody who is not in it, has linked nobody, or asks for another server", async () => {
    const stranger = await panel.member();
    await expect(claim(stranger)).rejects.toMatchObject({ reason: "earning.no_discord" });
    await link(stranger, "1200000000000009999");
    await expect(claim(stranger)).rejects.toMatchObject({ reason: "earning.not_in_guild" });
    await expect(claim(stranger, "1100000000000000777")).rejects.toMatchObject({ code: "not_found" });
    await expect(claim(stranger, "../../users/@me")).rejects.toMatchObject({ code: "not_found" });
    await rule({ isOn: false });
    await expect(claim(stranger)).rejects.toMatchObject({ reason: "earning.off" });
    expect(await coinsOf(stranger)).toBe(0);
  });

  it("can be claimed later where Discord does not answer", async () => {
    const { actor } = await inGuild();
    discord.answerNext({ status: 500 });
    await expect(claim(actor)).rejects.toMatchObject({ code: "unavailable" });
    expect((await claim(actor)).given).toBe(25);
  });

  it("are of servers that the owner names once each", async () => {
    const guild = { guildId: discord.guildId, name: "The Tavern", coins: 25 };
    for (const guilds of [
      [guild, guild],
      [{ ...guild, guildId: "../x" }],
      [{ ...guild, inviteUrl: "javascript:alert(1)" }],
    ])
      await expect(rule({ guilds })).rejects.toMatchObject({ code: "invalid_input" });
  });
});
