"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { CommandTable } from "./command-table.tsx";

const FRESH_MS = 15_000;
const SOON_MS = 700;

/** How a server stands today: its game, its players, its currency, its fights and its commands. */
export function ServerCards({ serverId }: { serverId: string }) {
  const words = useTranslations("statistics");
  const trpc = useTRPC();
  const who = useWho();
  const queryClient = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEvents(["game.player_log"], (event) => {
    if (event.serverId !== serverId) return;
    // A crowd that comes in one moment costs one question.
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      for (const { pathKey } of [trpc.statistics.server, trpc.statistics.players])
        void queryClient.invalidateQueries({ queryKey: pathKey() });
    }, SOON_MS);
  });
  const options = { refetchInterval: FRESH_MS };
  const game = useQuery({ ...trpc.statistics.server.queryOptions({ serverId }), ...options, retry: false });
  const players = useQuery({ ...trpc.statistics.players.queryOptions({ serverId }), ...options });
  const economy = useQuery({ ...trpc.statistics.economy.queryOptions({ serverId }), ...options });
  const combat = useQuery({ ...trpc.statistics.combat.queryOptions({ serverId }), ...options });
  const commands = useQuery({
    ...trpc.statistics.commands.queryOptions({ serverId }),
    ...options,
    enabled: may(who, "statistics:read", { serverId }),
  });
  if (!players.data && players.error)
    return <ErrorState title={words("failed")} error={players.error} onRetry={() => void players.refetch()} />;
  if (!players.data || !economy.data || !combat.data)
    return (
      <Loading label={words("title")}>
        <Skeleton height="12rem" />
      </Loading>
    );
  const { players: told, ...counted } = players.data;
  const { currency } = economy.data;
  return (
    <Stack>
      <Stack columns={2}>
        <Card title={words("cards.players")}>
          <Facts
            facts={[
              ["online", counted.online],
              ["peakToday", counted.peakToday],
              [
                "peakEver",
                counted.peakEver,
                counted.peakEverAt ? <Time key="at" at={counted.peakEverAt} /> : undefined,
              ],
              ["newToday", counted.newToday],
              ["newThisWeek", counted.newThisWeek],
              ["players", told],
            ]}
          />
        </Card>
        <Card title={words("cards.combat")}>
          <Facts
            facts={[
              ["battlesToday", combat.data.battlesToday],
              ["battlesThisWeek", combat.data.battlesThisWeek],
              ["pvpBattlesThisWeek", combat.data.pvpBattlesThisWeek],
              ["playerDeathsThisWeek", combat.data.playerDeathsThisWeek],
              ["npcDeathsThisWeek", combat.data.npcDeathsThisWeek],
              ["damageThisWeek", combat.data.damageThisWeek],
            ]}
          />
        </Card>
        <Card title={currency ? words("cards.economyIn", { currency }) : words("cards.economy")}>
          <Facts
            facts={[
              ["circulation", economy.data.circulation],
              ["averageWealth", economy.data.averageWealth],
              ["medianWealth", economy.data.medianWealth],
              ["topWealth", economy.data.topWealth],
              ["transactionsToday", economy.data.transactionsToday],
              ["transactionsThisWeek", economy.data.transactionsThisWeek],
            ]}
          />
        </Card>
        <Card title={words("cards.game")}>
          {game.data ? (
            <Facts
              facts={[
                ["tickRate", game.data.tickRate],
                ["tick", game.data.tick],
                ["memoryMiB", game.data.memoryMiB],
                ["cpuPercent", game.data.cpuPercent],
              ]}
              first={[
                {
                  label: words("facts.startedAt"),
                  value: game.data.startedAt ? <Time at={game.data.startedAt} /> : words("notTold"),
                },
                { label: words("facts.version"), value: game.data.version ?? words("notTold") },
              ]}
            />
          ) : (
            <p className="text-ink-2">{game.error ? game.error.message : words("asking")}</p>
          )}
        </Card>
      </Stack>
      {commands.data ? (
        <Card title={words("cards.commands")} flush>
          <CommandTable figures={commands.data} />
        </Card>
      ) : null}
      <p className="text-ink-3 text-sm">{words("zone", { zone: players.data.days.zone })}</p>
    </Stack>
  );
}

type Fact =
  | "online"
  | "peakToday"
  | "peakEver"
  | "newToday"
  | "newThisWeek"
  | "players"
  | "battlesToday"
  | "battlesThisWeek"
  | "pvpBattlesThisWeek"
  | "playerDeathsThisWeek"
  | "npcDeathsThisWeek"
  | "damageThisWeek"
  | "circulation"
  | "averageWealth"
  | "medianWealth"
  | "topWealth"
  | "transactionsToday"
  | "transactionsThisWeek"
  | "tickRate"
  | "tick"
  | "memoryMiB"
  | "cpuPercent";

/** Numbers by their names; where the game tells none of them, one sentence instead of a list of nothing. */
function Facts({
  facts,
  first = [],
}: {
  facts: readonly (readonly [name: Fact, value: number | null, note?: ReactNode])[];
  first?: readonly { label: ReactNode; value: ReactNode }[];
}) {
  const words = useTranslations("statistics");
  const locale = useLocale();
  if (first.length === 0 && facts.every(([, value]) => value === null))
    return <p className="text-ink-2">{words("gameDoesNotTell")}</p>;
  const items = facts.map(([name, value, note]) => ({
    label: words(`facts.${name}`),
    value:
      value === null ? (
        <span className="text-ink-3">{words("notTold")}</span>
      ) : (
        <span className="tabular-nums">
          {value.toLocaleString(locale)}
          {note ? <span className="text-ink-3"> · {note}</span> : null}
        </span>
      ),
  }));
  return <DescriptionList items={[...first, ...items]} />;
}
