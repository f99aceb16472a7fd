import { createHmac } from "node:crypto";
import { sameSecret, type Vault } from "#app/platform/crypto.ts";

/** To whom a reply address of a ticket was given. */
export interface AddressHolder {
  ticketId: string;
  userId: string;
  /** Where the mail with it went: an address that they have no more is not theirs either. */
  email: string;
}

export interface ReadAddress {
  number: number;
  signature: string;
}

/** 128 bits; mail servers may change the case of an address, so no letters that differ by it. */
const SIGNATURE_LENGTH = 32;

/** The address by which this person, and nobody else, writes in this ticket. */
export function replyAddress(vault: Vault, domain: string, number: number, holder: AddressHolder): string {
  return `ticket+${number}.${signatureOf(vault, holder)}@${domain}`;
}

/** What such an address says; null for any other. Whether it is genuine tells `isGivenTo`. */
export function readAddress(address: string, domain: string): ReadAddress | null {
  const at = address.lastIndexOf("@");
  if (address.slice(at + 1).toLowerCase() !== domain.toLowerCase()) return null;
  const found = /^ticket\+([1-9]\d{0,14})\.([0-9a-f]{32})$/i.exec(address.slice(0, Math.max(at, 0)));
  return found && { number: Number(found[1]), signature: found[2]!.toLowerCase() };
}

/** Whether the panel gave it to this person for this ticket. */
export function isGivenTo(vault: Vault, { signature }: ReadAddress, holder: AddressHolder): boolean {
  return sameSecret(signature, signatureOf(vault, holder));
}

function signatureOf(vault: Vault, { ticketId, userId, email }: AddressHolder): string {
  const said = `${ticketId} ${userId} ${email.toLowerCase()}`;
  return createHmac("sha256", vault.derive("ticket mail")).update(said).digest("hex").slice(0, SIGNATURE_LENGTH);
}
