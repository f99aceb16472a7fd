import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { publicTold } from "./public-told.ts";

export type PublicCommunityPage = Outputs["communities"]["page"];
type PublicKill = PublicCommunityPage["kills"][number];

const PERIODS = ["all_time", "monthly", "weekly"] as const;

/** A community as everybody sees it, all of it written by the server: leaderboard and latest kills, names of those alone who show them. */
export function PublicCommunity({ page }: { page: PublicCommunityPage }) {
  const words = useTranslations("communities.page");
  const { board, language, timezone } = page;
  return (
    <article lang={language} className="grid min-w-0 gap-5">
      <header>
        <h1 className="break-words font-semibold text-2xl">{page.name}</h1>
        {page.description ? (
          <p className="max-w-prose whitespace-pre-line break-words text-ink-2">{page.description}</p>
        ) : null}
      </header>
      {board ? (
        <Card title={words("board")} flush>
          <div className="grid gap-3 px-4 pb-4">
            <Tabs
              label={words("boards")}
              current={pathOf(page.slug, board.period)}
              tabs={PERIODS.map((period) => ({ href: pathOf(page.slug, period), label: words(`periods.${period}`) }))}
            />
            {board.items.length === 0 ? (
              <p className="text-ink-2">{words("noBoard")}</p>
            ) : (
              <BoardRows rows={board.items} language={language} />
            )}
          </div>
        </Card>
      ) : null}
      <Card title={words("latest")}>
        {page.kills.length === 0 ? (
          <p className="text-ink-2">{words("noKills")}</p>
        ) : (
          <ul className="grid gap-2">
            {page.kills.map((kill) => (
              <KillLine key={kill.id} kill={kill} language={language} timezone={timezone} />
            ))}
          </ul>
        )}
      </Card>
      <p className="max-w-prose text-ink-3 text-sm">{words("made", { timezone: timezone.replaceAll("_", " ") })}</p>
    </article>
  );
}

function pathOf(slug: string, period: string): string {
  return period === "all_time" ? `/c/${slug}` : `/c/${slug}?period=${period}`;
}

type Board = NonNullable<PublicCommunityPage["board"]>;

function BoardRows({ rows, language }: { rows: Board["items"]; language: string }) {
  const words = useTranslations("communities.page");
  const number = new Intl.NumberFormat(language);
  const ratio = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const head = "whitespace-nowrap px-2 py-1.5 font-medium text-ink-2 text-xs";
  const figure = "px-2 py-1.5 text-right tabular-nums";
  return (
    <table className="w-full border-collapse text-left">
      <thead>
        <tr className="border-line border-b">
          <th scope="col" className={`${head} w-12 text-right`}>
            {words("rank")}
          </th>
          <th scope="col" className={head}>
            {words("player")}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {words("kills")}
          </th>
          <th scope="col" className={`${head} text-right`}>
            {words("deaths")}
          </th>
          <th scope="col" className={`${head} text-right max-sm:hidden`}>
            {words("ratio")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are written once, and those without a name are told apart by their place alone
          <tr key={i} className="border-line border-b last:border-0">
            <td className={`${figure} text-ink-2`}>{row.rank === null ? "–" : number.format(row.rank)}</td>
            <td className="w-full px-2 py-1.5 font-medium [overflow-wrap:anywhere]">
              {row.name ?? <span className="font-normal text-ink-2 italic">{words("hidden")}</span>}
            </td>
            <td className={`${figure} font-semibold`}>{number.format(row.kills)}</td>
            <td className={figure}>{number.format(row.deaths)}</td>
            <td className={`${figure} max-sm:hidden`}>{row.kdr === null ? "–" : ratio.format(row.kdr)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function KillLine({ kill, language, timezone }: { kill: PublicKill; language: string; timezone: string }) {
  const words = useTranslations("communities.page");
  const first = (party: PublicKill["killer"]) => party?.name ?? words("somebodyFirst");
  const victim = kill.victim.name ?? words("somebody");
  const how = publicTold(kill.kind, kill.killer !== null);
  const told =
    how === "killed"
      ? words("told.killed", { killer: first(kill.killer), victim })
      : words(`told.${how}`, { victim: first(kill.victim) });
  const { weapon, place } = kill;
  const at = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: timezone });
  return (
    <li className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3 border-line border-b pb-2 last:border-0">
      <span className="min-w-0 break-words">
        <Link href={`/k/${kill.id}`} className="font-medium hover:underline">
          {told}
        </Link>
        <span className="text-ink-2">
          {weapon ? ` ${words("with", { weapon: weapon.name ?? weapon.class })}` : null}
          {place ? ` ${words("at", { place: place.name ?? place.class })}` : null}
        </span>
      </span>
      <span className="flex items-baseline gap-2 text-ink-3 text-sm">
        <Badge tone={kill.isConfirmed ? "ok" : "idle"}>
          {words(kill.isConfirmed ? "confirmed" : `evidence.${kill.evidence}`)}
        </Badge>
        <time dateTime={kill.at}>{at.format(new Date(kill.at))}</time>
      </span>
    </li>
  );
}
