import type { ReactNode } from "react";

/** Things of one kind in a card without padding, a line each. */
export function CardList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="border-line border-t">
      {children}
    </ul>
  );
}

export interface CardLineProps {
  icon?: ReactNode;
  title: ReactNode;
  /** Beside the title: a Badge. */
  aside?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** One of them: what it is, a sentence about it, what can be done with it. */
export function CardLine({ icon, title, aside, children, actions }: CardLineProps) {
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      {icon ? <span className="text-ink-3 [&_svg]:size-5">{icon}</span> : null}
      <div className="min-w-0 flex-1 basis-40">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 break-words font-medium">{title}</span>
          {aside}
        </div>
        {children ? <div className="break-words text-ink-2 text-sm">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </li>
  );
}
