"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { BackupList } from "./backup-list.tsx";
import { FIRST, type Fresh } from "./backups-query.ts";
import { PlanCard } from "./plan-card.tsx";

export interface BackupsPageProps {
  fresh: Fresh;
  /** What asks for it. */
  dialog: ReactNode;
}

/** The panel's own backups: whether there is a good one, those there are, and the plan. */
export function BackupsPage({ fresh, dialog }: BackupsPageProps) {
  const words = useTranslations("panelBackups");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(trpc.panelBackups.list.queryOptions(FIRST));
  useEvents(["panel_backup."], () => void queryClient.invalidateQueries({ queryKey: trpc.panelBackups.pathKey() }));
  const last = data?.lastVerifiedAt ?? null;
  return (
    <Stack width="form">
      <PageHeader title={words("title")} description={words("description")} />
      {data ? (
        <Callout tone={last === null ? "warn" : "ok"}>
          {last === null ? words("neverVerified") : words.rich("lastVerified", { time: () => <Time at={last} /> })}
        </Callout>
      ) : null}
      <BackupList fresh={fresh} />
      <PlanCard fresh={fresh} />
      {dialog}
    </Stack>
  );
}
