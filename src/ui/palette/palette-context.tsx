"use client";

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";

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

/** Whether commands belong to the open page, and so stand first, or are on every page. */
export type Reach = "page" | "everywhere";

interface CommandSet {
  commands: readonly PaletteCommand[];
  reach: Reach;
}

/** The commands that the page's parts offer. */
export class CommandRegistry {
  #sets: readonly CommandSet[] = [];
  #all: readonly PaletteCommand[] = [];
  readonly #listeners = new Set<() => void>();

  add(commands: readonly PaletteCommand[], reach: Reach): () => void {
    const added = { commands, reach };
    // The newest first: the shell's own come last onto the page, and the ways to go belong above the rest.
    this.#set([added, ...this.#sets]);
    return () => this.#set(this.#sets.filter((other) => other !== added));
  }
  readonly list = (): readonly PaletteCommand[] => this.#all;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  #set(sets: readonly CommandSet[]): void {
    this.#sets = sets;
    this.#all = (["page", "everywhere"] as const).flatMap((wanted) =>
      sets.filter(({ reach }) => reach === wanted).flatMap(({ commands }) => commands),
    );
    for (const listener of this.#listeners) listener();
  }
}

/** The palette as its users reach it. */
export interface PaletteControl {
  registry: CommandRegistry;
  open(): void;
}

export const PaletteContext = createContext<PaletteControl | null>(null);

/** Opens the palette, for buttons. */
export function usePalette(): { open(): void } {
  const control = useContext(PaletteContext);
  if (!control) throw new Error("usePalette needs a PaletteProvider above it");
  return control;
}

/** Offers commands for as long as the component is on the page. Keep the array the same between renderings (useMemo). */
export function usePaletteCommands(commands: readonly PaletteCommand[], reach: Reach = "page"): void {
  const registry = useContext(PaletteContext)?.registry;
  useEffect(() => registry?.add(commands, reach), [registry, commands, reach]);
}

/** All commands that are offered now. */
export function useRegisteredCommands(): readonly PaletteCommand[] {
  const registry = useContext(PaletteContext)?.registry;
  return useSyncExternalStore(registry?.subscribe ?? nothing, registry?.list ?? none, none);
}

const EMPTY: readonly PaletteCommand[] = [];
const none = () => EMPTY;
const nothing = () => () => {};
