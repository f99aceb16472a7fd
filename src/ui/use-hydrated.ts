import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page hears what is done on it: false in what the server sent, until its script has run. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
