"use client";

import { PunishActions } from "#app/features/moderation/ui/punish-actions.tsx";
import { PlayerPage } from "#app/features/players/ui/player-page.tsx";

/** A player's page, and what moderators may do on it. */
export function PlayerWithActions({ playerId }: { playerId: string }) {
  return (
    <PlayerPage
      playerId={playerId}
      actions={({ ids, forget }) => <PunishActions playerId={playerId} evidence={ids} onDone={forget} />}
    />
  );
}
