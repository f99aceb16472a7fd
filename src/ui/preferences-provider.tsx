"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { PREFERENCES_COOKIE, type Preferences, serializePreferences } from "./preferences.ts";

interface PreferencesStore {
  preferences: Preferences;
  change(patch: Partial<Preferences>): void;
}

const PreferencesContext = createContext<PreferencesStore | null>(null);

/** Holds the look that the server read from the cookie, applies changes to the page and writes them back. */
export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const change = useCallback((patch: Partial<Preferences>) => {
    setPreferences((current) => {
      const next = { ...current, ...patch };
      keep(next);
      return next;
    });
  }, []);
  const store = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <PreferencesContext value={store}>{children}</PreferencesContext>;
}

/** The reader's choices and the way to change them; a change is on the page at once and in the cookie for a year. */
export function usePreferences(): PreferencesStore {
  const store = useContext(PreferencesContext);
  if (!store) throw new Error("usePreferences needs a PreferencesProvider above it");
  return store;
}

function keep(preferences: Preferences): void {
  const root = document.documentElement;
  root.dataset.theme = preferences.theme;
  root.dataset.density = preferences.density;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in two of the browsers we serve
  document.cookie = `${PREFERENCES_COOKIE}=${serializePreferences(preferences)}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
