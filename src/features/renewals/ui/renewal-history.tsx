"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";

const FIRST = 20;
const MOST = 100;

/** A button, and the dialog with what a server's time was prolonged by. */
export function RenewalHistory({ serverId, name }: { serverId: string; name: string }) {
  const words = useTranslations("renewals");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [limit, setLimit] = useState(FIRST);
  const { data, error, refetch, isFetching } = useQuery(
    trpc.renewals.history.queryOptions({ serverId, limit }, { enabled: open }),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={words("historyOf", { name })}
      trigger={
        <Button size="sm" aria-label={`${words("history")}: ${name}`}>
          {words("history")}
        </Button>
      }
    >
      {error && !data ? (
        <ErrorState title={words("historyFailed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : !data ? (
        <Loading label={words("history")}>
          <Skeleton height="6rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <p className="text-ink-2">{words("historyNone")}</p>
      ) : (
        <ul>
          {data.items.map(({ by, days, paidCoins, byWhom, reason, expiresAt, at }) => (
            <li key={`${at} ${expiresAt}`} className="min-w-0 border-line border-b py-2 first:pt-0 last:border-b-0">
              <p className="break-words">{words(`by.${by}`, { days, price: paidCoins, name: byWhom })}</p>
              {reason ? <p className="break-words text-ink-2">{reason}</p> : null}
              <p className="text-ink-2 text-sm">
                <Time at={at} /> · {words.rich("until", { time: () => <Time at={expiresAt} mode="short" /> })}
              </p>
            </li>
          ))}
        </ul>
      )}
      {data && data.total > data.items.length && limit < MOST ? (
        <Button onClick={() => setLimit(MOST)}>{words("more")}</Button>
      ) : null}
    </Dialog>
  );
}
