"use client";

import { ArrowDown, ArrowUp, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Link } from "#app/ui/link.tsx";
import { useRowKeys } from "#app/ui/table/use-row-keys.ts";
import type { Board } from "../board.ts";
import { useNumbers } from "./use-numbers.ts";

export type BoardRow = Outputs["kills"]["board"]["items"][number];

export interface BoardTableProps {
  board: Board;
  rows: readonly BoardRow[];
  /** The reader's own row: pinned on top where it is not among the others. */
  own: BoardRow | null;
  /** There is a period before to compare with. */
  compared: boolean;
}

/** A board as a table; on a phone what it is ordered by stands beside the name, the rest below. */
export function BoardTable({ board, rows, own, compared }: BoardTableProps) {
  const words = useTranslations("kills.board");
  const frame = useRowKeys();
  const isPinned = own !== null && !rows.some(({ isOwn }) => isOwn);
  const head = "h-row whitespace-nowrap px-3 font-medium";
  return (
    <div ref={frame}>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={words("title")}
        className="relative overflow-x-auto rounded-lg border border-line bg-surface"
      >
        <table className="w-full border-collapse text-left">
          <thead>
            <tr className="border-line border-b text-ink-2 text-xs">
              <th scope="col" className={`${head} w-12 text-right`}>
                {words("columns.rank")}
              </th>
              {compared ? (
                <th scope="col" className={`${head} w-16 max-sm:hidden`}>
                  {words("columns.change")}
                </th>
              ) : null}
              <th scope="col" className={head}>
                {words("columns.player")}
              </th>
              <th scope="col" className={`${head} text-right text-ink`}>
                {board === "kdr" ? words("columns.atLeast") : words(`boards.${board}`)}
              </th>
              {board === "kdr" ? (
                <th scope="col" className={`${head} text-right max-sm:hidden`}>
                  {words("columns.believed")}
                </th>
              ) : null}
              {othersOf(board).map((name) => (
                <th key={name} scope="col" className={`${head} text-right max-sm:hidden`}>
                  {words(`boards.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {isPinned ? <Row row={own} board={board} compared={compared} /> : null}
            {rows.map((row, place) => (
              <Row key={row.playerId ?? `hidden-${place}`} row={row} board={board} compared={compared} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** What is told beside what the board is ordered by. */
const OTHERS = ["kills", "deaths", "kdr", "streak", "rating"] as const;

/** The ratio as it is stands beside what is sure of it, which its board is ordered by. */
function othersOf(board: Board) {
  return OTHERS.filter((name) => name !== board || name === "kdr");
}

function Row({ row, board, compared }: { row: BoardRow; board: Board; compared: boolean }) {
  const words = useTranslations("kills.board");
  const figure = useFigure();
  const cell = "whitespace-nowrap px-3 py-1 text-right tabular-nums";
  return (
    <tr
      data-row
      data-picked={row.isOwn || undefined}
      className="h-row border-line border-b bg-surface last:border-0 focus-within:bg-hover hover:bg-hover data-picked:bg-accent-soft"
    >
      <td className={`${cell} text-ink-2`}>{row.rank ?? words("farDown")}</td>
      {compared ? (
        <td className="px-3 max-sm:hidden">
          <RankChange rank={row.rank} before={row.rankBefore} />
        </td>
      ) : null}
      <td className="max-w-48 px-3 py-1 sm:max-w-80">
        <span className="flex min-w-0 items-center gap-2">
          {row.playerId ? (
            <Link href={`/kills/players/${row.playerId}`} className="min-w-0 truncate font-medium hover:underline">
              {row.name}
            </Link>
          ) : (
            <span className="truncate text-ink-2 italic">{words("hidden")}</span>
          )}
          {row.isOwn ? <Badge tone="info">{words("you")}</Badge> : null}
        </span>
        <span className="flex gap-x-3 text-ink-3 text-sm sm:hidden">
          {compared ? <RankChange rank={row.rank} before={row.rankBefore} /> : null}
          {board === "kdr" ? <Believed row={row} /> : words("short", { kills: row.kills, deaths: row.deaths })}
        </span>
      </td>
      <td className={`${cell} font-semibold`}>{board === "kdr" ? <AtLeast row={row} /> : figure(board, row)}</td>
      {board === "kdr" ? (
        <td className={`${cell} text-ink-2 max-sm:hidden`}>
          <Believed row={row} />
        </td>
      ) : null}
      {othersOf(board).map((name) => (
        <td key={name} className={`${cell} text-ink-2 max-sm:hidden`}>
          {figure(name, row)}
        </td>
      ))}
    </tr>
  );
}

/** A board's figure of a row as it is written: ratios with two places, ratings with how far off they may be. */
function useFigure(): (board: Board, row: BoardRow) => string {
  const words = useTranslations("kills.board");
  const { whole, ratio } = useNumbers();
  return (board, row) => {
    switch (board) {
      case "kdr":
        return row.kdr === null ? "–" : ratio(row.kdr);
      case "rating":
        if (row.rating === null || row.deviation === null) return "–";
        return words("rated", { rating: whole(row.rating), within: whole(2 * row.deviation) });
      case "kills":
        return whole(row.kills);
      case "deaths":
        return whole(row.deaths);
      case "streak":
        return whole(row.bestStreak);
      default:
        return whole(row.value);
    }
  };
}

/** What a ratio is believed to be, and between which two it is: of few fights it is drawn towards what others are like. */
function Believed({ row }: { row: BoardRow }) {
  const words = useTranslations("kills.board");
  const { ratio } = useNumbers();
  return words("believed", { expected: ratio(row.kdrExpected), low: ratio(row.kdrLow), high: ratio(row.kdrHigh) });
}

function AtLeast({ row }: { row: BoardRow }) {
  const words = useTranslations("kills.board");
  const { ratio } = useNumbers();
  return words("atLeast", { ratio: ratio(row.value) });
}

/** How many ranks up or down since the period before; never by colour alone. */
function RankChange({ rank, before }: { rank: number | null; before: number | null }) {
  const words = useTranslations("kills.board");
  if (before === null || rank === null) return <span className="text-ink-3 text-sm">{words("new")}</span>;
  const up = before - rank;
  const Icon = up > 0 ? ArrowUp : up < 0 ? ArrowDown : Minus;
  const colour = up > 0 ? "text-ok" : up < 0 ? "text-bad" : "text-ink-3";
  return (
    <span className={`inline-flex items-center gap-0.5 text-sm tabular-nums ${colour}`}>
      <Icon aria-hidden className="size-3.5" />
      <span aria-hidden>{up === 0 ? "" : Math.abs(up)}</span>
      <span className="sr-only">
        {up > 0 ? words("up", { count: up }) : up < 0 ? words("down", { count: -up }) : words("same")}
      </span>
    </span>
  );
}
