import { createHmac, timingSafeEqual } from "node:crypto";
import type { Runtime } from "#app/operation/runtime.ts";

/** What a link in a mail ends: mails of one type, or with null of all, to one user. */
export interface Unsubscribing {
  userId: string;
  type: string | null;
}

const ALL = "*";

/** The token of such a link. It has no end, as a mail is kept for years, and gives nothing but this. */
export function unsubscribeToken({ vault }: Pick<Runtime, "vault">, { userId, type }: Unsubscribing): string {
  const said = `${userId} ${type ?? ALL}`;
  return `${Buffer.from(said).toString("base64url")}.${sign(vault, said).toString("base64url")}`;
}

/** What a token ends; null for one that this panel has not signed. */
export function readUnsubscribeToken({ vault }: Pick<Runtime, "vault">, token: string): Unsubscribing | null {
  const [body = "", signature = "", ...more] = token.split(".");
  const said = Buffer.from(body, "base64url").toString();
  const given = Buffer.from(signature, "base64url");
  const right = sign(vault, said);
  if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [userId = "", type = ""] = said.split(" ");
  return { userId, type: type === ALL ? null : type };
}

function sign(vault: Runtime["vault"], said: string): Buffer {
  return createHmac("sha256", vault.derive("unsubscribe")).update(said).digest();
}
