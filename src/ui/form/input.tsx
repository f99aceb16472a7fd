"use client";

import type { ComponentProps, ReactNode } from "react";
import { useField } from "./field.tsx";

/** The look that all boxes to type in share. */
export const BOX =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-3 disabled:bg-sunken disabled:text-ink-3 aria-invalid:border-bad";

export interface InputProps extends Omit<ComponentProps<"input">, "className"> {
  /** Fixed-width letters: ids, paths, ports, commands. */
  mono?: boolean;
  /** Inside the box before the text: an icon. */
  lead?: ReactNode;
  /** Inside the box after the text: a unit such as "MiB". */
  unit?: ReactNode;
}

/** One line of text. In a Field it takes its name, label and problems from there. */
export function Input({ mono, lead, unit, ...rest }: InputProps) {
  const field = useField();
  const quiet = mono ? { autoCapitalize: "none", autoCorrect: "off", spellCheck: false } : {};
  const box = (
    <input
      {...field}
      {...quiet}
      {...rest}
      className={`${BOX} h-control ${mono ? "font-mono" : ""} ${lead ? "pl-8" : ""} ${unit ? "pr-14" : ""}`}
    />
  );
  if (!lead && !unit) return box;
  return (
    <span className="relative block min-w-0">
      {lead ? (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-ink-3 [&_svg]:size-4">
          {lead}
        </span>
      ) : null}
      {box}
      {unit ? (
        <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3 text-sm">
          {unit}
        </span>
      ) : null}
    </span>
  );
}
