"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, GitCompareArrows } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Comparison } from "./comparison.tsx";
import { GameSelect } from "./game-select.tsx";
import { COMPARE_PARSERS, compareInput } from "./kill-query.ts";
import { PlayerPicker } from "./player-picker.tsx";

/** Two players beside each other, found by name. */
export function ComparePlayers() {
  const words = useTranslations("kills.compare");
  const any = useTranslations("kills.filter");
  const trpc = useTRPC();
  const [address, setAddress] = useQueryStates(COMPARE_PARSERS, { history: "push" });
  const { one, other, game } = address;
  const both = one !== "" && other !== "" && one !== other;
  const { data, error, refetch } = useQuery(
    trpc.kills.compare.queryOptions(compareInput(address), { enabled: both, placeholderData: keepPreviousData }),
  );
  return (
    <Stack>
      <PageHeader
        title={words("title")}
        description={words("about")}
        actions={<GameSelect game={game} any={any("anyGame")} onGame={(next) => void setAddress({ game: next })} />}
      />
      <div className="grid min-w-0 items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] lg:max-w-4xl">
        <PlayerPicker
          label={words("one")}
          value={one}
          known={data?.one.name}
          game={game}
          onChange={(id) => void setAddress({ one: id })}
        />
        <Button icon={<ArrowRightLeft />} disabled={!both} onClick={() => void setAddress({ one: other, other: one })}>
          {words("swap")}
        </Button>
        <PlayerPicker
          label={words("other")}
          value={other}
          known={data?.other.name}
          game={game}
          onChange={(id) => void setAddress({ other: id })}
        />
      </div>
      {!both ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={<GitCompareArrows aria-hidden />} title={words("choose")}>
            {words(one !== "" && one === other ? "same" : "chooseText")}
          </EmptyState>
        </div>
      ) : error && !data ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={words("title")}>
          <Skeleton height="20rem" />
        </Loading>
      ) : (
        <Comparison comparison={data} />
      )}
    </Stack>
  );
}
