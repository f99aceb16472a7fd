import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "./link.tsx";

export interface Crumb {
  label: ReactNode;
  href?: string;
}

/** Where a page stands; the last part is the page itself, or the switcher between its like. */
export function Breadcrumb({ crumbs, last }: { crumbs: readonly Crumb[]; last?: ReactNode }) {
  const words = useTranslations("ui.shell");
  return (
    <nav aria-label={words("breadcrumb")} className="min-w-0 flex-1">
      <ol className="flex min-w-0 items-center gap-1.5 text-sm">
        {crumbs.map((crumb, index) => {
          const closing = !last && index === crumbs.length - 1;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a crumb is its place in the path
            <li key={index} className={`flex min-w-0 items-center gap-1.5 ${closing ? "" : "max-sm:hidden"}`}>
              {index > 0 ? <Slash /> : null}
              {crumb.href && !closing ? (
                <Link href={crumb.href} className="truncate py-1 text-ink-2 hover:text-ink">
                  {crumb.label}
                </Link>
              ) : (
                <span aria-current={closing ? "page" : undefined} className="truncate font-medium">
                  {crumb.label}
                </span>
              )}
            </li>
          );
        })}
        {last ? (
          <li className="flex min-w-0 items-center gap-1.5">
            <Slash />
            {last}
          </li>
        ) : null}
      </ol>
    </nav>
  );
}

/** A phone shows the last crumb alone, with nothing to part it from. */
function Slash() {
  return (
    <span aria-hidden className="text-ink-3 max-sm:hidden">
      /
    </span>
  );
}
