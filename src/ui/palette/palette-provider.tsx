"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useHotkey } from "../hotkeys.tsx";

const Palette = dynamic(() => import("./palette.tsx").then((file) => file.Palette), { ssr: false });

/** Something the palette offers. A command that destroys opens its dialog in `run`; it never acts at once. */
export interface PaletteCommand {
  id: string;
  label: string;
  /** The heading under which it stands: the open server's name, "Go to". */
  group: string;
  icon?: ReactNode;
  keywords?: readonly string[];
  /** Shown beside it: "mod+k", "g s". */
  keys?: string;
  href?: string;
  run?(): void;
}

/** Finds things by name on the server, at most eight a kind, each one the reader may see. */
export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<readonly PaletteCommand[]>;

class CommandRegistry {
  #sets: readonly (readonly PaletteCommand[])[] = [];
  #all: readonly PaletteCommand[] = [];
  readonly #listeners = new Set<() => void>();

  add(commands: readonly PaletteCommand[]): () => void {
    // The newest first: what belongs to the open thing stands above what is everywhere.
    this.#set([commands, ...this.#sets]);
    return () => this.#set(this.#sets.filter((other) => other !== commands));
  }
  readonly list = (): readonly PaletteCommand[] => this.#all;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  #set(sets: readonly (readonly PaletteCommand[])[]): void {
    this.#sets = sets;
    this.#all = sets.flat();
    for (const listener of this.#listeners) listener();
  }
}

interface PaletteControl {
  registry: CommandRegistry;
  open(): void;
}

const PaletteContext = createContext<PaletteControl | null>(null);

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

/** Opens the palette, for buttons. */
export function usePalette(): { open(): void } {
  const control = useContext(PaletteContext);
  if (!control) throw new Error("usePalette needs a PaletteProvider above it");
  return control;
}

/** Offers commands for as long as the component is on the page. Keep the array the same between renderings (useMemo). */
export function usePaletteCommands(commands: readonly PaletteCommand[]): void {
  const registry = useContext(PaletteContext)?.registry;
  useEffect(() => registry?.add(commands), [registry, commands]);
}

/** All commands that are offered now. */
export function useRegisteredCommands(): readonly PaletteCommand[] {
  const registry = useContext(PaletteContext)?.registry;
  return useSyncExternalStore(registry?.subscribe ?? nothing, registry?.list ?? none, none);
}

const EMPTY: readonly PaletteCommand[] = [];
const none = () => EMPTY;
const nothing = () => () => {};
