"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useSyncExternalStore } from "react";
import { matchStroke, strokeOf } from "./keystroke.ts";
import { usePreferences } from "./preferences-provider.tsx";

/** One shortcut. `keys` as "mod+k", "?" or "g s"; `mod` is Ctrl, on a Mac Command. */
export interface Hotkey {
  keys: string;
  label: string;
  group: "everywhere" | "go" | "list" | "here";
  run(): void;
}

class HotkeyRegistry {
  #hotkeys: readonly Hotkey[] = [];
  readonly #listeners = new Set<() => void>();

  add(hotkey: Hotkey): () => void {
    this.#set([...this.#hotkeys, hotkey]);
    return () => this.#set(this.#hotkeys.filter((other) => other !== hotkey));
  }
  readonly list = (): readonly Hotkey[] => this.#hotkeys;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  #set(hotkeys: readonly Hotkey[]): void {
    this.#hotkeys = hotkeys;
    for (const listener of this.#listeners) listener();
  }
}

const HotkeyContext = createContext<HotkeyRegistry | null>(null);
const SEQUENCE_MS = 1200;

/** Listens for the page's shortcuts. Plain keys rest while somebody types, while a layer is open, or when switched off. */
export function HotkeyProvider({ children }: { children: ReactNode }) {
  const registry = useRef<HotkeyRegistry>(null);
  registry.current ??= new HotkeyRegistry();
  const { preferences } = usePreferences();
  const { singleKeys } = preferences;

  useEffect(() => {
    let pressed: string[] = [];
    let last = 0;
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || !registry.current) return;
      const stroke = strokeOf(event);
      if (stroke === null) return;
      const chord = stroke.includes("mod+");
      if (!chord && (!singleKeys || isTyping(event.target) || document.querySelector("[role='dialog'], [role='menu']")))
        return;
      pressed = event.timeStamp - last < SEQUENCE_MS ? [...pressed, stroke].slice(-2) : [stroke];
      last = event.timeStamp;
      const hotkey = matchStroke(registry.current.list(), pressed);
      if (!hotkey) return;
      event.preventDefault();
      pressed = [];
      hotkey.run();
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [singleKeys]);

  return <HotkeyContext value={registry.current}>{children}</HotkeyContext>;
}

/** Binds a shortcut for as long as the component is on the page; the newest of equal keys wins. */
export function useHotkey({ keys, label, group, run }: Hotkey): void {
  const registry = useContext(HotkeyContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => registry?.add({ keys, label, group, run: () => latest.current() }), [registry, keys, label, group]);
}

/** All shortcuts that are bound now, for the sheet that lists them. */
export function useHotkeys(): readonly Hotkey[] {
  const registry = useContext(HotkeyContext);
  return useSyncExternalStore(registry?.subscribe ?? nothing, registry?.list ?? none, none);
}

const EMPTY: readonly Hotkey[] = [];
const none = () => EMPTY;
const nothing = () => () => {};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("textarea, select, input:not([type='checkbox'], [type='radio']), .xterm, .cm-editor") !== null)
  );
}
