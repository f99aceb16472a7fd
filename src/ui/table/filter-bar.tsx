"use client";

import { Columns3, ListFilter, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { Button } from "../button.tsx";
import { Input } from "../form/input.tsx";
import { useHotkey } from "../hotkeys.tsx";
import { Menu } from "../menu.tsx";
import type { Facet } from "./table-types.ts";

export interface FilterBarProps {
  q: string;
  onFilter(q: string): void;
  /** What the filter looks at: "Filter by name, game or node". */
  placeholder: string;
  facets?: readonly Facet[];
  chosen?: Readonly<Record<string, readonly string[]>>;
  onToggle?(facet: string, value: string): void;
  filtered: boolean;
  onClear(): void;
  columns?: readonly { id: string; label: string; shown: boolean }[];
  onColumn?(id: string, shown: boolean): void;
  /** At the end: CSV, a range, a zone. */
  extra?: ReactNode;
}

/** The row above a list: filter, facets, clear, columns. "/" puts the focus into the filter. */
export function FilterBar(props: FilterBarProps) {
  const words = useTranslations("ui.table");
  const input = useRef<HTMLInputElement>(null);
  useHotkey({ keys: "/", label: words("focusFilter"), group: "list", run: () => input.current?.focus() });
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      <div className="w-64 max-w-full max-sm:w-full">
        <Input
          ref={input}
          type="search"
          lead={<Search aria-hidden />}
          aria-label={props.placeholder}
          placeholder={props.placeholder}
          value={props.q}
          onChange={(event) => props.onFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </div>
      {props.facets?.map((facet) =>
        facet.look === "menu" ? (
          <FacetMenu key={facet.id} facet={facet} chosen={props.chosen?.[facet.id] ?? []} onToggle={props.onToggle} />
        ) : (
          <fieldset key={facet.id} className="flex min-w-0 gap-1 max-sm:w-full max-sm:overflow-x-auto max-sm:p-0.5">
            <legend className="sr-only">{facet.label}</legend>
            {facet.options.map((option) => (
              <Button
                key={option.value}
                aria-pressed={props.chosen?.[facet.id]?.includes(option.value) ?? false}
                onClick={() => props.onToggle?.(facet.id, option.value)}
              >
                {option.label}
              </Button>
            ))}
          </fieldset>
        ),
      )}
      {props.filtered ? (
        <Button tone="quiet" icon={<X />} onClick={props.onClear}>
          {words("clear")}
        </Button>
      ) : null}
      <div className="ml-auto flex gap-2">
        {props.columns?.length ? (
          <span className="max-sm:hidden">
            <Menu
              trigger={<Button icon={<Columns3 />}>{words("columns")}</Button>}
              items={props.columns.map((column) => ({
                kind: "check",
                label: column.label,
                checked: column.shown,
                onChange: (shown) => props.onColumn?.(column.id, shown),
              }))}
            />
          </span>
        ) : null}
        {props.extra}
      </div>
    </div>
  );
}

interface FacetMenuProps {
  facet: Facet;
  chosen: readonly string[];
  onToggle: FilterBarProps["onToggle"];
}

function FacetMenu({ facet, chosen, onToggle }: FacetMenuProps) {
  const names = facet.options.filter((option) => chosen.includes(option.value)).map((option) => option.label);
  return (
    <Menu
      align="start"
      trigger={
        <Button icon={<ListFilter />} aria-pressed={names.length > 0}>
          <span className="max-w-40 truncate">
            {facet.label}
            {names.length > 0 ? `: ${names.join(", ")}` : ""}
          </span>
        </Button>
      }
      items={facet.options.map((option) => ({
        kind: "check",
        label: option.label,
        checked: chosen.includes(option.value),
        onChange: () => onToggle?.(facet.id, option.value),
      }))}
    />
  );
}
