import type { ReactNode } from "react";
import { Card } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import type { ListQuery } from "#app/ui/table/list-parts.ts";

/** How often its lines are read again: when something was last said there is no event of its own. */
export const REFRESH_MS = 15_000;

interface ChannelCardProps<T> {
  words: (key: "title" | "text" | "none" | "noneText" | "failed") => string;
  list: ListQuery<T>;
  icon: ReactNode;
  actions: ReactNode;
  /** One of them, as a list item. */
  line(item: T): ReactNode;
}

/** Channels and what goes on in each. */
export function ChannelCard<T>({ words, list, icon, actions, line }: ChannelCardProps<T>) {
  const { data, error, refetch, isFetching } = list;
  return (
    <Card flush title={words("title")} description={words("text")} actions={actions}>
      {data ? (
        data.items.length > 0 ? (
          <ul aria-label={words("title")} className="border-line border-t">
            {data.items.map(line)}
          </ul>
        ) : (
          <EmptyState icon={icon} title={words("none")}>
            {words("noneText")}
          </EmptyState>
        )
      ) : error ? (
        <ErrorState title={words("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="4rem" />
        </Loading>
      )}
    </Card>
  );
}
