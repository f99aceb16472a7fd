"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { STAR_CITIZEN_LOG } from "../log-terms.ts";

export interface LogChoices {
  /** Empty: found out. */
  game: string;
  /** Empty: as the files are called. */
  begins: string;
  /** Empty: none. */
  communityId: string;
}

export const NO_CHOICES: LogChoices = { game: "", begins: "", communityId: "" };
const MOST_COMMUNITIES = 100;

interface LogOptionsProps {
  choices: LogChoices;
  games: readonly { id: string; name: string }[];
  disabled: boolean;
  onChange(choices: LogChoices): void;
}

/** What can be said of logs beside what is in them: their game, when they begin, and where their kills are told. */
export function LogOptions({ choices, games, disabled, onChange }: LogOptionsProps) {
  const words = useTranslations("logs.options");
  const trpc = useTRPC();
  const who = useWho();
  const { data } = useQuery(
    trpc.communities.list.queryOptions(
      { limit: MOST_COMMUNITIES },
      { enabled: holdsSomewhere(who, "communities:read") },
    ),
  );
  const communities = data?.items.filter(({ role }) => role !== null) ?? [];
  const set = (name: keyof LogChoices) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...choices, [name]: event.currentTarget.value });
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field name="game" label={words("game")} unmarked>
        <Select
          value={choices.game}
          disabled={disabled}
          onChange={set("game")}
          options={[
            { value: "", label: words("anyGame") },
            { value: STAR_CITIZEN_LOG, label: "Star Citizen" },
            ...games.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <Field name="begins" label={words("begins")} hint={words("beginsHint")} unmarked>
        <Input type="datetime-local" value={choices.begins} disabled={disabled} onChange={set("begins")} />
      </Field>
      {communities.length > 0 ? (
        <Field name="communityId" label={words("community")} unmarked>
          <Select
            value={choices.communityId}
            disabled={disabled}
            onChange={set("communityId")}
            options={[
              ...(may(who, "kills:write") ? [{ value: "", label: words("noCommunity") }] : []),
              ...communities.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
      ) : null}
    </div>
  );
}
