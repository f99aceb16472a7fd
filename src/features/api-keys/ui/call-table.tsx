"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import type { Tone } from "#app/ui/tone.ts";
import type { KeyCall } from "../usage.ts";
import { type Outcome, outcomeOf } from "../usage-names.ts";
import { timeOf } from "./duration-text.ts";
import { LOOK_MS } from "./refresh.ts";

const PAGE = 50;
const TONES: Readonly<Record<Outcome, Tone>> = {
  done: "ok",
  refused: "bad",
  limited: "warn",
  invalid: "warn",
  failed: "bad",
};

/** The last calls by a key, newest first, with what each came to and the id under which the panel's log has it. */
export function CallTable({ keyId }: { keyId: string }) {
  const words = useTranslations("apiKeys.calls");
  const trpc = useTRPC();
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.apiKeys.calls.infiniteQueryOptions(
      { keyId, limit: PAGE },
      {
        getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
        // Older pages do not change; with them open, what is new would push them on.
        refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : LOOK_MS),
      },
    ),
  );
  const calls = data?.pages.flatMap(({ items }) => items);
  return (
    <Card title={words("title")} description={words("description")} flush={calls !== undefined && calls.length > 0}>
      {calls === undefined ? (
        error ? (
          <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
        ) : (
          <Loading label={words("title")}>
            <Skeleton height="10rem" />
          </Loading>
        )
      ) : calls.length === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
            aria-label={words("title")}
            className="relative max-h-128 overflow-auto border-line border-t"
          >
            <table className="w-full border-collapse text-left tabular-nums">
              <thead className="sticky top-0 whitespace-nowrap bg-surface text-ink-2 text-xs">
                <tr>
                  {(["status", "call", "at", "took", "address", "request"] as const).map((name) => (
                    <th key={name} scope="col" className="px-3 py-2 font-medium first:pl-4 last:pr-4">
                      {words(`columns.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {calls.map((call) => (
                  <CallRow key={call.id} call={call} />
                ))}
              </tbody>
            </table>
          </section>
          {hasNextPage ? (
            <div className="border-line border-t p-3 text-center">
              <Button size="sm" pending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {words("more")}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Card>
  );
}

function CallRow({ call }: { call: KeyCall }) {
  const words = useTranslations("apiKeys.calls");
  return (
    <tr className="h-row whitespace-nowrap border-line border-t">
      <td className="px-3 pl-4">
        <Badge tone={TONES[outcomeOf(call.status)]}>{call.status}</Badge>
      </td>
      <td className="px-3">
        <code className="font-mono text-sm">
          {call.method} {call.route}
        </code>
        {call.reason ? <span className="ml-2 text-ink-2 text-sm">{call.reason}</span> : null}
      </td>
      <td className="px-3">
        <Time at={call.at} />
      </td>
      <td className="px-3">{timeOf(call.durationMs)}</td>
      <td className="px-3">{call.address ?? "–"}</td>
      <td className="px-3 pr-4">
        <span className="inline-flex items-center gap-0.5">
          <code className="font-mono text-sm">{shortened(call.requestId)}</code>
          <CopyButton value={call.requestId} what={words("columns.request")} />
        </span>
      </td>
    </tr>
  );
}

/** Its end is what tells one from the next. */
function shortened(requestId: string): string {
  return requestId.length > 14 ? `…${requestId.slice(-10)}` : requestId;
}
