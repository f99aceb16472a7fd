import { offerLink } from "#app/features/discord/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { moment, reply, safe } from "../replies.ts";

export const link: Command = {
  definition: { name: "link", description: "Link yourself to your account on the panel, and then to your player" },
  /** Who is known here already goes on to the game. */
  async run({ actor }) {
    const { code, expiresAt } = await execute(operations.players.makeLinkCode, actor, {});
    return reply(`You are ${actor.label}`, [
      "Your account here is linked to the panel.",
      "",
      `To link your player too, type this into the game's chat: \`${code}\``,
      `It is good once, until ${moment(expiresAt, "f")}. Show it to nobody.`,
    ]);
  },
  async runUnlinked({ interaction }) {
    const { id: discordId, displayName: name } = interaction.user;
    const { code, url, expiresAt } = await execute(offerLink, SYSTEM, { discordId, name });
    return reply("Link yourself", [
      `1. Sign in to the panel and open your profile: <${url}>`,
      `2. Type this code there: \`${code}\``,
      "",
      `It is good once, until ${moment(expiresAt, "f")}. Give it to nobody: who types it is you, ${safe(name, 80)}, for the panel.`,
    ]);
  },
};
