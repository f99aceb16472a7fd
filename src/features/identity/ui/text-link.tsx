import type { ReactNode } from "react";
import { Link } from "#app/ui/link.tsx";

/** A link in a line of text, tall enough to be hit by a finger. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-6 w-fit items-center text-accent underline underline-offset-2 pointer-coarse:min-h-11"
    >
      {children}
    </Link>
  );
}
