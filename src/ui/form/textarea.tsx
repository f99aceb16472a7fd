"use client";

import type { ComponentProps } from "react";
import { useField } from "./field.tsx";
import { BOX } from "./input.tsx";

/** Several lines of text; it grows with what is typed, up to half the window. */
export function Textarea({
  mono,
  rows = 4,
  ...rest
}: Omit<ComponentProps<"textarea">, "className"> & { mono?: boolean }) {
  return (
    <textarea
      {...useField()}
      rows={rows}
      {...rest}
      className={`${BOX} field-sizing-content max-h-[50vh] min-h-24 py-1.5 ${mono ? "font-mono" : ""}`}
    />
  );
}
