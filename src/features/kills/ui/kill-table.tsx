"use client";

import { useTranslations } from "next-intl";
import { Link } from "#app/ui/link.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { Time } from "#app/ui/time.tsx";
import type { Kill } from "../schema.ts";
import { KillSentence, Standing, ThingName, useKillText } from "./kill-words.tsx";
import { placePath, weaponPath } from "./thing-paths.ts";

/** The columns of every list of kills: who, with what, where, how well known, when. The time leads to the kill's own page. */
export function useKillColumns(): readonly Column<Kill>[] {
  const words = useTranslations("kills.columns");
  const textOf = useKillText();
  return [
    {
      id: "kill",
      header: words("kill"),
      hideable: false,
      card: "title",
      cell: (kill) => <KillSentence kill={kill} />,
    },
    {
      id: "weapon",
      header: words("weapon"),
      card: "meta",
      cell: ({ weapon, game }) => (weapon ? <ThingName thing={weapon} href={weaponPath(game, weapon.class)} /> : "–"),
    },
    {
      id: "place",
      header: words("place"),
      card: "meta",
      cell: ({ place, game }) => (place ? <ThingName thing={place} href={placePath(game, place.class)} /> : "–"),
    },
    { id: "standing", header: words("standing"), card: "meta", cell: (kill) => <Standing kill={kill} /> },
    {
      id: "at",
      header: words("at"),
      align: "end",
      card: "status",
      cell: (kill) => (
        <Link href={`/kills/${kill.id}`} className="relative inline-flex min-h-6 items-center hover:underline">
          <Time at={kill.at} />
          <span className="sr-only">: {textOf(kill)}</span>
        </Link>
      ),
    },
  ];
}
