"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useHotkey } from "../hotkeys.tsx";
import { CommandRegistry, PaletteContext, type PaletteSearch } from "./palette-context.tsx";

const Palette = dynamic(() => import("./palette.tsx").then((file) => file.Palette), { ssr: false });

/** Makes the palette reachable everywhere by Ctrl or Command K. Its code comes when it is first opened. */
export function PaletteProvider({ search, children }: { search?: PaletteSearch | undefined; children: ReactNode }) {
  const words = useTranslations("ui.palette");
  const registry = useRef<CommandRegistry>(null);
  registry.current ??= new CommandRegistry();
  const [state, setState] = useState<"unused" | "open" | "closed">("unused");
  const control = useMemo(() => ({ registry: registry.current as CommandRegistry, open: () => setState("open") }), []);
  useHotkey({
    keys: "mod+k",
    label: words("open"),
    group: "everywhere",
    run: () => setState((current) => (current === "open" ? "closed" : "open")),
  });
  return (
    <PaletteContext value={control}>
      {children}
      {state === "unused" ? null : (
        <Palette open={state === "open"} onOpenChange={(open) => setState(open ? "open" : "closed")} search={search} />
      )}
    </PaletteContext>
  );
}
