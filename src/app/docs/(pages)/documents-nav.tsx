"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Link } from "#app/ui/link.tsx";

const PAGES = ["errors", "events", "limits", "versioning"] as const;
const LINK =
  "py-2 text-accent underline underline-offset-3 aria-[current]:font-medium aria-[current]:text-ink aria-[current]:no-underline";

/** The way between the documents, and back to the panel. */
export function DocumentsNav() {
  const words = useTranslations("docs.nav");
  const path = usePathname();
  return (
    <nav aria-label={words("label")} className="flex flex-wrap items-center gap-x-5 border-line border-b py-1">
      <Link href="/home" className={LINK}>
        {words("panel")}
      </Link>
      {/* A document of its own: the browser goes there by itself. */}
      <a href="/docs/api" className={LINK}>
        {words("api")}
      </a>
      {PAGES.map((page) => (
        <Link
          key={page}
          href={`/docs/${page}`}
          aria-current={path === `/docs/${page}` ? "page" : undefined}
          className={LINK}
        >
          {words(page)}
        </Link>
      ))}
    </nav>
  );
}
