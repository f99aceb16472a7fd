import { FilterX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Link } from "./link.tsx";

export interface EmptyStateProps {
  icon?: ReactNode;
  /** "No server yet" */
  title: ReactNode;
  /** One sentence. */
  children?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
  docs?: { href: string; label: string };
}

/** Nothing here yet: what would be here, and how to begin. */
export function EmptyState({ icon, title, children, action, docs }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1 px-4 py-10 text-center">
      {icon ? (
        <span className="mb-2 grid size-10 place-items-center rounded-full bg-sunken text-ink-2 [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <p className="font-semibold">{title}</p>
      {children ? <div className="max-w-prose text-balance text-ink-2">{children}</div> : null}
      {action || docs ? (
        <div className="mt-3 flex flex-wrap items-center justify-center gap-3">
          {action}
          {docs ? (
            <Link href={docs.href} className="text-accent underline underline-offset-2">
              {docs.label}
            </Link>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

/** The filter hides everything: how much is hidden, and the way back. */
export function NoneMatch({ hidden, onClear }: { hidden: number | null; onClear(): void }) {
  const words = useTranslations("ui.empty");
  return (
    <EmptyState
      icon={<FilterX aria-hidden />}
      title={words("noneMatch")}
      action={<Button onClick={onClear}>{words("clear")}</Button>}
    >
      {hidden === null ? null : words("hidden", { count: hidden })}
    </EmptyState>
  );
}
