"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { searchOf } from "#app/ui/form/search-of.ts";
import { useGames } from "./use-games.ts";
import { usePlayerName } from "./use-player-name.ts";

export interface PlayerPickerProps {
  label: string;
  /** The chosen player's id; empty: none. */
  value: string;
  /** The chosen one's name, where something that was asked for tells it. */
  known: string | undefined;
  /** Of this game alone; empty: of any. */
  game: string;
  onChange(playerId: string): void;
}

/** A player who has killed or died, found by typing. */
export function PlayerPicker({ label, value, known, game, onChange }: PlayerPickerProps) {
  const words = useTranslations("kills.compare");
  const { nameOf } = useGames();
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const q = useDeferredValue(typed.trim());
  const found = useQuery(
    trpc.kills.players.queryOptions(
      { q, ...(game && { game }) },
      { enabled: q !== "", placeholderData: keepPreviousData },
    ),
  );
  const items = q === "" ? [] : (found.data?.items ?? []);
  // One that an address names alone is asked for, for its name.
  const name = usePlayerName(value, known ?? names.get(value), game);
  const options = items.map((item) => ({
    value: item.playerId,
    label: item.name,
    hint: words("found", { game: nameOf(item.game), kills: item.kills, deaths: item.deaths }),
  }));
  return (
    <div className="grid min-w-0 gap-1.5">
      <span aria-hidden className="font-medium">
        {label}
      </span>
      <Combobox
        label={label}
        value={value || null}
        placeholder={words("search")}
        options={
          value === "" || options.some((option) => option.value === value)
            ? options
            : [...options, { value, label: name }]
        }
        {...searchOf(found)}
        onSearch={setTyped}
        onChange={(playerId) => {
          const chosen = items.find((item) => item.playerId === playerId);
          if (chosen) setNames(new Map(names).set(playerId, chosen.name));
          onChange(playerId);
        }}
      />
    </div>
  );
}
