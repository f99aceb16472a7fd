import { offerLink } from "#app/features/discord/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { described } from "../described.ts";
import { moment, reply, safe } from "../replies.ts";

export const link: Command = {
  definition: { name: "link", ...described("link.does") },
  /** Who is known here already goes on to the game. */
  async run({ actor, words }) {
    const { code, expiresAt } = await execute(operations.players.makeLinkCode, actor, {});
    return reply(words("link.known", { name: actor.label }), [
      words("link.knownText"),
      "",
      words("link.type", { code: `\`${code}\`` }),
      words("link.good", { until: moment(expiresAt, "f") }),
    ]);
  },
  async runUnlinked({ interaction, words }) {
    const { id: discordId, displayName: name } = interaction.user;
    const { code, url, expiresAt } = await execute(offerLink, SYSTEM, { discordId, name });
    return reply(words("link.title"), [
      words("link.first", { url: `<${url}>` }),
      words("link.second", { code: `\`${code}\`` }),
      "",
      words("link.warning", { until: moment(expiresAt, "f"), name: safe(name, 80) }),
    ]);
  },
};
