"use client";

import { type ReactNode, useId } from "react";

export interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange(checked: boolean): void;
  disabled?: boolean;
  /** The change is on its way to the server. */
  pending?: boolean;
}

/** Something that is on or off and changes at once. */
export function Switch({ label, hint, checked, onChange, disabled, pending }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-row items-center justify-between gap-4">
      <div className="min-w-0">
        <label id={id} htmlFor={`${id}-switch`} className="block font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-ink-3 text-sm">
            {hint}
          </p>
        ) : null}
      </div>
      <button
        id={`${id}-switch`}
        type="button"
        role="switch"
        aria-checked={checked}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-busy={pending || undefined}
        disabled={disabled}
        onClick={() => {
          if (!pending) onChange(!checked);
        }}
        className="group relative grid h-6 shrink-0 place-items-center rounded-full disabled:opacity-50 pointer-coarse:min-h-11"
      >
        <span
          className={`flex h-6 w-10 items-center rounded-full border px-0.5 transition-colors ${checked ? "justify-end border-accent bg-accent" : "border-line-strong bg-sunken"}`}
        >
          <span
            className={`size-4.5 rounded-full border border-transparent ${checked ? "bg-accent-ink" : "bg-ink-3"} ${pending ? "opacity-60" : ""}`}
          />
        </span>
      </button>
    </div>
  );
}
