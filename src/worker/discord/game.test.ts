import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setEnvironment } from "#app/platform/env.ts";
import {
  type DiscordServer,
  type FakeInteraction,
  type FakeMember,
  startDiscordServer,
} from "#app/testing/discord-server.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { newPlayer } from "../../../games/hollow/testing/process.ts";
import { type DiscordKeeper, startDiscord } from "./keeper.ts";

const OLGA: FakeMember = { id: "80351110224678912", name: "olga", nick: "Olga <the§4 Bold>" };
const MIRA: FakeMember = { id: "80351110224678913", name: "mira" };

let panel: DocumentedPanel;
let hollow: RunningGame;
let discord: DiscordServer;
let keeper: DiscordKeeper;
let owner: SignedIn;
let member: SignedIn;

beforeAll(async () => {
  panel = await startDocumentedPanel();
  discord = await startDiscordServer();
  setEnvironment({ DISCORD_URL: discord.url });
  hollow = await startGame(panel);
  owner = await signInAs(panel.runtime, panel.owner.email);
  await execute(operations.discord.connect, owner.actor, { token: discord.token });
  keeper = startDiscord(panel.runtime, { tickMs: 100 });
  await until(async () => expect(await botState()).toBe("connected"));
  await execute(operations.discord.addRelay, owner.actor, {
    serverId: hollow.serverId,
    channelId: discord.channels.chat,
  });
  // It connects anew to hear what people write.
  await until(() => expect(discord.gateway.filter((word) => word === "identify")).toHaveLength(2));
  await until(async () => expect(await botState()).toBe("connected"));
  member = await signedInPerson(panel.runtime, "member");
  await linkAs(owner, OLGA);
  await linkAs(member, MIRA);
}, 120_000);
afterAll(async () => {
  await keeper?.stop();
  await discord?.close();
  await panel?.close();
});

const until = <T>(what: () => T | Promise<T>) => vi.waitFor(what, { timeout: 20_000, interval: 20 });
const botState = async () => (await execute(operations.discord.get, owner.actor, {})).bot!.state;
const chatSaid = () =>
  discord.messages
    .filter(({ channelId }) => channelId === discord.channels.chat)
    .flatMap(({ body }) => (body.content ?? "").split("\n"));

async function linkAs(who: SignedIn, { id: discordId, name }: FakeMember) {
  const { code } = await execute(operations.discord.offerLink, SYSTEM, { discordId, name });
  await execute(operations.discord.link, who.actor, { code });
}
async function answerOf(interaction: FakeInteraction, answers = 2) {
  await until(() => expect(interaction.answers).toHaveLength(answers));
  return interaction.answers.at(-1)!.data as {
    embeds: { title: string; description?: string }[];
    components: { components: { custom_id: string; label: string }[] }[];
  };
}

it("what players say is told in the channel, pings nobody, and what the game prints of it does not come back", async () => {
  const player = await newPlayer(hollow.port, "Ashwyn");
  player.type("say @everyone **look** at https://example.org");
  await until(() => expect(chatSaid()).toHaveLength(1));
  expect(chatSaid()[0]).toBe("**Ashwyn** \\@everyone \\*\\*look\\*\\* at https\\://example.org");
  expect(discord.messages.at(-1)!.body.allowed_mentions).toEqual({ parse: [] });

  discord.write(discord.channels.chat, OLGA, "hello\n§4/shutdown @Ashwyn");
  await player.screen.next(/\[Discord\] <Olga the Bold> hello \/shutdown @Ashwyn/);
  // Neither the bot's own words, nor those of other bots and webhooks, nor what is written elsewhere.
  discord.write(discord.channels.chat, { id: discord.botId, name: "Gatekeeper" }, "own");
  discord.write(discord.channels.chat, MIRA, "by a webhook", { webhook_id: "1100000000000000066" });
  discord.write(discord.channels.general, MIRA, "elsewhere");
  discord.write(discord.channels.chat, MIRA, "the last");
  const [, between] = await player.screen.next(/([\s\S]*)<mira> the last/);
  expect(between).not.toMatch(/own|webhook|elsewhere/);
  player.type("say bye");
  await until(() => expect(chatSaid()).toContain("**Ashwyn** bye"));
  expect(chatSaid()).toHaveLength(2);
  player.socket.destroy();
});

