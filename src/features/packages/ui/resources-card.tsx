"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Meter } from "#app/ui/meter.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { amountText } from "../amount-text.ts";
import { COUNTED_RESOURCES, listed, NO_LIMIT } from "../resources.ts";
import { ChangeResources } from "./change-resources.tsx";

type Allowance = Outputs["resources"]["own"];

/** What the reader has, uses and has left. */
export function OwnResources() {
  const words = useTranslations("packages.card");
  const trpc = useTRPC();
  const own = useQuery(trpc.resources.own.queryOptions({}));
  return <ResourcesCard title={words("own")} query={own} />;
}

/** The same of somebody else, for the team. */
export function MemberResources({ userId, mayWrite }: { userId: string; mayWrite: boolean }) {
  const words = useTranslations("packages.card");
  const trpc = useTRPC();
  const theirs = useQuery(trpc.resources.get.queryOptions({ userId }));
  return (
    <ResourcesCard
      title={words("theirs")}
      query={theirs}
      actions={theirs.data && mayWrite ? <ChangeResources allowance={theirs.data} /> : null}
    />
  );
}

interface ResourcesCardProps {
  title: string;
  query: { data: Allowance | undefined; error: unknown; isFetching: boolean; refetch(): unknown };
  actions?: ReactNode;
}

function ResourcesCard({ title, query: { data, error, isFetching, refetch }, actions }: ResourcesCardProps) {
  const words = useTranslations("packages.card");
  const resources = useTranslations("packages.resources");
  if (error && !data)
    return (
      <Card title={title}>
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      </Card>
    );
  if (!data)
    return (
      <Loading label={title}>
        <Skeleton height="8rem" />
      </Loading>
    );
  return (
    <Card
      title={title}
      description={
        <>
          {words("package", { way: data.way, name: data.package.name })}
          {data.until ? <> {words.rich("until", { at: () => <Time at={data.until!} /> })}</> : null}
        </>
      }
      actions={actions}
    >
      <Stack>
        {data.over ? <Over over={data.over} /> : null}
        {data.isBound ? null : <p className="text-ink-2">{words("unbound")}</p>}
        <Stack columns={3}>
          {COUNTED_RESOURCES.map((resource) => {
            const [used, total] = [data.used[resource], data.total[resource]];
            const isFree = !data.isBound || total >= NO_LIMIT;
            const shown = amountText(resource, used);
            return isFree ? (
              <div key={resource} className="flex min-w-24 justify-between gap-2 self-start text-sm">
                <span className="truncate text-ink-2">{resources(resource)}</span>
                <span className="whitespace-nowrap">{words("noLimit", { used: shown })}</span>
              </div>
            ) : (
              <Meter
                key={resource}
                label={resources(resource)}
                used={used}
                limit={total}
                note={words("of", { used: shown, total: amountText(resource, total) })}
              />
            );
          })}
        </Stack>
      </Stack>
    </Card>
  );
}

function Over({ over }: { over: NonNullable<Allowance["over"]> }) {
  const words = useTranslations("packages.card");
  return (
    <Callout tone={over.isSuspended ? "bad" : "warn"} title={words("overTitle")} announce={false}>
      {words("over", { missing: listed(over.missing) })}.{" "}
      {words.rich("overText", { isSuspended: String(over.isSuspended), at: () => <Time at={over.suspendAt} /> })}
    </Callout>
  );
}
