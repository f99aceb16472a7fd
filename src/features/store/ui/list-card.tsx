"use client";

import { parseAsInteger, useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import type { ListQuery } from "#app/ui/table/list-parts.ts";
import { Pagination } from "#app/ui/table/pagination.tsx";

export const LIST_PAGE = 20;

/** Which page of a list the address names, and the way to another. */
export function usePage() {
  const [page, setPage] = useQueryState("page", parseAsInteger.withDefault(1).withOptions({ history: "push" }));
  return { page: Math.max(1, page), setPage: (next: number) => void setPage(next) };
}

interface ListCardProps<Row> {
  title: string;
  query: ListQuery<Row>;
  page: number;
  onPage(page: number): void;
  errorTitle: string;
  empty: ReactNode;
  /** Each row as an item of the list. */
  children(row: Row): ReactNode;
}

/** One's own list, page by page: what there is of it, that it is on its way, why it is not, or that there is nothing. */
export function ListCard<Row>({ title, query, page, onPage, errorTitle, empty, children }: ListCardProps<Row>) {
  const { data, error, refetch, isFetching } = query;
  if (error && !data)
    return <ErrorState title={errorTitle} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  if (!data)
    return (
      <Loading label={title}>
        <Skeleton height="10rem" />
      </Loading>
    );
  const total = data.total ?? 0;
  if (total === 0) return empty;
  return (
    <>
      <Card title={title} flush>
        <ul className="border-line border-t">{data.items.map(children)}</ul>
      </Card>
      {total > LIST_PAGE ? <Pagination page={page} limit={LIST_PAGE} total={total} onPage={onPage} /> : null}
    </>
  );
}
