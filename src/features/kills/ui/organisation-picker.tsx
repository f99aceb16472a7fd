"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { searchOf } from "#app/ui/form/search-of.ts";
import { organisationsInput } from "./organisations-query.ts";

export interface OrganisationPickerProps {
  /** Its short name in small letters; empty: any. */
  value: string;
  game: string;
  onChange(organisation: string): void;
}

/** An organisation of players, found by how its short name begins. Nothing where none is known. */
export function OrganisationPicker({ value, game, onChange }: OrganisationPickerProps) {
  const words = useTranslations("kills.board");
  const trpc = useTRPC();
  const enabled = may(useWho(), "kills:read");
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const found = useQuery(
    trpc.kills.organisations.queryOptions(organisationsInput(game, q), { enabled, placeholderData: keepPreviousData }),
  );
  const items = found.data?.items ?? [];
  if (value === "" && typed === "" && items.length === 0) return null;
  const options = items.map(({ organisation, players }) => ({
    value: organisation,
    label: organisation.toUpperCase(),
    hint: words("organisationPlayers", { count: players }),
  }));
  const isListed = value === "" || options.some((option) => option.value === value);
  return (
    <div className="w-48 max-w-full max-sm:w-full">
      <Combobox
        label={words("organisation")}
        value={value}
        options={[
          ...(q === "" ? [{ value: "", label: words("anyOrganisation") }] : []),
          ...options,
          ...(isListed ? [] : [{ value, label: value.toUpperCase() }]),
        ]}
        placeholder={words("anyOrganisation")}
        {...searchOf(found)}
        onSearch={setTyped}
        onChange={onChange}
      />
    </div>
  );
}
