import { type CommandInteraction, PermissionFlagsBits } from "discord.js";
import { keepRoleOf } from "#app/features/communities/server/discord-roles.ts";
import { actorOfMember } from "#app/features/discord/server/index.ts";
import { keepMemberRoles } from "#app/features/packages/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import type { Used } from "./command.ts";

/** The community of the server of Discord where a command was used, and its user as the member that Discord says they are there. */
export async function communityHere({ interaction, actor, runtime }: Used<CommandInteraction>) {
  const { guildId } = interaction;
  if (guildId === null || !interaction.inCachedGuild()) throw new AppError("not_found", "communities.unknown");
  const member = await meet(runtime, actor, interaction);
  const community = await execute(operations.communities.get, member, { communityId: guildId });
  return { community, actor: member };
}

/** Discord says with each command who its user is in the server: they are a member of its community from then on, without being asked for. */
async function meet(runtime: Runtime, actor: Actor, interaction: CommandInteraction<"cached">): Promise<Actor> {
  const roles = [...interaction.member.roles.cache.keys()];
  await keepMemberRoles(runtime.database, {
    guildId: interaction.guildId,
    userId: actor.userId!,
    roleIds: roles,
  });
  await keepRoleOf(runtime, {
    guildId: interaction.guildId,
    userId: actor.userId!,
    roles,
    // By their roles in the whole server: what a channel allows besides is no word on who manages it.
    isManager: interaction.member.permissions.any([PermissionFlagsBits.Administrator, PermissionFlagsBits.ManageGuild]),
  });
  return (await actorOfMember(runtime.database, interaction.user.id)) ?? actor;
}
