"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { KillActs } from "./kill-acts.tsx";
import { KillFacts } from "./kill-facts.tsx";
import { KillGrounds } from "./kill-grounds.tsx";
import { KillHistory } from "./kill-history.tsx";
import { KillSentence, Standing, useKillText } from "./kill-words.tsx";
import { NearbyKills } from "./nearby-kills.tsx";
import { useOrigin } from "./use-origin.ts";

/** One kill with all that is known of it: what it rests on, what was said against it, and what happened around it. */
export function KillPage({ killId }: { killId: string }) {
  const words = useTranslations("kills");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const origin = useOrigin();
  const textOf = useKillText();
  useEvents(["kill."], ({ payload }) => {
    if ((payload as { killId?: unknown } | null)?.killId !== killId) return;
    for (const { queryKey } of [trpc.kills.get, trpc.kills.changes])
      void queryClient.invalidateQueries({ queryKey: queryKey({ killId }) });
  });
  const {
    data: kill,
    error,
    refetch,
  } = useQuery(trpc.kills.get.queryOptions({ killId }, { refetchOnMount: "always" }));
  if (error && !kill) {
    const code = shownError(error)?.code;
    if (code === "not_found" || code === "invalid_input") return <NothingHere />;
    return <ErrorState title={words("page.failed")} error={error} onRetry={() => void refetch()} />;
  }
  if (!kill)
    return (
      <Loading label={words("page.title")} slow={words("feed.slow")}>
        <Skeleton height="2rem" width="20rem" />
        <Skeleton height="16rem" />
      </Loading>
    );
  const title = textOf(kill);
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: title }]} />
      <PageHeader
        title={<KillSentence kill={kill} />}
        aside={<Standing kill={kill} />}
        description={<Time at={kill.at} mode="absolute" />}
        actions={
          <>
            <CopyButton wide value={`${origin}/k/${kill.id}`} what={words("page.link")} />
            <KillActs kill={kill} title={title} />
          </>
        }
      />
      {kill.state === "counted" ? null : (
        <Callout tone={kill.state === "disputed" ? "warn" : "bad"} title={words(`page.${kill.state}`)}>
          {words(`page.${kill.state}Text`)}
        </Callout>
      )}
      <div className="grid min-w-0 grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Stack>
          <Card title={words("page.what")}>
            <KillFacts kill={kill} />
          </Card>
          <NearbyKills kill={kill} />
        </Stack>
        <Stack>
          <Card title={words("page.grounds")}>
            <KillGrounds kill={kill} />
          </Card>
          <KillHistory kill={kill} />
        </Stack>
      </div>
    </Stack>
  );
}
