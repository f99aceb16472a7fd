"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { Progress } from "#app/ui/progress.tsx";

/** How often it is asked while it goes on, in ms. */
const ASKED_EVERY = 2_000;

/** How far kills follow an import of the catalogue; nothing while they follow none. */
export function NamingProgress() {
  const words = useTranslations("catalog.naming");
  const trpc = useTRPC();
  const mayRead = may(useWho(), "catalog:write");
  const { data } = useQuery(
    trpc.kills.naming.queryOptions(
      {},
      { enabled: mayRead, refetchInterval: (query) => (query.state.data?.isRunning ? ASKED_EVERY : false) },
    ),
  );
  if (!data?.isRunning) return null;
  const { done, total } = data;
  return (
    <Card title={words("title")}>
      <Progress label={words("title")} percent={total === 0 ? null : (done / total) * 100} />
      <p className="mt-1 text-ink-2 text-sm">{words("text", { done, total })}</p>
    </Card>
  );
}
