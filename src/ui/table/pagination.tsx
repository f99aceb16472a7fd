"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../button.tsx";
import { Select } from "../form/select.tsx";
import { IconButton } from "../icon-button.tsx";

export interface PaginationProps {
  page: number;
  limit: number;
  total: number;
  onPage(page: number): void;
  onLimit?(limit: number): void;
}

/** Which rows are in sight, and the way to the others. */
export function Pagination({ page, limit, total, onPage, onLimit }: PaginationProps) {
  const words = useTranslations("ui.table");
  const pages = Math.max(1, Math.ceil(total / limit));
  const first = total === 0 ? 0 : (page - 1) * limit + 1;
  return (
    <nav
      aria-label={words("pages")}
      className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2 text-ink-2 text-sm"
    >
      <p className="mr-auto">{words("range", { first, last: Math.min(total, page * limit), total })}</p>
      {onLimit ? (
        <div className="w-32">
          <Select
            size="sm"
            aria-label={words("pageSize")}
            value={String(limit)}
            onChange={(event) => onLimit(Number(event.target.value))}
            options={["20", "50", "100"].map((value) => ({ value, label: words("perPage", { count: Number(value) }) }))}
          />
        </div>
      ) : null}
      <div className="flex items-center gap-1">
        <IconButton
          size="sm"
          label={words("previous")}
          icon={<ChevronLeft />}
          disabled={page <= 1}
          onClick={() => onPage(page - 1)}
        />
        <span className="whitespace-nowrap">{words("pageOf", { page, pages })}</span>
        <IconButton
          size="sm"
          label={words("next")}
          icon={<ChevronRight />}
          disabled={page >= pages}
          onClick={() => onPage(page + 1)}
        />
      </div>
    </nav>
  );
}

/** The end of a log that goes on for ever: a button for older rows, or the word that there are none. */
export function LoadOlder({ more, loading, onLoad }: { more: boolean; loading?: boolean; onLoad(): void }) {
  const words = useTranslations("ui.table");
  return (
    <div className="flex justify-center py-2">
      {more ? (
        <Button onClick={onLoad} pending={loading}>
          {words("older")}
        </Button>
      ) : (
        <p className="text-ink-3 text-sm">{words("noOlder")}</p>
      )}
    </div>
  );
}
