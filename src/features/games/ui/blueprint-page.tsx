"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { shownError, useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { PatternTester } from "./pattern-tester.tsx";

/** One blueprint: what it is, and how its console is read. */
export function BlueprintPage({ blueprintId }: { blueprintId: string }) {
  const words = useTranslations("games.blueprints");
  const trpc = useTRPC();
  const { data, error, refetch, isFetching } = useQuery(trpc.blueprints.get.queryOptions({ blueprintId }));
  if (error && !data) {
    if (shownError(error)?.code === "not_found") return <NothingHere />;
    return <ErrorState title={words("oneFailed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  }
  if (!data)
    return (
      <Loading label={words("title")}>
        <Skeleton height="2rem" width="16rem" />
        <Skeleton height="24rem" />
      </Loading>
    );
  return (
    <Stack>
      <PageHeader
        title={data.name}
        description={data.description}
        aside={<Badge>{words("version", { version: data.version })}</Badge>}
      />
      <PatternTester blueprintId={blueprintId} document={data.document} />
    </Stack>
  );
}
