import type { ReactNode } from "react";

export interface PageHeaderProps {
  title: ReactNode;
  /** Beside the title: a Status, a count. */
  aside?: ReactNode;
  description?: ReactNode;
  /** The main button last. On a phone they take the whole width. */
  actions?: ReactNode;
}

/** The page's one h1 with what belongs to the whole page. */
export function PageHeader({ title, aside, description, actions }: PageHeaderProps) {
  return (
    <header className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex sm:min-h-control flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 break-words font-semibold text-xl">{title}</h1>
          {aside}
        </div>
        {description ? <div className="max-w-prose text-pretty text-ink-2">{description}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">{actions}</div> : null}
    </header>
  );
}
