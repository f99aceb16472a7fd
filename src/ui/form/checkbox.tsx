"use client";

import { type ComponentProps, type ReactNode, useId } from "react";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "className" | "type"> {
  label: ReactNode;
  hint?: ReactNode;
  /** Neither all nor none of what it stands for. */
  mixed?: boolean;
  /** The label is for screen readers alone: boxes of a table's rows. */
  bare?: boolean;
}

/** A yes or no that takes effect when the form is sent. For what takes effect at once use Switch. */
export function Checkbox({ label, hint, mixed = false, bare, ...rest }: CheckboxProps) {
  const hintId = useId();
  const box = (
    <input
      aria-label={bare && typeof label === "string" ? label : undefined}
      aria-describedby={hint ? hintId : undefined}
      {...rest}
      type="checkbox"
      ref={(element) => {
        if (element) element.indeterminate = mixed;
      }}
      className="size-4 shrink-0 accent-(--accent) pointer-coarse:size-5"
    />
  );
  if (bare) return <span className="grid min-h-6 min-w-6 place-items-center">{box}</span>;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the box is inside
    <label className="flex min-h-6 w-fit items-start gap-2 pointer-coarse:min-h-11 pointer-coarse:items-center">
      <span className="grid h-[1.5em] place-items-center">{box}</span>
      <span className="min-w-0">
        {label}
        {hint ? (
          <span id={hintId} className="block text-ink-3 text-sm">
            {hint}
          </span>
        ) : null}
      </span>
    </label>
  );
}
