"use client";

import { useTranslations } from "next-intl";
import { Tile } from "#app/ui/tile.tsx";
import type { KillFigures } from "./shown-figures.ts";
import { useNumbers } from "./use-numbers.ts";

/** The figures that matter, each with how sure it is or where it stands. */
export function KillTiles({ figures }: { figures: KillFigures }) {
  const words = useTranslations("kills.player.tiles");
  const { whole, ratio } = useNumbers();
  const { totals, kdr, pvp, rating, ranks, streak } = figures;
  const rank = (value: number | null) => (value === null ? null : words("rank", { rank: whole(value) }));
  const believed = (of: typeof kdr) =>
    of.kills + of.deaths === 0
      ? words("nothing")
      : words("believed", { expected: ratio(of.expected), low: ratio(of.low), high: ratio(of.high) });
  return (
    <div className="grid grid-cols-2 content-start gap-2 *:min-w-0 lg:grid-cols-3">
      <Tile
        label={words("kills")}
        value={whole(totals.kills)}
        note={[words("split", { pvp: whole(totals.pvpKills), pve: whole(totals.pveKills) }), rank(ranks.kills)]
          .filter(Boolean)
          .join(" · ")}
      />
      <Tile
        label={words("deaths")}
        value={whole(totals.deaths)}
        note={words("splitDeaths", { pvp: whole(totals.pvpDeaths), pve: whole(totals.pveDeaths) })}
      />
      <Tile
        label={words("streak")}
        value={whole(totals.bestStreak)}
        note={[words("streakNow", { count: streak }), rank(ranks.streak)].filter(Boolean).join(" · ")}
      />
      <Tile label={words("kdr")} value={kdr.raw === null ? "–" : ratio(kdr.raw)} note={believed(kdr)} />
      <Tile label={words("pvp")} value={pvp.raw === null ? "–" : ratio(pvp.raw)} note={believed(pvp)} />
      <Tile
        label={words("rating")}
        value={rating === null ? "–" : whole(rating.rating)}
        note={
          rating === null
            ? words("unrated")
            : [
                words(rating.isProvisional ? "provisional" : "deviation", { within: whole(2 * rating.deviation) }),
                ranks.rating === null || ranks.rated === null
                  ? null
                  : words("rankOf", { rank: whole(ranks.rating), count: ranks.rated }),
              ]
                .filter(Boolean)
                .join(" · ")
        }
      />
    </div>
  );
}
