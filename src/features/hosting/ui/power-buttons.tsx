"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical, Play, RotateCw, Skull, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Menu } from "#app/ui/menu.tsx";
import { type PaletteCommand, usePaletteCommands } from "#app/ui/palette/palette-context.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { canKill, canReinstall, canRestart, canStart, canStop } from "../rules.ts";
import type { Server } from "../server-view.ts";

type Asked = "restart" | "stop" | "kill" | "reinstall";

/** Start, stop, restart and the rest. What the server said is shown, never what was hoped for. */
export function PowerButtons({ server }: { server: Server }) {
  const words = useTranslations("hosting.power");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const [asked, setAsked] = useState<Asked | null>(null);
  const options = {
    onSuccess: (after: Server) => {
      queryClient.setQueryData(
        trpc.servers.get.queryKey({ serverId: server.id }),
        (before) => before && { ...before, ...after },
      );
    },
  };
  const start = useMutation(
    trpc.servers.start.mutationOptions({
      ...options,
      onError: (error) => toast.failed(words("failed", { name: server.name }), error),
    }),
  );
  const acts = {
    restart: useMutation(trpc.servers.restart.mutationOptions(options)),
    stop: useMutation(trpc.servers.stop.mutationOptions(options)),
    kill: useMutation(trpc.servers.kill.mutationOptions(options)),
    reinstall: useMutation(trpc.servers.reinstall.mutationOptions(options)),
  };
  const mayPower = may(who, "servers:power", {
    serverId: server.id,
    communityId: server.communityId,
    ownerId: server.owner.id,
  });
  const serverId = server.id;
  const { mutate: startNow } = start;
  const commands = useMemo<readonly PaletteCommand[]>(() => {
    const all = [
      { act: "start", able: canStart(server), icon: <Play aria-hidden />, run: () => startNow({ serverId }) },
      { act: "restart", able: canRestart(server), icon: <RotateCw aria-hidden />, run: () => setAsked("restart") },
      { act: "stop", able: canStop(server), icon: <Square aria-hidden />, run: () => setAsked("stop") },
      { act: "kill", able: canKill(server), icon: <Skull aria-hidden />, run: () => setAsked("kill") },
    ] as const;
    return all
      .filter(({ able }) => mayPower && able)
      .map(({ act, icon, run }) => ({
        id: `power.${act}.${serverId}`,
        label: words("command", { act: words(act), name: server.name }),
        group: server.name,
        icon,
        run,
      }));
  }, [server, serverId, mayPower, startNow, words]);
  usePaletteCommands(commands);
  if (!mayPower) return null;
  const shown = asked ?? "restart";
  return (
    <>
      <Button
        icon={<Play />}
        tone="primary"
        disabled={!canStart(server)}
        pending={start.isPending}
        onClick={() => start.mutate({ serverId })}
      >
        {words("start")}
      </Button>
      <Button icon={<RotateCw />} disabled={!canRestart(server)} onClick={() => setAsked("restart")}>
        {words("restart")}
      </Button>
      <Button icon={<Square />} disabled={!canStop(server)} onClick={() => setAsked("stop")}>
        {words("stop")}
      </Button>
      <Menu
        trigger={<IconButton label={words("more")} icon={<EllipsisVertical />} tone="neutral" />}
        items={[
          { label: words("kill"), danger: true, disabled: !canKill(server), onSelect: () => setAsked("kill") },
          { label: words("reinstall"), disabled: !canReinstall(server), onSelect: () => setAsked("reinstall") },
        ]}
      />
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={words(`${shown}Title`, { name: server.name })}
        effect={words(`${shown}Effect`)}
        actions={[
          {
            label: words(`${shown}Now`),
            tone: shown === "kill" ? "dangerSolid" : "primary",
            act: async () => {
              await acts[shown].mutateAsync({ serverId });
              setAsked(null);
            },
          },
        ]}
      />
    </>
  );
}
