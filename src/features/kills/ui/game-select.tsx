"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { Select } from "#app/ui/form/select.tsx";
import { gameName } from "../game-name.ts";
import { STAR_CITIZEN } from "../told-kill.ts";
import { GAME_PARSERS } from "./thing-query.ts";

/** The game in the address, empty for the usual one, and how to change it. */
export function useGame(): [game: string, setGame: (game: string) => void] {
  const [{ game }, setAddress] = useQueryStates(GAME_PARSERS, { history: "push" });
  return [game, (next) => void setAddress({ game: next === STAR_CITIZEN ? "" : next })];
}

/** Which game's. One that is not among those known here is in the list because the address names it. */
export function GameSelect({ game, onGame }: { game: string; onGame(game: string): void }) {
  const words = useTranslations("kills.filter");
  const games = [...new Set([STAR_CITIZEN, ...(game ? [game] : [])])];
  if (games.length < 2) return null;
  return (
    <Select
      aria-label={words("game")}
      value={game || STAR_CITIZEN}
      onChange={(event) => onGame(event.target.value)}
      options={games.map((value) => ({ value, label: gameName(value) }))}
    />
  );
}
