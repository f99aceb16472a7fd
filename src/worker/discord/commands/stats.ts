import { ApplicationCommandOptionType } from "discord.js";
import { actorOfMember } from "#app/features/discord/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { communityHere } from "../here.ts";
import { reply, safe } from "../replies.ts";

export const stats: Command = {
  definition: {
    name: "stats",
    description: "Your kill figures in this community, or somebody's",
    options: [
      {
        name: "member",
        description: "Whose; nobody: your own",
        type: ApplicationCommandOptionType.User,
      },
    ],
  },
  async run(used) {
    const { community, actor } = await communityHere(used);
    const asked = used.interaction.options.getUser("member");
    const whose = asked === null ? actor : await actorOfMember(used.runtime.database, asked.id);
    const nothing = reply("Nothing is known of them", ["They have no player here, or show their kills to few."]);
    if (!whose?.userId) return nothing;
    const { name, totals, kdr, rating, streak } = await execute(operations.kills.userFigures, actor, {
      userId: whose.userId,
      communityId: community.id,
    });
    const ratio = kdr.raw === null ? "–" : kdr.raw.toFixed(2);
    return reply(`${name} in ${community.name}`, [
      `**Kills** ${totals.kills} · **Deaths** ${totals.deaths}`,
      `**Kills for each death** ${ratio}, believed to be ${kdr.low.toFixed(2)} to ${kdr.high.toFixed(2)}`,
      `**Longest streak** ${totals.bestStreak} · **Now** ${streak}`,
      ...(rating
        ? [
            `**Rating** ${Math.round(rating.rating)} ± ${Math.round(2 * rating.deviation)}${rating.isProvisional ? ", provisional" : ""}`,
          ]
        : []),
      ...(totals.lastAt ? [`**Last** ${safe(totals.lastAt.slice(0, 10))}`] : []),
    ]);
  },
};
