"use client";

import { useEffect, useReducer, useRef } from "react";

/** Code that a page can do without until somebody wants it. */
export interface Later<T> {
  /** Fetches it; a failed try may be repeated. */
  load(): Promise<T>;
  /** Null until it has come. */
  value(): T | null;
}

/** Code that comes when it is asked for, once. */
export function later<T>(fetch: () => Promise<T>): Later<T> {
  let value: T | null = null;
  let coming: Promise<T> | null = null;
  return {
    load() {
      coming ??= fetch().then(
        (loaded) => {
          value = loaded;
          return loaded;
        },
        (error) => {
          coming = null;
          throw error;
        },
      );
      return coming;
    },
    value: () => value,
  };
}

/** The code as soon as it is wanted and there; null before. `onFailed` is told when it did not come. */
export function useLater<T>(part: Later<T>, wanted: boolean, onFailed: (error: unknown) => void): T | null {
  const [, look] = useReducer((count: number) => count + 1, 0);
  const failed = useRef(onFailed);
  failed.current = onFailed;
  useEffect(() => {
    if (!wanted || part.value() !== null) return;
    let gone = false;
    part.load().then(
      () => gone || look(),
      (error) => gone || failed.current(error),
    );
    return () => {
      gone = true;
    };
  }, [part, wanted]);
  return wanted ? part.value() : null;
}
