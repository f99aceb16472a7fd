"use client";

import { ListFilter, ShieldAlert, Target } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import type { Opponent } from "../figures.ts";
import { killsPath } from "./kill-query.ts";
import type { KillFigures } from "./shown-figures.ts";
import { useNumbers } from "./use-numbers.ts";

const LEADS = "relative underline decoration-line underline-offset-3 hover:decoration-ink";

/** Whom somebody fights most, and of whom it is certain that they beat them more than others do, or less. */
export function Rivals({ playerId, figures }: { playerId: string; figures: KillFigures }) {
  const words = useTranslations("kills.rivals");
  const { share } = useNumbers();
  const { rivals, nemesis, prey, game } = figures;
  const compare = (other: Opponent) =>
    other.playerId && `/kills/compare?one=${playerId}&other=${other.playerId}&game=${encodeURIComponent(game)}`;
  return (
    <Card title={words("title")} description={words("about")}>
      {rivals.length === 0 ? (
        <p className="text-ink-2">{words("none")}</p>
      ) : (
        <div className="grid gap-3">
          {nemesis ? (
            <p className="flex items-start gap-2">
              <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
              <span>{words.rich("nemesis", { name: () => <Name of={nemesis} />, share: share(nemesis.lost) })}</span>
            </p>
          ) : null}
          {prey ? (
            <p className="flex items-start gap-2">
              <Target aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
              <span>{words.rich("prey", { name: () => <Name of={prey} />, share: share(1 - prey.lost) })}</span>
            </p>
          ) : null}
          {nemesis || prey ? null : <p className="text-ink-2">{words("unsure")}</p>}
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
            aria-label={words("title")}
            className="relative overflow-x-auto"
          >
            <table className="w-full border-collapse text-left">
              <thead>
                <tr className="border-line border-b text-ink-2 text-xs">
                  <th scope="col" className="py-1.5 pr-3 font-medium">
                    {words("opponent")}
                  </th>
                  <th scope="col" className="py-1.5 pr-3 text-right font-medium">
                    {words("kills")}
                  </th>
                  <th scope="col" className="py-1.5 pr-3 text-right font-medium">
                    {words("deaths")}
                  </th>
                  <th scope="col" className="py-1.5 pr-3 text-right font-medium">
                    {words("won")}
                  </th>
                  <th scope="col" className="py-1.5 text-right font-medium">
                    <span className="sr-only">{words("all")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rivals.map((rival, place) => {
                  const path = compare(rival);
                  return (
                    <tr key={rival.playerId ?? `hidden-${place}`} className="border-line border-b last:border-0">
                      <td className="max-w-40 truncate py-1.5 pr-3">
                        <Name of={rival} />
                      </td>
                      <td className="py-1.5 pr-3 text-right tabular-nums">
                        <Between killer={playerId} victim={rival.playerId} game={game} count={rival.kills}>
                          {words("listKills")}
                        </Between>
                      </td>
                      <td className="py-1.5 pr-3 text-right tabular-nums">
                        <Between killer={rival.playerId} victim={playerId} game={game} count={rival.deaths}>
                          {words("listDeaths")}
                        </Between>
                      </td>
                      <td
                        className="whitespace-nowrap py-1.5 pr-3 text-right text-ink-2 tabular-nums"
                        title={words("between", { low: share(1 - rival.high), high: share(1 - rival.low) })}
                      >
                        {path ? (
                          <Link href={path} className={LEADS}>
                            {share(1 - rival.lost)}
                            <span className="sr-only">, {words("compare")}</span>
                          </Link>
                        ) : (
                          share(1 - rival.lost)
                        )}
                      </td>
                      <td className="py-1.5 text-right">
                        {rival.playerId ? (
                          <Link
                            href={killsPath({ player: playerId, other: rival.playerId, game })}
                            title={words("all")}
                            className="relative inline-grid size-6 place-items-center rounded-sm text-ink-2 hover:text-ink"
                          >
                            <ListFilter aria-hidden className="size-4" />
                            <span className="sr-only">{words("allWith", { name: rival.name ?? "" })}</span>
                          </Link>
                        ) : null}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </Card>
  );
}

/** How often one killed the other, leading to these kills; a hidden one's lead nowhere. */
function Between({
  killer,
  victim,
  game,
  count,
  children,
}: {
  killer: string | null;
  victim: string | null;
  game: string;
  count: number;
  children: string;
}) {
  if (!killer || !victim || count === 0) return count;
  return (
    <Link href={killsPath({ killer, victim, game })} className={LEADS}>
      {count}
      <span className="sr-only">, {children}</span>
    </Link>
  );
}

function Name({ of: { playerId, name } }: { of: Opponent }) {
  const words = useTranslations("kills.party");
  if (!playerId) return <span className="text-ink-2 italic">{words("hidden")}</span>;
  return (
    <Link href={`/kills/players/${playerId}`} className="font-medium hover:underline">
      {name}
    </Link>
  );
}
