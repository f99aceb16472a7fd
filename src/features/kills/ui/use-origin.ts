"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The panel's address as this browser has it; empty in the page's first rendering. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
}
