import type { ReactNode } from "react";

const GAPS = { sm: "gap-2", md: "gap-4", lg: "gap-6" } as const;
const COLUMNS = {
  1: "grid-cols-1",
  2: "grid-cols-1 md:grid-cols-2",
  3: "grid-cols-1 sm:grid-cols-2 lg:grid-cols-3",
  4: "grid-cols-2 lg:grid-cols-4",
  5: "grid-cols-2 lg:grid-cols-5",
} as const;

export interface StackProps {
  gap?: keyof typeof GAPS;
  /** Columns on a desk; a phone has one, or two of four and more. */
  columns?: keyof typeof COLUMNS;
  /** "form" keeps lines short: settings and forms. */
  width?: "full" | "form";
  children: ReactNode;
}

/** Things below or beside each other at even distances; nothing in it widens the page. */
export function Stack({ gap = "md", columns = 1, width = "full", children }: StackProps) {
  return (
    <div
      className={`grid content-start *:min-w-0 ${GAPS[gap]} ${COLUMNS[columns]} ${width === "form" ? "max-w-form" : ""}`}
    >
      {children}
    </div>
  );
}
