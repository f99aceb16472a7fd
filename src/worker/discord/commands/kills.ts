import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import type { Command } from "../command.ts";
import { communityHere } from "../here.ts";
import { moment, reply, safe } from "../replies.ts";

const MOST_KILLS = 10;
type ShownKill = Awaited<ReturnType<typeof execute<typeof operations.kills.list>>>["items"][number];

export const kills: Command = {
  definition: { name: "kills", description: "The newest kills of this community" },
  async run(used) {
    const { community, actor } = await communityHere(used);
    const { items } = await execute(operations.kills.list, actor, { communityId: community.id, limit: MOST_KILLS });
    if (items.length === 0) return reply(`No kills in ${community.name} yet`);
    return reply(`Kills in ${community.name}`, items.map(line));
  },
};

function line({ at, kind, killer, victim, weapon, place }: ShownKill): string {
  const who = (party: ShownKill["victim"]) => (party.name === null ? "somebody" : `**${safe(party.name, 60)}**`);
  const what =
    kind === "suicide"
      ? `${who(victim)} took their own life`
      : killer === null
        ? `${who(victim)} died`
        : `${who(killer)} killed ${who(victim)}`;
  const details = [
    ...(weapon ? [`with ${safe(weapon.name ?? weapon.class, 60)}`] : []),
    ...(place ? [`at ${safe(place.name ?? place.class, 60)}`] : []),
  ];
  return [what, ...details, moment(at)].join(" ");
}
