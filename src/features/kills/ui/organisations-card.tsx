"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Card } from "#app/ui/card.tsx";
import { organisationsInput } from "./organisations-query.ts";
import { useNumbers } from "./use-numbers.ts";

/** Organisations against each other, the one with the most kills first. Nothing where fewer than two are known. */
export function OrganisationsCard({ game, onChoose }: { game: string; onChoose(organisation: string): void }) {
  const words = useTranslations("kills.board");
  const trpc = useTRPC();
  const { whole, ratio } = useNumbers();
  const enabled = may(useWho(), "kills:read");
  const { data } = useQuery(trpc.kills.organisations.queryOptions(organisationsInput(game, ""), { enabled }));
  const items = data?.items.filter(({ kills, deaths }) => kills + deaths > 0) ?? [];
  if (items.length < 2) return null;
  const head = "py-1.5 pl-3 text-right font-medium";
  const cell = "py-1.5 pl-3 text-right tabular-nums";
  return (
    <Card title={words("organisations")} description={words("organisationsAbout")}>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={words("organisations")}
        className="relative overflow-x-auto"
      >
        <table className="w-full border-collapse text-left">
          <thead>
            <tr className="border-line border-b text-ink-2 text-xs">
              <th scope="col" className="py-1.5 font-medium">
                {words("organisation")}
              </th>
              <th scope="col" className={head}>
                {words("players")}
              </th>
              <th scope="col" className={head}>
                {words("boards.kills")}
              </th>
              <th scope="col" className={head}>
                {words("boards.deaths")}
              </th>
              <th scope="col" className={head}>
                {words("boards.kdr")}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ organisation, players, kills, deaths }) => (
              <tr key={organisation} className="h-row border-line border-b last:border-0">
                <td className="max-w-48 py-1">
                  <button
                    type="button"
                    onClick={() => onChoose(organisation)}
                    className="min-h-6 max-w-full cursor-pointer truncate rounded-sm font-medium hover:underline"
                  >
                    {organisation.toUpperCase()}
                  </button>
                </td>
                <td className={cell}>{whole(players)}</td>
                <td className={cell}>{whole(kills)}</td>
                <td className={cell}>{whole(deaths)}</td>
                <td className={cell}>{deaths === 0 ? "–" : ratio(kills / deaths)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
