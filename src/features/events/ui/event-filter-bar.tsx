"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { Select } from "#app/ui/form/select.tsx";
import type { EventFilter } from "./event-query.ts";

export interface EventFilterBarProps {
  filter: EventFilter;
  servers: readonly { id: string; name: string }[];
  filtered: boolean;
  onChange(filter: Partial<EventFilter>): void;
  onClear(): void;
}

/** Which events are wanted: of one noun or one type, of one server. */
export function EventFilterBar({ filter, servers, filtered, onChange, onClear }: EventFilterBarProps) {
  const words = useTranslations("events.filter");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.events.catalogue.queryOptions({}, { staleTime: Number.POSITIVE_INFINITY }));
  const types = data?.items.map(({ type }) => type) ?? [];
  const nouns = [...new Set(types.map((type) => type.split(".")[0]!))];
  // A link may name what the list does not have yet, or no more.
  const strange =
    filter.type !== "" && !types.includes(filter.type) && !nouns.includes(filter.type.replace(/\.\*$/, ""));
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <div className="w-64 max-w-full max-sm:w-full">
        <Select
          aria-label={words("type")}
          value={filter.type}
          onChange={(event) => onChange({ type: event.target.value })}
          options={[
            { value: "", label: words("anyType") },
            ...(strange ? [{ value: filter.type, label: filter.type }] : []),
            ...nouns.flatMap((noun) => [
              { value: `${noun}.*`, label: words("allOf", { noun }), group: noun },
              ...types
                .filter((type) => type.startsWith(`${noun}.`))
                .map((type) => ({ value: type, label: type, group: noun })),
            ]),
          ]}
        />
      </div>
      <div className="w-64 max-w-full max-sm:w-full">
        <Combobox
          label={words("server")}
          value={filter.server || null}
          onChange={(server) => onChange({ server })}
          placeholder={words("anyServer")}
          options={[
            { value: "", label: words("anyServer") },
            ...servers.map(({ id, name }) => ({ value: id, label: name })),
            ...(filter.server && !servers.some(({ id }) => id === filter.server)
              ? [{ value: filter.server, label: filter.server }]
              : []),
          ]}
        />
      </div>
      {filtered ? (
        <Button tone="quiet" icon={<X />} onClick={onClear}>
          {words("clear")}
        </Button>
      ) : null}
    </div>
  );
}
