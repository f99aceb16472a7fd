import type { BotWords } from "#app/features/discord/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { described } from "../described.ts";
import { communityHere } from "../here.ts";
import { moment, reply, safe } from "../replies.ts";

const MOST_KILLS = 10;
type ShownKill = Awaited<ReturnType<typeof execute<typeof operations.kills.list>>>["items"][number];

export const kills: Command = {
  definition: { name: "kills", ...described("kills.does") },
  async run(used) {
    const { community, actor } = await communityHere(used);
    const { items } = await execute(operations.kills.list, actor, { communityId: community.id, limit: MOST_KILLS });
    const { words } = used;
    const named = { community: community.name };
    if (items.length === 0) return reply(words("kills.none", named));
    return reply(
      words("kills.title", named),
      items.map((kill) => line(words, kill)),
    );
  },
};

function line(words: BotWords, { at, kind, killer, victim, weapon, place }: ShownKill): string {
  const who = (party: ShownKill["victim"]) =>
    party.name === null ? words("common.somebody") : `**${safe(party.name, 60)}**`;
  const what =
    kind === "suicide"
      ? words("told.suicide", { victim: who(victim) })
      : killer === null
        ? words("told.died", { victim: who(victim) })
        : words("told.killed", { killer: who(killer), victim: who(victim) });
  const details = [
    ...(weapon ? [words("told.with", { weapon: safe(weapon.name ?? weapon.class, 60) })] : []),
    ...(place ? [words("told.at", { place: safe(place.name ?? place.class, 60) })] : []),
  ];
  return [what, ...details, moment(at)].join(" ");
}
