"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { may } from "#app/lib/access.ts";
import type { ServerStats } from "#app/protocol/agent.ts";
import { askLive, useLive } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConsolePanel } from "#app/ui/console/console-panel.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { canCommand } from "../rules.ts";
import type { Server } from "../server-view.ts";
import { sizeOfText } from "../size-text.ts";
import { useConsole } from "./use-console.ts";

/** One server's console with its figures beside it; below it on a phone. */
export function ServerConsole({ serverId }: { serverId: string }) {
  const trpc = useTRPC();
  const who = useWho();
  const { data: server } = useQuery(trpc.servers.get.queryOptions({ serverId }));
  if (!server) return null;
  const on = { serverId, communityId: server.communityId, ownerId: server.owner.id };
  if (!may(who, "servers.console:read", on)) return <Forbidden embedded permission="servers.console:read" />;
  return <Readable server={server} mayWrite={may(who, "servers.console:write", on)} />;
}

function Readable({ server, mayWrite }: { server: Server; mayWrite: boolean }) {
  const words = useTranslations("hosting.console");
  const client = useTRPCClient();
  const { store, connection, problem, keptFrom, loadOlder } = useConsole(server.id);
  const disabledReason = !mayWrite ? words("readOnly") : canCommand(server) ? undefined : words("notRunning");
  return (
    <div className="grid grid-cols-1 items-start gap-4 *:min-w-0 xl:grid-cols-[minmax(0,1fr)_18rem]">
      <Stack gap="sm">
        {problem ? (
          <Callout tone="warn" title={words("problem")}>
            {problem}
          </Callout>
        ) : null}
        {keptFrom ? (
          <Callout tone="warn">{words.rich("keptFrom", { time: () => <Time at={keptFrom} /> })}</Callout>
        ) : null}
        <ConsolePanel
          title={server.name}
          store={store}
          connection={connection}
          onOlder={loadOlder}
          commands={{
            name: server.id,
            onSend: async (command) => void (await client.console.send.mutate({ serverId: server.id, command })),
            ...(disabledReason && { disabledReason }),
          }}
        />
      </Stack>
      <Side server={server} />
    </div>
  );
}

function Side({ server }: { server: Server }) {
  const words = useTranslations("hosting.console");
  const states = useTranslations("hosting.state");
  const stats = useServerStats(server.id);
  const { limits } = server;
  return (
    <Stack>
      <Card title={words("figures")}>
        <Stack gap="sm">
          <Figure label={words("memory")} value={stats?.memoryMiB ?? null} limit={limits.memoryMiB} unit="size" />
          <Figure label={words("cpu")} value={stats?.cpuPercent ?? null} limit={limits.cpuPercent} unit="ofPercent" />
          <Figure label={words("disk")} value={stats?.diskMiB ?? null} limit={limits.diskMiB} unit="size" />
          <Figure label={words("processes")} value={stats?.processes ?? null} limit={limits.processes} unit="of" />
        </Stack>
      </Card>
      <Card title={words("details")}>
        <DescriptionList
          items={[
            { label: words("since"), value: <Time at={server.since} /> },
            ...(server.reason ? [{ label: words("reason"), value: states(`reasons.${server.reason}`) }] : []),
            ...(server.detail ? [{ label: words("detail"), value: server.detail }] : []),
            ...(server.startedAt ? [{ label: words("started"), value: <Time at={server.startedAt} /> }] : []),
            { label: words("game"), value: server.blueprint.name },
            { label: words("node"), value: server.node.name },
          ]}
        />
      </Card>
    </Stack>
  );
}

interface FigureProps {
  label: string;
  value: number | null;
  /** 0 is without a limit. */
  limit: number;
  unit: "size" | "ofPercent" | "of";
}

/** A figure against its limit. One that is not known is said to be so. */
function Figure({ label, value, limit, unit }: FigureProps) {
  const words = useTranslations("hosting.console");
  const note =
    value === null
      ? words("unknown")
      : unit === "size"
        ? words("of", sizeOfText(value, limit))
        : words(unit, { value: Math.round(value), limit });
  return <Meter label={label} used={value ?? 0} limit={limit} note={note} />;
}

/** A server's figures every two seconds while this is shown; null before the first, and while it does not run. */
function useServerStats(serverId: string): ServerStats | null {
  const { socket } = useLive();
  const [stats, setStats] = useState<ServerStats | null>(null);
  useEffect(() => {
    if (!socket) return;
    const take = (told: ServerStats) => told.serverId === serverId && setStats(told);
    const follow = () => void askLive(socket, "server.follow", { serverId }).catch(() => {});
    socket.on("server.stats", take);
    socket.on("connect", follow);
    if (socket.connected) follow();
    return () => {
      socket.off("server.stats", take);
      socket.off("connect", follow);
      if (socket.connected) socket.emit("server.unfollow", { serverId }, () => {});
    };
  }, [socket, serverId]);
  return stats;
}
