"use client";

import { Menu as MenuIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Link } from "../link.tsx";
import { Sheet } from "../sheet.tsx";
import type { NavId, NavPlace } from "./nav.ts";
import { NavIcon } from "./nav-icon.tsx";

const FIRST: readonly NavId[] = ["home", "servers", "players", "stats"];
const CELL =
  "flex h-14 w-full flex-col items-center justify-center gap-0.5 text-ink-2 text-xs -outline-offset-2 aria-[current]:font-medium aria-[current]:text-accent [&_svg]:size-5";

/** The way around the panel on a phone: four places and all the others behind "More". */
export function BottomBar({ places, current }: { places: readonly NavPlace[]; current: NavId | undefined }) {
  const words = useTranslations("ui.shell");
  const [open, setOpen] = useState(false);
  const first = FIRST.flatMap((id) => places.filter((place) => place.id === id));
  const inMore = current !== undefined && !FIRST.includes(current);
  return (
    <nav
      aria-label={words("main")}
      className="fixed inset-x-0 bottom-0 z-bar flex border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] *:flex-1 md:hidden"
    >
      {first.map((place) => (
        <Link
          key={place.id}
          href={place.href}
          aria-current={place.id === current ? "page" : undefined}
          className={CELL}
        >
          <NavIcon id={place.id} />
          {words(`nav.${place.id}`)}
        </Link>
      ))}
      <Sheet
        title={words("more")}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" aria-current={inMore ? "true" : undefined} className={CELL}>
            <MenuIcon aria-hidden />
            {words("more")}
          </button>
        }
      >
        <ul className="grid grid-cols-1 gap-1">
          {places.map((place) => (
            <li key={place.id}>
              <Link
                href={place.href}
                onClick={() => setOpen(false)}
                aria-current={place.id === current ? "page" : undefined}
                className="flex min-h-11 items-center gap-3 rounded-md px-2 text-lg aria-[current]:bg-accent-soft [&_svg]:size-5"
              >
                <NavIcon id={place.id} />
                {words(`nav.${place.id}`)}
              </Link>
            </li>
          ))}
        </ul>
      </Sheet>
    </nav>
  );
}