it("a flood is cut short, and its rest is counted", async () => {
  const player = await newPlayer(hollow.port, "Borin");
  for (let i = 0; i < 40; i++) discord.write(discord.channels.chat, MIRA, `spam ${i}`);
  const [, count] = await player.screen.next(/\[Discord\] (\d+) messages left out/);
  const told = [...player.screen.text.matchAll(/<mira> spam (\d+)/g)].map(([, i]) => Number(i));
  expect(told.length + Number(count)).toBe(40);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.length).toBeLessThan(20);
  player.socket.destroy();
});

it("a ban is asked twice, done by its user's own rights, and disconnects", async () => {
  const player = await newPlayer(hollow.port, "Cador");
  await until(async () => {
    const { embeds } = await answerOf(discord.command(OLGA, "players", { server: "Hollow" }));
    expect(embeds[0]!.description).toContain("**Cador**");
  });

  const typing = discord.complete(OLGA, "ban", "player", { player: "cad" });
  await until(() => expect(typing.answers).toHaveLength(1));
  const [choice] = (typing.answers[0]!.data as { choices: { name: string; value: string }[] }).choices;
  expect(choice!.name).toBe("Cador · Hollow · online");

  const byMember = await answerOf(discord.command(MIRA, "ban", { player: choice!.value, reason: "no" }));
  expect(byMember.embeds[0]!.title).toBe("That did not work");

  const asked = await answerOf(
    discord.command(OLGA, "ban", { player: choice!.value, reason: "Griefing", minutes: 60 }),
  );
  expect(asked.embeds[0]).toMatchObject({
    title: "Ban Cador?",
    description: "**Server** Hollow\n**For** 1 hour\n**Reason** Griefing",
  });
  expect(player.socket.destroyed).toBe(false);
  const { custom_id: yes } = asked.components[0]!.components[0]!;
  // Another's question is not theirs to answer; and once answered it is void.
  const stolen = await answerOf(discord.press(MIRA, yes));
  expect(stolen.embeds[0]!.title).toBe("That was too long ago");
  const done = await answerOf(discord.press(OLGA, yes));
  expect(done.embeds[0]!.title).toBe("Cador is banned");
  await player.closed;
  const again = await answerOf(discord.press(OLGA, yes));
  expect(again.embeds[0]!.title).toBe("That was too long ago");
  const { items } = await execute(operations.moderation.list, owner.actor, {});
  expect(items[0]).toMatchObject({ kind: "ban", name: "Cador", reason: "Griefing", createdBy: "Olga" });
});

it("a question is answered by the rights that its user has when they press, and says names as they are", async () => {
  const { prisma } = panel.runtime.database;
  const { id: playerId } = await prisma.player.findFirstOrThrow({ where: { name: "Cador" } });
  await prisma.player.update({ where: { id: playerId }, data: { name: "**Cador** <@1>" } });
  const rolesOfMira = (...roles: string[]) =>
    execute(operations.users.setRoles, owner.actor, { userId: member.userId, roles });
  await rolesOfMira("moderator");
  const asked = await answerOf(discord.command(MIRA, "ban", { player: playerId, reason: "Spam", minutes: 5 }));
  expect(asked.embeds[0]!.title).toBe("Ban \\*\\*Cador\\*\\* \\<\\@1\\>?");
  await rolesOfMira("member");
  const refused = await answerOf(discord.press(MIRA, asked.components[0]!.components[0]!.custom_id));
  expect(refused.embeds[0]!.title).toBe("That did not work");
  const { items } = await execute(operations.moderation.list, owner.actor, { playerId });
  expect(items.map(({ reason }) => reason)).not.toContain("Spam");
});

it("a report reaches the team under the name of who filed it", async () => {
  const player = await newPlayer(hollow.port, "Dagny");
  await until(async () => {
    const { items } = await execute(operations.players.list, owner.actor, { q: "Dagny" });
    expect(items).toHaveLength(1);
  });
  const { embeds } = await answerOf(
    discord.command(OLGA, "report", { player: "Dagny", server: "Hollow", text: "Blocks the ferry" }),
  );
  expect(embeds[0]!.title).toMatch(/^Report \d+ is with the team$/);
  const { items } = await execute(operations.playerReports.list, owner.actor, {});
  expect(items[0]).toMatchObject({ playerName: "Dagny", text: "Blocks the ferry" });
  player.socket.destroy();
});
