"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Network } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ALL_KEYS, ALL_NODES } from "./home-queries.ts";

interface Step {
  id: "node" | "key";
  href: string;
  icon: ReactNode;
}

/** For those who run the panel: what has not been done yet. Each step goes away when it is done. */
export function NextSteps() {
  const words = useTranslations("home.steps");
  const trpc = useTRPC();
  const who = useWho();
  const runsPanel = may(who, "nodes:write");
  const nodes = useQuery(trpc.nodes.list.queryOptions(ALL_NODES, { enabled: runsPanel && may(who, "nodes:read") }));
  const keys = useQuery(trpc.apiKeys.list.queryOptions(ALL_KEYS, { enabled: runsPanel && may(who, "api-keys:write") }));
  const steps: Step[] = [
    ...(nodes.data?.items.every(({ local }) => local)
      ? [{ id: "node" as const, href: "/nodes/new", icon: <Network /> }]
      : []),
    ...(keys.data?.total === 0 ? [{ id: "key" as const, href: "/settings/api-keys", icon: <KeyRound /> }] : []),
  ];
  if (!runsPanel || steps.length === 0) return null;
  return (
    <Card title={words("title")}>
      <ul className="grid grid-cols-1 divide-y divide-line">
        {steps.map(({ id, href, icon }) => (
          <li key={id} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{words(`${id}.title`)}</p>
              <p className="text-ink-2">{words(`${id}.text`)}</p>
            </div>
            <LinkButton href={href} icon={icon}>
              {words(`${id}.action`)}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
