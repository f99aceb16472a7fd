import type { ReactNode } from "react";

export interface EntryCardProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Below the card: the ways to other pages of this kind. */
  after?: ReactNode;
}

/** The one card of a page outside the panel's shell: signing in, setting up, accepting. Its title is the page's heading. */
export function EntryCard({ title, description, children, after }: EntryCardProps) {
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <div className="min-w-0 rounded-lg border border-line bg-surface p-5 sm:p-6">
        <h1 className="break-words font-semibold text-xl">{title}</h1>
        {description ? <div className="mt-1 break-words text-ink-2">{description}</div> : null}
        {children ? <div className="mt-5 grid min-w-0 grid-cols-1 gap-4">{children}</div> : null}
      </div>
      {after ? (
        <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 text-ink-2 text-sm">{after}</div>
      ) : null}
    </div>
  );
}

/** "or" between two ways to go on. */
export function Or({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-center gap-3 text-ink-3 text-sm before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </p>
  );
}
