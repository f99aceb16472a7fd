"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../button.tsx";

export interface BulkBarProps {
  count: number;
  /** How many match in all; given while the whole page is chosen and more match. */
  total?: number;
  onSelectAll?(): void;
  onClear(): void;
  /** Buttons, in the order of the row's own. */
  children: ReactNode;
}

/** Takes the place of the filter bar, at its height, while rows are chosen. */
export function BulkBar({ count, total, onSelectAll, onClear, children }: BulkBarProps) {
  const words = useTranslations("ui.table");
  return (
    <section
      aria-label={words("bulk")}
      className="flex min-h-control min-w-0 items-center gap-2 overflow-x-auto rounded-md bg-accent-soft pl-3 outline-1 outline-accent -outline-offset-1"
    >
      <span role="status" className="whitespace-nowrap font-medium">
        {words("selected", { count })}
      </span>
      {total !== undefined && onSelectAll ? (
        <Button tone="quiet" onClick={onSelectAll}>
          {words("selectAllMatching", { count: total })}
        </Button>
      ) : null}
      {children}
      <Button tone="quiet" onClick={onClear}>
        {words("clearSelection")}
      </Button>
    </section>
  );
}
