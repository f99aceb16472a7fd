"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useHotkey } from "../hotkeys.tsx";
import { useLater } from "../later.ts";
import { PALETTE } from "../layer/layers.ts";
import { useLayerFailed } from "../layer/use-layer-failed.ts";
import { CommandRegistry, PaletteContext, type PaletteSearch } from "./palette-context.tsx";

/** Makes the palette reachable everywhere by Ctrl or Command K. Its code comes while the page is at rest: what is typed after the keys must not be lost. */
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
  const failed = useLayerFailed();
  const Palette = useLater(PALETTE, state !== "unused", (error) => {
    setState("unused");
    failed(error);
  });
  return (
    <PaletteContext value={control}>
      {children}
      {Palette ? (
        <Palette open={state === "open"} onOpenChange={(open) => setState(open ? "open" : "closed")} search={search} />
      ) : null}
    </PaletteContext>
  );
}
