"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Coins, Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { saveFile } from "#app/ui/save-file.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { LoadOlder } from "#app/ui/table/pagination.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { StatementLine } from "../schema.ts";
import { COINS_QUERY, DIRECTIONS, LINES, statementFilter } from "./coins-query.ts";

/** Movements of coins, newest first: one's own, or with `userId` a member's. */
export function StatementTable({ userId }: { userId?: string }) {
  const words = useTranslations("economy.coins");
  const trpc = useTRPC();
  const table = useTableQuery("coins", COINS_QUERY);
  const filter = statementFilter(table);
  const input = { ...filter, limit: LINES };
  const pages = { getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined };
  const own = useInfiniteQuery(
    trpc.coins.statement.infiniteQueryOptions(input, {
      ...pages,
      enabled: userId === undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const theirs = useInfiniteQuery(
    trpc.coins.statementOf.infiniteQueryOptions(
      { ...input, userId: userId ?? "" },
      { ...pages, enabled: userId !== undefined, placeholderData: keepPreviousData },
    ),
  );
  const log = userId === undefined ? own : theirs;
  const lines = log.data?.pages.flatMap(({ items }) => items);
  const columns = useColumns();

  return (
    <DataTable
      title={words("statement")}
      level={2}
      columns={columns}
      {...listParts({ ...log, data: lines && { items: lines } })}
      rowKey={({ id }) => id}
      rowLabel={({ says }) => says}
      filterPlaceholder={words("searchPlaceholder")}
      facets={[
        {
          id: "direction",
          label: words("direction"),
          options: DIRECTIONS.map((value) => ({ value, label: words(`directions.${value}`) })),
        },
      ]}
      extra={<SaveStatement filter={filter} {...(userId !== undefined && { userId })} />}
      state={table}
      empty={
        <EmptyState icon={<Coins aria-hidden />} title={words("empty")}>
          {words("emptyText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
      footer={
        lines?.length ? (
          <LoadOlder more={log.hasNextPage} loading={log.isFetchingNextPage} onLoad={() => void log.fetchNextPage()} />
        ) : null
      }
    />
  );
}

function useColumns(): readonly Column<StatementLine>[] {
  const words = useTranslations("economy.coins");
  const format = useFormatter();
  return useMemo(
    () => [
      {
        id: "says",
        header: words("columns.says"),
        hideable: false,
        card: "title",
        cell: (line) => (
          <span className="grid min-w-0">
            <span className="break-words">{line.says}</span>
            {line.reason ? <span className="break-words text-ink-2 text-sm">{line.reason}</span> : null}
          </span>
        ),
      },
      {
        id: "amount",
        header: words("columns.amount"),
        card: "status",
        cell: (line) => (
          <span className="inline-flex flex-wrap items-center gap-2 tabular-nums">
            <span className={line.amount > 0 ? "text-ok" : ""}>
              {words(line.amount > 0 ? "came" : "went", { amount: Math.abs(line.amount) })}
            </span>
            {line.reversed > 0 ? (
              <Badge>
                {line.reversed === Math.abs(line.amount)
                  ? words("reversed")
                  : words("reversedPart", { amount: line.reversed })}
              </Badge>
            ) : null}
          </span>
        ),
      },
      {
        id: "balance",
        header: words("columns.balance"),
        card: "meta",
        cell: (line) => <span className="tabular-nums">{format.number(line.balance)}</span>,
      },
      { id: "at", header: words("columns.at"), card: "meta", cell: (line) => <Time at={line.at} /> },
      { id: "by", header: words("columns.by"), card: "none", cell: (line) => line.by ?? "–" },
    ],
    [words, format],
  );
}

/** Saves what the filter shows, as the server writes it. */
function SaveStatement({ filter, userId }: { filter: ReturnType<typeof statementFilter>; userId?: string }) {
  const words = useTranslations("economy.coins");
  const client = useTRPCClient();
  const [pending, setPending] = useState(false);

  async function save() {
    setPending(true);
    try {
      const { file, text, lines, isWhole } = await (userId === undefined
        ? client.coins.export.query(filter)
        : client.coins.exportOf.query({ ...filter, userId }));
      saveFile(file, [text], "text/csv;charset=utf-8");
      if (!isWhole) toast.done(words("csvCut", { lines }));
    } catch (error) {
      toast.failed(words("csvFailed"), error);
    } finally {
      setPending(false);
    }
  }
  return (
    <Button icon={<Download />} pending={pending} onClick={() => void save()}>
      {words("csv")}
    </Button>
  );
}
