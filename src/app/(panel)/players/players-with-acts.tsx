"use client";

import { usePunishMenu } from "#app/features/moderation/ui/use-punish-menu.tsx";
import { PlayerTable } from "#app/features/players/ui/player-table.tsx";

/** The players of all servers or of one, each with what a moderator may do to them. */
export function PlayersWithActs({ serverId }: { serverId?: string }) {
  const { menu, sheet } = usePunishMenu();
  return (
    <>
      <PlayerTable {...(serverId && { serverId })} rowMenu={menu} />
      {sheet}
    </>
  );
}
