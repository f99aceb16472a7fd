"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Popover } from "../popover.tsx";
import { useField } from "./field.tsx";
import { BOX } from "./input.tsx";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: ReactNode;
  icon?: ReactNode;
}

export interface ComboboxProps {
  options: readonly ComboboxOption[];
  value: string | null;
  onChange(value: string): void;
  placeholder?: string;
  /** Asks the server for options as the person types; without it the given options are searched. */
  onSearch?(query: string): void;
  searching?: boolean;
  /** Names it where no Field does. */
  label?: string;
  disabled?: boolean;
}

/** One of many, found by typing. At most 50 options are shown at once; the rest is found by more letters. */
export function Combobox({
  options,
  value,
  onChange,
  placeholder,
  onSearch,
  searching,
  label,
  disabled,
}: ComboboxProps) {
  const words = useTranslations("ui.combobox");
  const { id, name, required, ...field } = useField();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const chosen = options.find((option) => option.value === value);
  const wanted = query.trim().toLowerCase();
  const shown = onSearch ? options : options.filter((option) => option.label.toLowerCase().includes(wanted));
  return (
    <>
      {name ? <input type="hidden" name={name} value={value ?? ""} /> : null}
      <Popover
        label={label ?? words("options")}
        align="start"
        width="trigger"
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          setQuery("");
          if (next) onSearch?.("");
        }}
        trigger={
          <button
            {...field}
            id={id}
            type="button"
            role="combobox"
            aria-expanded={open}
            aria-label={label}
            aria-required={required}
            disabled={disabled}
            className={`${BOX} flex h-control items-center gap-2 text-left [&_svg]:size-4 [&_svg]:shrink-0`}
          >
            {chosen?.icon}
            <span className={`min-w-0 flex-1 truncate ${chosen ? "" : "text-ink-3"}`}>
              {chosen?.label ?? placeholder ?? words("choose")}
            </span>
            <ChevronsUpDown aria-hidden className="text-ink-3" />
          </button>
        }
      >
        <Command shouldFilter={false} label={label ?? words("options")} loop>
          <Command.Input
            value={query}
            onValueChange={(text) => {
              setQuery(text);
              onSearch?.(text);
            }}
            placeholder={words("search")}
            className="h-control w-full border-line border-b bg-transparent px-3 text-base outline-none placeholder:text-ink-3"
          />
          <Command.List className="max-h-72 overflow-y-auto p-1">
            <Command.Empty className="px-3 py-4 text-center text-ink-2 text-sm">
              {searching ? words("searching") : words("empty")}
            </Command.Empty>
            {shown.slice(0, 50).map((option) => (
              <Command.Item
                key={option.value}
                value={option.value}
                onSelect={() => {
                  onChange(option.value);
                  setOpen(false);
                }}
                className="flex min-h-row cursor-default items-center gap-2 rounded-md px-2 text-sm data-[selected=true]:bg-accent-soft [&_svg]:size-4 [&_svg]:shrink-0"
              >
                {option.icon}
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                {option.hint ? <span className="truncate text-ink-3 text-xs">{option.hint}</span> : null}
                {option.value === value ? <Check aria-hidden className="text-accent" /> : null}
              </Command.Item>
            ))}
          </Command.List>
        </Command>
      </Popover>
    </>
  );
}
