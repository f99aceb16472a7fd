import type { ReactNode } from "react";
import { Link } from "./link.tsx";

/** One number that matters with its name, and what it did since; with `href` all of it leads to where more of that is. */
export function Tile({
  label,
  value,
  note,
  href,
  children,
}: {
  label: ReactNode;
  value: ReactNode;
  note?: ReactNode;
  href?: string;
  children?: ReactNode;
}) {
  return (
    <div
      className={`relative grid min-w-0 content-start gap-0.5 rounded-lg border border-line bg-surface px-4 py-3 ${href ? "hover:bg-hover" : ""}`}
    >
      <p className="truncate text-ink-2 text-sm">
        {href ? (
          <Link href={href} className="after:absolute after:inset-0 after:rounded-lg">
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <p className="break-words font-semibold text-2xl">{value}</p>
      {note ? <p className="text-ink-3 text-sm">{note}</p> : null}
      {children}
    </div>
  );
}
