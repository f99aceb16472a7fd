"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { useField } from "./field.tsx";
import { BOX } from "./input.tsx";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
  /** Options with the same group stand under one heading. */
  group?: string;
}

export interface SelectProps extends Omit<ComponentProps<"select">, "className" | "children" | "size"> {
  options: readonly SelectOption[];
  /** Shown while nothing is chosen; it can't be chosen again. */
  placeholder?: string;
  size?: "sm" | "md";
}

/** One of a few known options, by the system's own list: it suits phones and keyboards best. For many use Combobox. */
export function Select({ options, placeholder, size = "md", ...rest }: SelectProps) {
  const groups = [...new Set(options.map((option) => option.group))];
  return (
    <span className="relative block min-w-0">
      <select
        {...useField()}
        {...rest}
        {...(placeholder && rest.value === undefined && rest.defaultValue === undefined ? { defaultValue: "" } : {})}
        className={`${BOX} appearance-none truncate pr-8 ${size === "sm" ? "h-control-sm text-sm" : "h-control"}`}
      >
        {placeholder ? (
          <option value="" disabled>
            {placeholder}
          </option>
        ) : null}
        {groups.map((group) => {
          const lines = options
            .filter((option) => option.group === group)
            .map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ));
          return group ? (
            <optgroup key={group} label={group}>
              {lines}
            </optgroup>
          ) : (
            lines
          );
        })}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-ink-3" />
    </span>
  );
}
