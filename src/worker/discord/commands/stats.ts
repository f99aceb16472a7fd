import { ApplicationCommandOptionType } from "discord.js";
import { actorOfMember } from "#app/features/discord/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { described } from "../described.ts";
import { communityHere } from "../here.ts";
import { reply, safe } from "../replies.ts";

export const stats: Command = {
  definition: {
    name: "stats",
    ...described("stats.does"),
    options: [
      {
        name: "member",
        ...described("stats.memberOption"),
        type: ApplicationCommandOptionType.User,
      },
    ],
  },
  async run(used) {
    const { community, actor } = await communityHere(used);
    const { words } = used;
    const asked = used.interaction.options.getUser("member");
    const whose = asked === null ? actor : await actorOfMember(used.runtime.database, asked.id);
    const nothing = reply(words("stats.none"), [words("stats.noneText")]);
    if (!whose?.userId) return nothing;
    const { name, totals, kdr, rating, streak } = await execute(operations.kills.userFigures, actor, {
      userId: whose.userId,
      communityId: community.id,
    });
    const ratio = kdr.raw === null ? "–" : kdr.raw.toFixed(2);
    return reply(words("stats.title", { name, community: community.name }), [
      words("stats.counts", { kills: totals.kills, deaths: totals.deaths }),
      words("stats.ratio", { raw: ratio, low: kdr.low.toFixed(2), high: kdr.high.toFixed(2) }),
      words("stats.streak", { best: totals.bestStreak, now: streak }),
      ...(rating
        ? [
            words(rating.isProvisional ? "stats.provisional" : "stats.rating", {
              rating: String(Math.round(rating.rating)),
              within: String(Math.round(2 * rating.deviation)),
            }),
          ]
        : []),
      ...(totals.lastAt ? [words("stats.last", { day: safe(totals.lastAt.slice(0, 10)) })] : []),
    ]);
  },
};
