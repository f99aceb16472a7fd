"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Ban, DoorOpen, MicOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { activeInput } from "./moderation-query.ts";
import { type PunishKind, PunishSheet } from "./punish-sheet.tsx";

export interface PunishActionsProps {
  playerId: string;
  /** Ids of entries of the player's timeline that were chosen as evidence. */
  evidence?: readonly string[];
  onDone?(): void;
}

/** What may be done to a player, as buttons: kick, warn, mute, ban, and taking that back. Nothing for who may do none of it. */
export function PunishActions({ playerId, evidence = [], onDone }: PunishActionsProps) {
  const words = useTranslations("moderation.actions");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const [open, setOpen] = useState<PunishKind | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const { data: player } = useQuery(trpc.players.get.queryOptions({ playerId }));
  const active = useQuery(trpc.moderation.list.queryOptions(activeInput(playerId)));
  // Others punish and lift too, and bans end by themselves.
  useEvents(["player."], ({ payload }) => {
    if ((payload as { playerId?: unknown } | null)?.playerId === playerId)
      void queryClient.invalidateQueries({ queryKey: trpc.moderation.list.pathKey() });
  });
  if (!player) return null;

  const placesWith = (permission: Permission) =>
    player.places.filter(({ serverId }) => may(who, permission, { serverId }));
  const can = (permission: Permission) => placesWith(permission).length > 0;
  const holds = (...kinds: string[]) => active.data?.items.some(({ kind }) => kinds.includes(kind)) ?? false;
  const isOut = active.data ? holds("ban", "suspend") : player.status !== "active";
  async function refresh() {
    onDone?.();
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.players.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.moderation.pathKey() }),
    ]);
  }
  async function lift(what: "unban" | "unmute") {
    setBusy(what);
    try {
      await client.moderation[what].mutate({ playerId });
      await refresh();
    } catch (error) {
      toast.failed(words("failed"), error);
    } finally {
      setBusy(null);
    }
  }
  return (
    <>
      {can("players:kick") && player.online ? (
        <Button icon={<DoorOpen />} onClick={() => setOpen("kick")}>
          {words("kick")}
        </Button>
      ) : null}
      {can("players:kick") ? (
        <Button icon={<TriangleAlert />} onClick={() => setOpen("warn")}>
          {words("warn")}
        </Button>
      ) : null}
      {can("players:mute") ? (
        holds("mute") ? (
          <Button icon={<MicOff />} pending={busy === "unmute"} onClick={() => void lift("unmute")}>
            {words("unmute")}
          </Button>
        ) : (
          <Button icon={<MicOff />} onClick={() => setOpen("mute")}>
            {words("mute")}
          </Button>
        )
      ) : null}
      {can("players:ban") ? (
        isOut ? (
          <Button icon={<Ban />} pending={busy === "unban"} onClick={() => void lift("unban")}>
            {words("unban")}
          </Button>
        ) : (
          <Button tone="danger" icon={<Ban />} onClick={() => setOpen("ban")}>
            {words("ban")}
          </Button>
        )
      ) : null}
      {open ? (
        <PunishSheet
          key={open}
          kind={open}
          player={{ id: player.id, name: player.name }}
          places={placesWith(open === "ban" ? "players:ban" : open === "mute" ? "players:mute" : "players:kick").filter(
            ({ online }) => open !== "kick" || online,
          )}
          evidence={evidence}
          onClose={() => setOpen(null)}
          onDone={() => void refresh()}
        />
      ) : null}
    </>
  );
}
