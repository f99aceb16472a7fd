"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { searchOf } from "#app/ui/form/search-of.ts";
import { useNumbers } from "./use-numbers.ts";

export const FILTERED_THINGS = ["weapon", "ship", "place", "system"] as const;
export type FilteredThing = (typeof FILTERED_THINGS)[number];

export interface ThingFilterProps {
  thing: FilteredThing;
  label: string;
  /** What stands there where nothing is chosen. */
  any: string;
  /** The word that is asked by; empty: none. */
  value: string;
  /** What people call it, where that is known. */
  name: string | undefined;
  /** Of this game; empty: of the usual one. */
  game: string;
  onChange(word: string): void;
}

/** A weapon, a ship, a place or a system to narrow kills to: of what kills are told with and what the catalogue knows, or whatever is typed. */
export function ThingFilter({ thing, label, any, value, name, game, onChange }: ThingFilterProps) {
  const words = useTranslations("kills.filter");
  const trpc = useTRPC();
  const { whole } = useNumbers();
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const q = useDeferredValue((typed ?? "").trim());
  const found = useQuery(
    trpc.kills.things.queryOptions(
      { facet: thing, q, ...(game && { game }) },
      { enabled: typed !== null, placeholderData: keepPreviousData },
    ),
  );
  const options = (found.data?.items ?? []).map((item) => ({
    value: item.class,
    label: item.name ?? item.class,
    ...(item.kills ? { hint: words("told", { count: item.kills, shown: whole(item.kills) }) } : {}),
  }));
  const isNamed = options.some((option) =>
    [option.value, option.label].some((one) => one.toLowerCase() === q.toLowerCase()),
  );
  if (q !== "" && !isNamed) options.push({ value: q, label: q, hint: words("asTyped") });
  if (value !== "" && !options.some((option) => option.value === value))
    options.push({ value, label: name ?? (chosen?.value === value ? chosen.label : value) });
  return (
    <div className="w-44 max-w-full max-sm:w-[calc(50%-0.25rem)]">
      <Combobox
        label={label}
        value={value || null}
        placeholder={any}
        options={options}
        {...searchOf(found)}
        onSearch={setTyped}
        onChange={(word) => {
          setChosen(options.find((option) => option.value === word) ?? null);
          onChange(word);
        }}
      />
    </div>
  );
}
