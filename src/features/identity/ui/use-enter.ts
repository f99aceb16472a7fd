"use client";

import { useCallback, useState } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { usePreferences } from "#app/ui/preferences-provider.tsx";

type SignInAnswer = Outputs["auth"]["signIn"];
/** What finishes a sign-in that waits for its second factor. */
export type PendingFactor = NonNullable<SignInAnswer["secondFactor"]>;

/**
 * What to do with the answer of any way to sign in: go to the page asked for, or keep the second factor that is still to come. The panel is loaded anew,
 * so that nothing remembered of a stranger stays; the look that the person chose elsewhere comes along.
 */
export function useEnter(next: string) {
  const { change } = usePreferences();
  const [factor, setFactor] = useState<PendingFactor | null>(null);
  const enter = useCallback(
    ({ secondFactor, user }: Pick<SignInAnswer, "secondFactor" | "user">): Promise<void> | void => {
      if (secondFactor) return setFactor(secondFactor);
      const { theme, density, timezone } = user?.preferences ?? {};
      change({ ...(theme && { theme }), ...(density && { density }), ...(timezone && { zone: timezone }) });
      location.assign(next);
      // The form stays under way until the new page is there.
      return new Promise(() => {});
    },
    [next, change],
  );
  return { enter, factor, setFactor };
}
