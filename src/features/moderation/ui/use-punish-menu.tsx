"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Ban, DoorOpen, MicOff, TriangleAlert, User } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Player } from "#app/features/players/schema.ts";
import { may } from "#app/lib/access.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import type { MenuItem } from "#app/ui/menu-props.ts";
import type { RowMenu } from "#app/ui/table/table-types.ts";
import { toast } from "#app/ui/toast/toast.ts";
import { type PunishKind, PunishSheet } from "./punish-sheet.tsx";

type Listed = Pick<Player, "id" | "name" | "online" | "status" | "serverId" | "serverName">;

const NEEDS: Record<PunishKind, Permission> = {
  kick: "players:kick",
  warn: "players:kick",
  mute: "players:mute",
  ban: "players:ban",
};
const ICONS: Record<PunishKind, ReactNode> = {
  kick: <DoorOpen aria-hidden />,
  warn: <TriangleAlert aria-hidden />,
  mute: <MicOff aria-hidden />,
  ban: <Ban aria-hidden />,
};

/** What may be done to a player of a list where they are, or were last; and the sheet that an act opens, to stand beside the list. */
export function usePunishMenu(): { menu: RowMenu<Listed>; sheet: ReactNode } {
  const words = useTranslations("moderation.actions");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const [asked, setAsked] = useState<{ kind: PunishKind; player: Listed } | null>(null);

  async function refresh() {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.players.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.moderation.pathKey() }),
    ]);
  }
  async function unban({ id: playerId, name }: Listed) {
    try {
      await client.moderation.unban.mutate({ playerId });
      toast.done(words("unbanned", { name }));
      await refresh();
    } catch (error) {
      toast.failed(words("failed"), error);
    }
  }
  function menu(player: Listed): readonly MenuItem[] {
    const { serverId, online, status } = player;
    const can = (kind: PunishKind) => serverId !== null && may(who, NEEDS[kind], { serverId });
    const kinds = (["kick", "warn", "mute", "ban"] as const).filter(
      (kind) => can(kind) && (kind !== "kick" || online) && (kind !== "ban" || status === "active"),
    );
    return [
      { kind: "link", label: words("profile"), icon: <User aria-hidden />, href: `/players/${player.id}` },
      ...(kinds.length > 0 ? [{ kind: "separator" as const }] : []),
      ...kinds.map((kind) => ({
        label: words(kind),
        icon: ICONS[kind],
        danger: kind === "ban",
        onSelect: () => setAsked({ kind, player }),
      })),
      ...(status !== "active" && can("ban")
        ? [{ label: words("unban"), icon: ICONS.ban, onSelect: () => void unban(player) }]
        : []),
    ];
  }
  const sheet = asked ? (
    <PunishSheet
      kind={asked.kind}
      player={asked.player}
      places={[{ serverId: asked.player.serverId!, serverName: asked.player.serverName ?? "" }]}
      evidence={[]}
      onClose={() => setAsked(null)}
      onDone={() => void refresh()}
    />
  ) : null;
  return { menu, sheet };
}
