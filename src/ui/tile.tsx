import type { ReactNode } from "react";

/** One number that matters with its name, and what it did since. */
export function Tile({
  label,
  value,
  note,
  children,
}: {
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="grid min-w-0 content-start gap-0.5 rounded-lg border border-line bg-surface px-4 py-3">
      <p className="truncate text-ink-2 text-sm">{label}</p>
      <p className="break-words font-semibold text-2xl">{value}</p>
      {note ? <p className="text-ink-3 text-sm">{note}</p> : null}
      {children}
    </div>
  );
}
