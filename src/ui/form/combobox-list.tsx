"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComboboxOption } from "./combobox-option.ts";
import { SearchFailed } from "./search-failed.tsx";

export interface ComboboxListProps {
  label: string;
  options: readonly ComboboxOption[];
  value: string | null;
  query: string;
  searching: boolean;
  failed: boolean;
  onRetry?: (() => void) | undefined;
  onQuery(query: string): void;
  onChoose(value: string): void;
}

/** The field and the options of an open combobox. */
export function ComboboxList({
  label,
  options,
  value,
  query,
  searching,
  failed,
  onRetry,
  onQuery,
  onChoose,
}: ComboboxListProps) {
  const words = useTranslations("ui.combobox");
  return (
    <Command shouldFilter={false} label={label} loop>
      <Command.Input
        autoFocus
        value={query}
        onValueChange={onQuery}
        placeholder={words("search")}
        className="h-control w-full border-line border-b bg-transparent px-3 text-base outline-none placeholder:text-ink-3"
      />
      {/* A list holds options and nothing else: without any it is not there, and why stands below it. */}
      <Command.List hidden={options.length === 0} className="max-h-72 overflow-y-auto p-1">
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            onSelect={() => onChoose(option.value)}
            className="flex min-h-row cursor-default items-center gap-2 rounded-md px-2 text-sm data-[selected=true]:bg-accent-soft [&_svg]:size-4 [&_svg]:shrink-0"
          >
            {option.icon}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.hint ? <span className="truncate text-ink-3 text-xs">{option.hint}</span> : null}
            {option.value === value ? <Check aria-hidden className="text-accent" /> : null}
          </Command.Item>
        ))}
      </Command.List>
      <div role="status" className="text-center text-ink-2 text-sm">
        {failed ? (
          <SearchFailed onRetry={onRetry} />
        ) : options.length === 0 ? (
          <p className="px-3 py-4">{words(searching ? "searching" : "empty")}</p>
        ) : null}
      </div>
    </Command>
  );
}
