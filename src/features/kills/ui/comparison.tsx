"use client";

import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { Time } from "#app/ui/time.tsx";
import { killsPath } from "./kill-query.ts";
import { ThingList } from "./thing-list.tsx";
import { useGames } from "./use-games.ts";
import { useNumbers } from "./use-numbers.ts";

type Compared = Outputs["kills"]["compare"];
type Side = Compared["one"];

/** What two have done, and what is believed of a fight between them: with how sure that is, or that nothing is. */
export function Comparison({ comparison: { one, other, between, game } }: { comparison: Compared }) {
  const words = useTranslations("kills.compare");
  const { nameOf } = useGames();
  const { whole, share } = useNumbers();
  const better = between.won >= 0.5 ? one : other;
  const rows: { label: string; of(side: Side): ReactNode; value(side: Side): number | null; less?: boolean }[] = [
    { label: words("kills"), of: ({ totals }) => whole(totals.kills), value: ({ totals }) => totals.kills },
    { label: words("pvpKills"), of: ({ totals }) => whole(totals.pvpKills), value: ({ totals }) => totals.pvpKills },
    { label: words("deaths"), of: ({ totals }) => whole(totals.deaths), value: () => null },
    {
      label: words("kdr"),
      of: ({ kdr }) => <Ratio of={kdr} />,
      value: ({ kdr }) => kdr.expected,
    },
    {
      label: words("pvp"),
      of: ({ pvp }) => <Ratio of={pvp} />,
      value: ({ pvp }) => pvp.expected,
    },
    {
      label: words("rating"),
      of: ({ rating }) =>
        rating === null ? "–" : words("rated", { rating: whole(rating.rating), within: whole(2 * rating.deviation) }),
      value: ({ rating }) => rating?.rating ?? null,
    },
    { label: words("streak"), of: ({ totals }) => whole(totals.bestStreak), value: ({ totals }) => totals.bestStreak },
  ];
  return (
    <Stack>
      <Card title={words("between")} description={nameOf(game)}>
        <div className="grid gap-3">
          <p className="text-lg">
            {between.kills + between.deaths === 0
              ? words("neverMet")
              : words("met", { one: one.name, other: other.name, kills: between.kills, deaths: between.deaths })}
            {between.lastAt ? (
              <span className="text-ink-2 text-sm">
                {" "}
                {words.rich("last", { time: () => <Time at={between.lastAt!} /> })}
              </span>
            ) : null}
          </p>
          {between.kills + between.deaths === 0 ? null : (
            <div className="flex min-w-0 flex-wrap gap-2">
              <LinkButton href={killsPath({ player: one.playerId, other: other.playerId, game })} icon={<ListFilter />}>
                {words("allBetween")}
              </LinkButton>
              {[
                { killer: one, victim: other, count: between.kills },
                { killer: other, victim: one, count: between.deaths },
              ].map(({ killer, victim, count }) =>
                count === 0 ? null : (
                  <LinkButton
                    key={killer.playerId}
                    tone="quiet"
                    href={killsPath({ killer: killer.playerId, victim: victim.playerId, game })}
                  >
                    {words("killed", { killer: killer.name, victim: victim.name })}
                  </LinkButton>
                ),
              )}
            </div>
          )}
          <Chance between={between} one={one.name} other={other.name} />
          <p className="text-ink-2">
            {between.isSure
              ? words("sure", { name: better.name })
              : words("unsure", { low: share(between.low), high: share(between.high), name: one.name })}
          </p>
        </div>
      </Card>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={words("title")}
        className="relative overflow-x-auto rounded-lg border border-line bg-surface"
      >
        <table className="w-full border-collapse text-left">
          <thead>
            <tr className="border-line border-b text-ink-2 text-xs">
              <th scope="col" className="h-row px-3 font-medium">
                <span className="sr-only">{words("figure")}</span>
              </th>
              {[one, other].map((side) => (
                <th key={side.playerId} scope="col" className="h-row px-3 text-right font-medium text-base text-ink">
                  <Link href={`/kills/players/${side.playerId}`} className="hover:underline">
                    {side.name}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, of, value }) => {
              const [a, b] = [value(one), value(other)];
              const leads = (mine: number | null, theirs: number | null) =>
                mine !== null && theirs !== null && mine > theirs;
              return (
                <tr key={label} className="h-row border-line border-b last:border-0">
                  <th scope="row" className="px-3 font-normal text-ink-2">
                    {label}
                  </th>
                  <td className={`px-3 text-right tabular-nums ${leads(a, b) ? "font-semibold" : ""}`}>{of(one)}</td>
                  <td className={`px-3 text-right tabular-nums ${leads(b, a) ? "font-semibold" : ""}`}>{of(other)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <Stack columns={2}>
        {[one, other].map((side) => (
          <Stack key={side.playerId}>
            <ThingList
              title={words("weaponsOf", { name: side.name })}
              thing="weapon"
              game={game}
              items={side.weapons}
            />
            <ThingList title={words("shipsOf", { name: side.name })} thing="ship" game={game} items={side.ships} />
          </Stack>
        ))}
      </Stack>
    </Stack>
  );
}

/** A ratio and what is believed of it, which on a phone stands below it. */
function Ratio({ of: { raw, expected } }: { of: Side["kdr"] }) {
  const words = useTranslations("kills.compare");
  const { ratio } = useNumbers();
  return (
    <>
      {raw === null ? "–" : ratio(raw)}{" "}
      <span className="whitespace-nowrap font-normal text-ink-2 max-sm:block">
        {words("believed", { expected: ratio(expected) })}
      </span>
    </>
  );
}

/** Which share of their fights the first is believed to win, with the stretch that it is within at 90 %. */
function Chance({ between, one, other }: { between: Compared["between"]; one: string; other: string }) {
  const words = useTranslations("kills.compare");
  const { share } = useNumbers();
  const at = (value: number) => `${value * 100}%`;
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-3 text-sm">
        <span className="min-w-0 truncate font-medium">
          {words("chance", { name: one, share: share(between.won) })}
        </span>
        <span className="min-w-0 truncate text-ink-2">
          {words("chance", { name: other, share: share(1 - between.won) })}
        </span>
      </div>
      <div
        role="img"
        aria-label={words("chanceLabel", {
          name: one,
          share: share(between.won),
          low: share(between.low),
          high: share(between.high),
        })}
        data-meter
        className="relative h-4 rounded-sm bg-line"
      >
        <span
          className="absolute inset-y-0 rounded-sm bg-c1 opacity-50"
          style={{ left: at(between.low), width: at(between.high - between.low) }}
        />
        <span
          className="absolute -inset-y-0.5 w-1 -translate-x-1/2 rounded-sm bg-c1"
          style={{ left: at(between.won) }}
        />
        <span aria-hidden className="absolute inset-y-0 left-1/2 w-px bg-ink-3" />
      </div>
    </div>
  );
}
