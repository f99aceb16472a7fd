"use client";

import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication } from "@simplewebauthn/browser";
import { useEffect, useState, useSyncExternalStore } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";

type Client = ReturnType<typeof useTRPCClient>;
type Asked = Parameters<typeof startAuthentication>[0]["optionsJSON"];
type Credential = Parameters<Client["passkeys"]["signIn"]["mutate"]>[0]["response"];

/** Asks the browser for a passkey and signs in with it. Under `autofill` the browser offers them in the address field and this waits for the choice. */
export async function signInByPasskey(client: Client, autofill: boolean) {
  const { token, options } = await client.passkeys.startSignIn.mutate({});
  const given = await startAuthentication({
    optionsJSON: options as unknown as Asked,
    useBrowserAutofill: autofill,
  });
  return client.passkeys.signIn.mutate({ token, response: given as unknown as Credential });
}

/** Whether the person turned the browser's question away, or another question took its place: nothing to report. */
export function isPasskeyCancelled(error: unknown): boolean {
  return error instanceof Error && (error.name === "NotAllowedError" || error.name === "AbortError");
}

const never = () => () => {};

/** Whether passkeys work here: this browser knows them, and this page is at the name that they are bound to. False in the page's first rendering. */
export function usePasskeysHere(passkeys: { rpId: string } | null): boolean {
  const rpId = passkeys?.rpId ?? null;
  return useSyncExternalStore(
    never,
    () => rpId !== null && browserSupportsWebAuthn() && isAt(rpId),
    () => false,
  );
}

/**
 * This page at the name where passkeys do work, if it is only the name that is wrong: somebody on the panel's own machine opened it by 127.0.0.1, and browsers
 * bind passkeys to names alone. Null otherwise, and in the page's first rendering.
 */
export function usePasskeyAddress(passkeys: { rpId: string } | null): string | null {
  const rpId = passkeys?.rpId ?? null;
  return useSyncExternalStore(
    never,
    () => {
      if (rpId === null || !browserSupportsWebAuthn() || isAt(rpId)) return null;
      if (rpId !== "localhost" || !/^(127\.[\d.]+|\[::1\])$/.test(location.hostname)) return null;
      const address = new URL(location.pathname, location.href);
      address.hostname = rpId;
      return address.href;
    },
    () => null,
  );
}

function isAt(rpId: string): boolean {
  return location.hostname === rpId || location.hostname.endsWith(`.${rpId}`);
}

/**
 * Lets the browser offer passkeys in the field for the address, where it can; what comes of a choice goes to `onSignedIn` or `onFailed`. That the offer could
 * not be made is nobody's concern: the button says why when it is pressed.
 */
export function usePasskeyAutofill(
  on: boolean,
  onSignedIn: (answer: Awaited<ReturnType<typeof signInByPasskey>>) => void,
  onFailed: (error: unknown) => void,
): void {
  const client = useTRPCClient();
  const [handlers] = useState({ onSignedIn, onFailed });
  useEffect(() => {
    if (!on) return;
    let gone = false;
    async function wait() {
      if (!(await browserSupportsWebAuthnAutofill()) || gone) return;
      const answer = await signInByPasskey(client, true);
      if (!gone) handlers.onSignedIn(answer);
    }
    wait().catch((error) => {
      if (!gone && shownError(error)?.reason === "identity.passkey_failed") handlers.onFailed(error);
    });
    return () => {
      gone = true;
    };
  }, [on, client, handlers]);
}
