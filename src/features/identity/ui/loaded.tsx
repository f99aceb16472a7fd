"use client";

import type { ReactNode } from "react";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";

export interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; isFetching: boolean; refetch(): unknown };
  /** What is loading, for screen readers. */
  label: string;
  /** What failed: "The sessions could not be listed". */
  failed: string;
  /** Of the place while it loads. */
  height?: string;
  children(data: T): ReactNode;
}

/** A part of a page that waits for its own answer and fails by itself. */
export function Loaded<T>({ query, label, failed, height = "4rem", children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return (
      <ErrorState title={failed} error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
    );
  return (
    <div className="p-4">
      <Loading label={label}>
        <Skeleton height={height} />
      </Loading>
    </div>
  );
}
