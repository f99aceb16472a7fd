"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Time } from "#app/ui/time.tsx";
import type { PlayerDetails } from "../schema.ts";
import { EditPlayer } from "./edit-player.tsx";
import { Played } from "./played.tsx";

/** What is known of a player beside what they do. Of what the game does not tell nothing is shown. */
export function PlayerFacts({ player }: { player: PlayerDetails }) {
  const words = useTranslations("players.facts");
  const who = useWho();
  const past = player.names.filter(({ name }) => name !== player.name);
  const mayWrite =
    may(who, "players:write") || player.places.every(({ serverId }) => may(who, "players:write", { serverId }));
  const items = [
    ...(player.platformId
      ? [{ label: words("platformId"), value: <Copyable value={player.platformId} what={words("platformId")} /> }]
      : []),
    ...(player.isVouched === false ? [{ label: words("vouching"), value: words("unvouched") }] : []),
    ...(past.length > 0 ? [{ label: words("names"), value: past.map(({ name }) => name).join(", ") }] : []),
    ...(player.role ? [{ label: words("role"), value: player.role }] : []),
    ...(player.isPrivateShown ? [{ label: words("email"), value: player.email ?? words("none") }] : []),
    ...(player.currentCharacter ? [{ label: words("character"), value: player.currentCharacter }] : []),
    ...(player.currentLocation ? [{ label: words("location"), value: player.currentLocation }] : []),
    ...(player.loginAttempts === null ? [] : [{ label: words("loginAttempts"), value: player.loginAttempts }]),
    ...(player.lockedUntil
      ? [{ label: words("lockedUntil"), value: <Time at={player.lockedUntil} mode="absolute" /> }]
      : []),
    { label: words("linked"), value: <LinkedUser player={player} mayWrite={mayWrite} /> },
    ...Object.entries(player.metadata).map(([key, value]) => ({
      label: key,
      value: <code className="break-all font-mono text-sm">{JSON.stringify(value)}</code>,
    })),
  ];
  return (
    <Card title={words("title")} actions={mayWrite ? <EditPlayer player={player} /> : null}>
      <DescriptionList items={items} />
      <h3 className="mt-4 mb-1 font-semibold">{words("places")}</h3>
      <ul className="grid gap-1.5">
        {player.places.map((place) => (
          <li key={place.serverId} className="min-w-0">
            <span className="break-words font-medium">{place.serverName}</span>
            <span className="flex flex-wrap gap-x-2 text-ink-2 text-sm">
              <Played seconds={place.playedSec} />
              <span>{words("visits", { count: place.sessions })}</span>
              <span>{words.rich("seen", { time: () => <Time at={place.lastSeenAt} /> })}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LinkedUser({ player, mayWrite }: { player: PlayerDetails; mayWrite: boolean }) {
  const words = useTranslations("players.facts");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { linkedUser, id: playerId } = player;
  if (!linkedUser) return words("nobody");
  return (
    <span className="flex flex-wrap items-center gap-2">
      {linkedUser.name}
      {mayWrite ? (
        <ConfirmDialog
          title={words("unlinkTitle", { name: player.name, user: linkedUser.name })}
          effect={words("unlinkEffect")}
          trigger={<Button size="sm">{words("unlink")}</Button>}
          actions={[
            {
              label: words("unlink"),
              tone: "danger",
              async act() {
                await client.players.unlink.mutate({ playerId });
                await queryClient.invalidateQueries({ queryKey: trpc.players.pathKey() });
              },
            },
          ]}
        />
      ) : null}
    </span>
  );
}
