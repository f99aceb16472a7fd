"use client";

import { type ReactNode, useId } from "react";
import { useField } from "./field.tsx";

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps {
  options: readonly RadioOption[];
  value?: string;
  defaultValue?: string;
  onChange?(value: string): void;
  /** "cards" for a choice that deserves a sentence each. */
  look?: "list" | "cards";
}

/** One of a few, all in sight. Goes into a Field of kind "group", which names it. */
export function RadioGroup({ options, value, defaultValue, onChange, look = "list" }: RadioGroupProps) {
  const field = useField();
  const ownName = useId();
  return (
    <div className={look === "cards" ? "grid gap-2 sm:grid-cols-2" : "grid gap-1.5"}>
      {options.map((option) => (
        <label
          key={option.value}
          className={
            look === "cards"
              ? "flex gap-2.5 rounded-md border sm:last:odd:col-span-2 border-line-strong bg-surface p-3 has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-60"
              : "flex min-h-6 w-fit gap-2 pointer-coarse:min-h-11 pointer-coarse:items-center"
          }
        >
          <span className="grid h-[1.5em] place-items-center">
            <input
              type="radio"
              name={field.name ?? ownName}
              value={option.value}
              disabled={option.disabled}
              aria-invalid={field["aria-invalid"]}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              onChange={() => onChange?.(option.value)}
              className="size-4 shrink-0 accent-(--accent) pointer-coarse:size-5"
            />
          </span>
          <span className="min-w-0">
            <span className={look === "cards" ? "font-medium" : ""}>{option.label}</span>
            {option.hint ? <span className="block text-ink-2 text-sm">{option.hint}</span> : null}
          </span>
        </label>
      ))}
    </div>
  );
}
