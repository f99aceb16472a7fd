"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { DeliveryState } from "./delivery-state.tsx";

type Delivery = Outputs["webhooks"]["delivery"];

export interface DeliverySheetProps {
  webhookId: string;
  deliveryId: string;
  /** Absent: it cannot be sent again now. */
  onRedeliver?: (() => Promise<void>) | undefined;
  onClose(): void;
}

/** One delivery at the side: what was sent and, for each try, what came back. */
export function DeliverySheet({ webhookId, deliveryId, onRedeliver, onClose }: DeliverySheetProps) {
  const words = useTranslations("webhooks.delivery");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.webhooks.delivery.queryOptions(
      { webhookId, deliveryId },
      { refetchInterval: ({ state }) => (state.data?.status === "queued" ? 2_000 : false) },
    ),
  );
  return (
    <Sheet open onOpenChange={(open) => open || onClose()} title={data?.type ?? words("title")}>
      {data ? (
        <Shown
          delivery={data}
          onRedeliver={
            onRedeliver &&
            (async () => {
              await onRedeliver();
              await refetch();
            })
          }
        />
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="12rem" />
        </Loading>
      )}
    </Sheet>
  );
}

function Shown({ delivery, onRedeliver }: { delivery: Delivery; onRedeliver: (() => Promise<void>) | undefined }) {
  const words = useTranslations("webhooks.delivery");
  return (
    <Stack>
      <DescriptionList
        items={[
          { label: words("state"), value: <DeliveryState delivery={delivery} /> },
          ...(delivery.lastError ? [{ label: words("error"), value: delivery.lastError }] : []),
          ...(delivery.nextAttemptAt
            ? [{ label: words("next"), value: <Time at={delivery.nextAttemptAt} mode="absolute" /> }]
            : []),
          { label: words("event"), value: <Copyable value={delivery.eventId} what={words("event")} /> },
          { label: words("made"), value: <Time at={delivery.createdAt} mode="absolute" /> },
        ]}
      />
      {onRedeliver && delivery.body !== null ? (
        <div>
          <Button size="sm" icon={<RotateCw />} onClick={() => void onRedeliver()}>
            {words("redeliver")}
          </Button>
        </div>
      ) : null}
      {delivery.body === null ? null : (
        <Part title={words("body")}>
          <CodeBlock code={JSON.stringify(JSON.parse(delivery.body), null, 2)} what={words("body")} wrap />
        </Part>
      )}
      <Part title={words("attempts")}>
        {delivery.log.length === 0 ? <p className="text-ink-2">{words("noAttempts")}</p> : null}
        {delivery.log.map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </Part>
    </Stack>
  );
}

function Attempt({ attempt }: { attempt: Delivery["log"][number] }) {
  const words = useTranslations("webhooks.delivery");
  const { number, manual, at, durationMs, requestHeaders, status, error, answerHeaders, answerBody } = attempt;
  return (
    <details className="min-w-0 rounded-md border border-line">
      <summary className="flex min-h-11 min-w-0 cursor-pointer flex-wrap items-center gap-2 px-3 py-2">
        <span className="font-medium">{words("attempt", { number })}</span>
        <Badge tone={error === null ? "ok" : "bad"}>{status ?? words("noAnswer")}</Badge>
        {manual ? <Badge>{words("manual")}</Badge> : null}
        <span className="text-ink-2 text-sm">{words("took", { ms: durationMs })}</span>
        <span className="ml-auto text-ink-2 text-sm">
          <Time at={at} />
        </span>
      </summary>
      <div className="grid min-w-0 gap-3 border-line border-t p-3">
        {error === null ? null : <p className="break-words text-bad">{error}</p>}
        <Part title={words("request")}>
          <CodeBlock code={headerLines(requestHeaders)} what={words("request")} wrap />
        </Part>
        {answerHeaders === null ? null : (
          <Part title={words("answer")}>
            <CodeBlock
              code={[headerLines(answerHeaders), answerBody].filter(Boolean).join("\n\n")}
              what={words("answer")}
              wrap
            />
          </Part>
        )}
      </div>
    </details>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid min-w-0 gap-1.5">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function headerLines(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
