"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { UsageCards } from "./usage-cards.tsx";
import { useRange } from "./use-range.ts";

const LOOK_MS = 10_000;
const COUNTED = ["calls", "refused", "limited", "invalid", "failed"] as const;

/** How the API of the whole panel is used: by outcome, by endpoint, by key. */
export function InstanceUsage() {
  const words = useTranslations("apiKeys.usage");
  const locale = useLocale();
  const trpc = useTRPC();
  const [range, setRange] = useRange();
  const query = useQuery(trpc.usage.get.queryOptions({ range }, { refetchInterval: LOOK_MS }));
  const { data } = query;
  return (
    <Stack>
      <PageHeader title={words("instanceTitle")} description={words("instanceDescription")} />
      {data && data.missing > 0 ? <Callout tone="warn">{words("missing", { count: data.missing })}</Callout> : null}
      <UsageCards query={query} range={range} onRange={setRange} />
      {data ? (
        <Card title={words("keys")} flush={data.keys.length > 0}>
          {data.keys.length === 0 ? (
            <p className="text-ink-2">{words("noKeys")}</p>
          ) : (
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
              tabIndex={0}
              aria-label={words("keys")}
              className="relative max-h-96 overflow-auto border-line border-t"
            >
              <table className="w-full border-collapse text-left tabular-nums">
                <thead className="sticky top-0 whitespace-nowrap bg-surface text-ink-2 text-xs">
                  <tr>
                    <th scope="col" className="px-4 py-2 font-medium">
                      {words("key")}
                    </th>
                    <th scope="col" className="px-3 py-2 font-medium">
                      {words("owner")}
                    </th>
                    {COUNTED.map((name) => (
                      <th key={name} scope="col" className="px-3 py-2 text-right font-medium last:pr-4">
                        {words(name === "calls" ? "calls" : `outcomes.${name}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.keys.map((key) => (
                    <tr key={key.keyId} className="h-row border-line border-t">
                      <th scope="row" className="max-w-64 truncate px-4 font-medium" title={key.keyId}>
                        {key.name}
                      </th>
                      <td className="max-w-48 truncate px-3">{key.owner}</td>
                      {COUNTED.map((name) => (
                        <td key={name} className={`px-3 text-right last:pr-4 ${key[name] === 0 ? "text-ink-3" : ""}`}>
                          {key[name].toLocaleString(locale)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
        </Card>
      ) : null}
    </Stack>
  );
}
