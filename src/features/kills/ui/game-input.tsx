"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { STAR_CITIZEN } from "../told-kill.ts";
import { useGames } from "./use-games.ts";

/** As the server takes it. */
const MOST_LETTERS = 60;

export interface GameInputProps {
  /** In small letters. */
  value: string;
  onChange(game: string): void;
}

/** A game in a form: one that kills are known of, or any other, which is typed. */
export function GameInput({ value, onChange }: GameInputProps) {
  const words = useTranslations("kills.filter");
  const { games, nameOf } = useGames();
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase().slice(0, MOST_LETTERS).trim();
  const known = [...new Set([...games.map(({ game }) => game), STAR_CITIZEN, value])];
  const options = known
    .map((game) => ({ value: game, label: nameOf(game) }))
    .filter(({ value: game, label }) => [game, label.toLowerCase()].some((one) => one.includes(wanted)));
  const isNamed = options.some(({ value: game, label }) => game === wanted || label.toLowerCase() === wanted);
  const asTyped = { value: wanted, label: nameOf(wanted), hint: words("asTyped") };
  // What is chosen is named also while one looks for another.
  const chosen = options.some((option) => option.value === value) ? [] : [{ value, label: nameOf(value) }];
  return (
    <Combobox
      value={value}
      options={[...options, ...(wanted !== "" && !isNamed ? [asTyped] : []), ...chosen]}
      onSearch={setTyped}
      onChange={onChange}
    />
  );
}
