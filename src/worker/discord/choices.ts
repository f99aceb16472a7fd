import { ApplicationCommandOptionType } from "discord.js";
import { operations } from "#app/features/registry.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Completion } from "./command.ts";
import { described } from "./described.ts";

/** Discord shows so many choices, with names of so many characters. */
const CHOICES = 25;
const NAME_LENGTH = 100;
const SERVER_ID = /^srv_[0-9a-f]{32}$/;
const PLAYER_ID = /^ply_[0-9a-f]{32}$/;

export const serverOption = (required: boolean) => ({
  name: "server",
  ...described("common.serverOption"),
  type: ApplicationCommandOptionType.String as const,
  required,
  autocomplete: true as const,
  max_length: 100,
});
export const playerOption = {
  name: "player",
  ...described("common.playerOption"),
  type: ApplicationCommandOptionType.String as const,
  required: true,
  autocomplete: true as const,
  max_length: 100,
};

const called = (name: string) => [...name].slice(0, NAME_LENGTH).join("");

/** What can be chosen for each option, of what its user may see. */
export const COMPLETIONS: Readonly<Record<string, Completion>> = {
  async server({ actor }, typed) {
    const { items } = await execute(operations.servers.list, actor, { q: typed.trim(), sort: "name", limit: CHOICES });
    return items.map(({ id, name }) => ({ name: called(name), value: id }));
  },
  async player({ actor, interaction, words }, typed) {
    const serverId = interaction.options.getString("server") ?? undefined;
    const { items } = await execute(operations.players.list, actor, {
      q: typed.trim(),
      limit: CHOICES,
      ...(serverId && SERVER_ID.test(serverId) && { serverId }),
    });
    return items.map(({ id, name, serverName, online }) => ({
      name: called(`${name}${serverName ? ` · ${serverName}` : ""}${online ? ` · ${words("common.online")}` : ""}`),
      value: id,
    }));
  },
};

/** The server that was chosen, or typed by its name. Throws AppError where there is none, or several. */
export async function chosenServer(actor: Actor, chosen: string) {
  if (SERVER_ID.test(chosen)) return execute(operations.servers.get, actor, { serverId: chosen });
  const { items } = await execute(operations.servers.list, actor, { q: chosen.trim(), sort: "name", limit: CHOICES });
  return theOne(items, chosen, "discord.no_server");
}

/** The player that was chosen, or typed by their name. Throws AppError where there is none, or several. */
export async function chosenPlayer(actor: Actor, chosen: string, serverId?: string) {
  if (PLAYER_ID.test(chosen)) return execute(operations.players.get, actor, { playerId: chosen });
  const where = serverId === undefined ? {} : { serverId };
  const { items } = await execute(operations.players.list, actor, { q: chosen.trim(), limit: CHOICES, ...where });
  return theOne(items, chosen, "discord.no_player");
}

function theOne<T extends { name: string }>(items: readonly T[], chosen: string, reason: string): T {
  const name = chosen.trim().toLowerCase();
  const exact = items.filter((item) => item.name.toLowerCase() === name);
  if (exact.length === 1) return exact[0]!;
  if (exact.length > 1) throw new AppError("conflict", "discord.several", { name: chosen });
  throw new AppError("not_found", reason, { name: chosen });
}
