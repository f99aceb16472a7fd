import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { BotProblem, BotState } from "./schema.ts";

export const discordBotChanged = defineEvent({
  type: "discord.bot_changed",
  summary: "The bot on Discord was connected, changed or removed, or its connection is another.",
  permission: "settings:read",
  payload: z.object({ name: z.string(), state: BotState, problem: BotProblem.nullable() }),
  example: { name: "Gatekeeper", state: "connected", problem: null },
  subject: () => ({}),
});

export const discordChannelsChanged = defineEvent({
  type: "discord.channels_changed",
  summary: "What the bot tells in which channel of Discord was changed.",
  permission: "settings:read",
  payload: z.object({ channelId: z.string(), change: z.enum(["added", "changed", "removed", "failing"]) }),
  example: { channelId: "1100000000000000003", change: "added" },
  subject: () => ({}),
});

export const discordLinkChanged = defineEvent({
  type: "discord.link_changed",
  summary: "An account on Discord was linked to a user, or is not any more.",
  permission: "profile:read",
  payload: z.object({ userId: z.string(), name: z.string(), change: z.enum(["linked", "unlinked"]) }),
  example: { userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Ada", change: "linked" },
  subject: ({ userId }) => ({ userId }),
});
