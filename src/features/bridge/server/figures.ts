import { OneServer } from "#app/features/hosting/server/index.ts";
import { recordCommands, recordEconomy } from "#app/features/statistics/server/index.ts";
import { defineCommand } from "#app/operation/define.ts";
import { CommandsReport, EconomyReport } from "../schema.ts";
import { playersOf } from "./met.ts";
import { EXAMPLE_REPORT, reported } from "./reporting.ts";
import { takeTurn } from "./streams.ts";

export const economy = defineCommand({
  id: "bridge.economy",
  summary: "Report a game's currency",
  description: "What players have, what exists of it, and how many transactions there were since the last report.",
  access: { kind: "permission", permission: "players:write" },
  ...reported,
  input: OneServer.extend(EconomyReport.shape),
  example: { ...EXAMPLE_REPORT, currency: "gold", wealth: [{ player: "Ashwyn", amount: 120 }], transactions: 3 },
  http: { method: "POST", path: "/servers/{serverId}/bridge/economy" },
  async run(context, said) {
    const turn = await takeTurn(context, "economy", said);
    if (!turn.isNews) return { taken: false, revision: turn.revision };
    const { serverId, currency, whole, circulation, transactions } = said;
    const ids = await playersOf(context, serverId, said.wealth);
    const wealth = said.wealth.map(({ player, amount }) => ({ playerId: ids.get(player)!, amount }));
    const counted = transactions === undefined ? {} : { transactions };
    await recordEconomy(context, serverId, {
      at: context.now,
      currency,
      wealth,
      isWhole: whole,
      circulation,
      ...counted,
    });
    return { taken: true, revision: turn.revision };
  },
});

export const commands = defineCommand({
  id: "bridge.commands",
  summary: "Report how often commands were given",
  description:
    "Since the last report, with how long they took and how many failed. From then on the panel counts them so.",
  access: { kind: "permission", permission: "events:write" },
  ...reported,
  input: OneServer.extend(CommandsReport.shape),
  example: { ...EXAMPLE_REPORT, commands: [{ command: "look", invocations: 12, totalMs: 3.5 }] },
  http: { method: "POST", path: "/servers/{serverId}/bridge/commands" },
  async run(context, said) {
    const turn = await takeTurn(context, "commands", said);
    if (turn.isNews) await recordCommands(context, said.serverId, { at: context.now, commands: said.commands });
    return { taken: turn.isNews, revision: turn.revision };
  },
});
