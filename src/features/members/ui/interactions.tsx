"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";

export interface InteractionLine {
  id: number;
  at: string;
  summary: string;
  /** Who did it, in words. */
  by: string;
  /** To what, if it has a name. */
  target: string | null;
  /** What of it is told, in words. */
  told?: ReactNode;
}

export interface InteractionsProps {
  title: string;
  description: string;
  lines: readonly InteractionLine[] | undefined;
  error: unknown;
  hasMore: boolean;
  loading: boolean;
  onMore(): void;
  onRetry(): void;
}

/** What was done, newest first, and more of it by a button. */
export function Interactions(props: InteractionsProps) {
  const words = useTranslations("members.interactions");
  const { title, description, lines, error, hasMore, loading, onMore, onRetry } = props;
  return (
    <Card flush title={title} description={description}>
      {lines === undefined && error ? (
        <ErrorState title={words("failed")} error={error} onRetry={onRetry} retrying={loading} />
      ) : lines === undefined ? (
        <div className="p-4">
          <Loading label={title}>
            <Skeleton height="8rem" />
          </Loading>
        </div>
      ) : lines.length === 0 ? (
        <EmptyState title={words("none")} />
      ) : (
        <>
          <ul aria-label={title} className="border-line border-t">
            {lines.map(({ id, at, summary, by, target, told }) => (
              <li key={id} className="grid min-w-0 gap-0.5 border-line border-b px-4 py-2.5 last:border-b-0">
                <p className="min-w-0 break-words">
                  {summary}
                  {target ? <span className="text-ink-2"> · {target}</span> : null}
                </p>
                <p className="min-w-0 break-words text-ink-2 text-sm">
                  <Time at={at} /> · {by}
                </p>
                {told ? <p className="min-w-0 break-words text-ink-2 text-sm">{told}</p> : null}
              </li>
            ))}
          </ul>
          {hasMore ? (
            <div className="px-4 py-3">
              <Button onClick={onMore} pending={loading}>
                {words("more")}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Card>
  );
}
