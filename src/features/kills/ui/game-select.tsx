"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { Select } from "#app/ui/form/select.tsx";
import { STAR_CITIZEN } from "../told-kill.ts";
import { shownGame } from "./shown-game.ts";
import { GAME_PARSERS } from "./thing-query.ts";
import { useGames } from "./use-games.ts";

/** The game that is shown, empty for the usual one, and how to change the one in the address. */
export function useGame(): [game: string, setGame: (game: string) => void] {
  const [{ game }, setAddress] = useQueryStates(GAME_PARSERS, { history: "push" });
  return [shownGame(game, useGames().games), (next) => void setAddress({ game: next })];
}

/** The choice of the game that is in the address. */
export function GameSwitch() {
  const [game, setGame] = useGame();
  return <GameSelect game={game} onGame={setGame} />;
}

export interface GameSelectProps {
  /** Empty: the usual one, or any where any can be chosen. */
  game: string;
  onGame(game: string): void;
  size?: "sm";
  /** What stands for no game in particular; without it one is always chosen. */
  any?: string;
  /** Only these; left out: all that kills are known of. */
  only?: readonly string[];
}

/** Which game's. One that is not among those known here is in the list because the address names it. Nothing where there is nothing to choose. */
export function GameSelect({ game, onGame, size, any, only }: GameSelectProps) {
  const words = useTranslations("kills.filter");
  const { games: known, nameOf } = useGames();
  const chosen = game || (any === undefined ? STAR_CITIZEN : "");
  const games = [...new Set([...(only ?? known.map((one) => one.game)), ...(chosen ? [chosen] : [])])];
  if (games.length < 2) return null;
  return (
    <div className="w-44 max-w-full max-sm:w-full">
      <Select
        aria-label={words("game")}
        {...(size && { size })}
        value={chosen}
        onChange={(event) => onGame(event.target.value)}
        options={[
          ...(any === undefined ? [] : [{ value: "", label: any }]),
          ...games.map((value) => ({ value, label: nameOf(value) })),
        ]}
      />
    </div>
  );
}
