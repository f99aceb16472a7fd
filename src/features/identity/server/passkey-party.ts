import { isIP } from "node:net";

/** For which name passkeys are made, and the page they may be used from. */
export interface PasskeyParty {
  rpId: string;
  origin: string;
}

/**
 * The relying party of a panel at this address, or null where browsers give no passkeys: they bind them to a name, and ask for https except at localhost.
 * A panel at a loopback address has them at `localhost` on the same port.
 */
export function passkeyParty(publicUrl: string): PasskeyParty | null {
  const url = new URL(publicUrl);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (host === "::1" || host.startsWith("127.")) url.hostname = "localhost";
  else if (isIP(host) !== 0) return null;
  if (url.protocol !== "https:" && url.hostname !== "localhost") return null;
  return { rpId: url.hostname, origin: url.origin };
}
