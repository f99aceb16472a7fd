import { type ReactNode, useId } from "react";

export interface CardProps {
  title?: ReactNode;
  description?: ReactNode;
  /** At the right of the title. */
  actions?: ReactNode;
  /** A line along the bottom: the form's buttons. */
  footer?: ReactNode;
  /** Without padding of its own: a table or a list. */
  flush?: boolean;
  /** The heading's level in the page. */
  level?: 2 | 3;
  children?: ReactNode;
}

/** A part of a page with an edge around it. Cards stand beside each other, never inside each other. */
export function Card({ title, description, actions, footer, flush, level = 2, children }: CardProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section
      aria-labelledby={title ? id : undefined}
      className="flex min-w-0 flex-col rounded-lg border border-line bg-surface"
    >
      {title || actions ? (
        <div className={`flex flex-wrap items-start gap-x-3 gap-y-2 px-4 pt-3 ${flush ? "pb-3" : "pb-1"}`}>
          {/* Wide enough to read: actions that leave it less go below. */}
          <div className="min-w-0 flex-1 basis-40">
            {title ? (
              <Heading id={id} className="break-words font-semibold text-lg">
                {title}
              </Heading>
            ) : null}
            {description ? <div className="text-ink-2">{description}</div> : null}
          </div>
          {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        </div>
      ) : null}
      {children ? (
        <div className={`min-w-0 ${flush ? "" : `px-4 pb-4 ${title ? "pt-2" : "pt-4"}`}`}>{children}</div>
      ) : null}
      {footer ? (
        // At the bottom, so that the footers of cards beside each other stand in one line.
        <div className="mt-auto flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{footer}</div>
      ) : null}
    </section>
  );
}
