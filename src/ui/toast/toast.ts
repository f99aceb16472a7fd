"use client";

import { type Failure, readFailure } from "../form/failure.ts";

/** A short word about something done. Whatever matters beyond the moment has its own place; `link` goes there. */
export interface Toast {
  id: number;
  tone: "ok" | "bad" | "info";
  title: string;
  detail?: string;
  link?: { href: string; label: string };
  /** Takes it back. The toast then stays for 8 s. */
  undo?: () => unknown;
  requestId?: string;
}

type Words = Omit<Toast, "id" | "tone">;

const MOST = 3;
let nextId = 1;
let toasts: readonly Toast[] = [];
const listeners = new Set<() => void>();

function show(tone: Toast["tone"], words: Words): number {
  const id = nextId++;
  const kept = toasts.length < MOST ? toasts : withoutOne(toasts);
  toasts = [...kept, { id, tone, ...words }];
  for (const listener of listeners) listener();
  return id;
}

/** Room for a new one: the oldest that is not an error goes first. */
function withoutOne(shown: readonly Toast[]): readonly Toast[] {
  const leaving = shown.find((toast) => toast.tone !== "bad") ?? shown[0];
  return shown.filter((toast) => toast !== leaving);
}

/** Toasts by what they say. `failed` reads any error; it stays until it is closed. */
export const toast = {
  done: (title: string, more: Omit<Words, "title" | "requestId"> = {}) => show("ok", { title, ...more }),
  note: (title: string, more: Omit<Words, "title" | "requestId"> = {}) => show("info", { title, ...more }),
  failed(title: string, error: unknown): number {
    const failure: Failure = readFailure(error);
    return show("bad", { title, detail: failure.message, ...(failure.requestId && { requestId: failure.requestId }) });
  },
  close(id: number): void {
    toasts = toasts.filter((shown) => shown.id !== id);
    for (const listener of listeners) listener();
  },
};

/** How long a toast stays in milliseconds; null until it is closed. */
export function lifetimeOf(shown: Toast): number | null {
  if (shown.tone === "bad") return null;
  return shown.undo || shown.link ? 8000 : 5000;
}

export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  getSnapshot: (): readonly Toast[] => toasts,
  getServerSnapshot: (): readonly Toast[] => NONE,
};

const NONE: readonly Toast[] = [];
