"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { later, useLater } from "../later.ts";
import { useLayerFailed } from "../layer/use-layer-failed.ts";
import { Popover } from "../popover.tsx";
import type { ComboboxOption } from "./combobox-option.ts";
import { useField } from "./field.tsx";
import { BOX } from "./input.tsx";

const MOST_SHOWN = 50;
const LIST = later(() => import("./combobox-list.tsx").then(({ ComboboxList }) => ComboboxList));

export interface ComboboxProps {
  options: readonly ComboboxOption[];
  value: string | null;
  onChange(value: string): void;
  placeholder?: string;
  /** Asks the server for options as the person types; without it the given options are searched. */
  onSearch?(query: string): void;
  searching?: boolean;
  /** The server could not be asked: said instead of that nothing matches. */
  failed?: boolean;
  onRetry?(): void;
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
  failed,
  onRetry,
  label,
  disabled,
}: ComboboxProps) {
  const words = useTranslations("ui.combobox");
  const { id, name, required, ...field } = useField();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const layerFailed = useLayerFailed();
  const List = useLater(LIST, open, (error) => {
    setOpen(false);
    layerFailed(error);
  });
  useEffect(() => {
    // Ahead of the click; what does not come now is asked for then.
    LIST.load().catch(() => {});
  }, []);
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
        {List ? (
          <List
            label={label ?? words("options")}
            options={shown.slice(0, MOST_SHOWN)}
            value={value}
            query={query}
            searching={searching ?? false}
            failed={failed ?? false}
            onRetry={onRetry}
            onQuery={(text) => {
              setQuery(text);
              onSearch?.(text);
            }}
            onChoose={(chosen) => {
              onChange(chosen);
              setOpen(false);
            }}
          />
        ) : null}
      </Popover>
    </>
  );
}
