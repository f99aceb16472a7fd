import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import * as z from "zod";
import { NodeId } from "#app/features/hosting/schema.ts";
import { generateSigningKeys, parseJoinToken } from "#app/protocol/handshake.ts";
import { readStored, storeFile } from "./stored-file.ts";

const Keys = z.object({ publicKey: z.string(), privateKey: z.string() });
const Membership = z.object({
  nodeId: NodeId,
  panelUrl: z.url(),
  /** SHA-256 of the panel's public key in hex: another panel is refused. */
  panelFingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of the join token in hex: it may still be in the environment at later starts. */
  joinedWith: z.string().optional(),
});
export type Membership = z.infer<typeof Membership>;

/** Who this agent is, and the panel it has joined. Files only its user can read. */
export interface Identity {
  publicKey: string;
  privateKey: string;
  membership: Membership | null;
}

/** Loads the agent's identity out of its home, or makes a key pair of its own. The private key never leaves the machine. */
export async function loadIdentity(home: string): Promise<Identity> {
  fs.mkdirSync(home, { recursive: true });
  let keys = readStored(keysFile(home), Keys);
  if (!keys) {
    keys = await generateSigningKeys();
    storeFile(keysFile(home), JSON.stringify(keys));
  }
  return { ...keys, membership: readStored(membershipFile(home), Membership) };
}

/** As `loadIdentity`, without making anything: null where no agent was, or its files cannot be read. */
export function readIdentity(home: string): Pick<Identity, "publicKey" | "membership"> | null {
  try {
    const keys = readStored(keysFile(home), Keys);
    return keys && { publicKey: keys.publicKey, membership: readStored(membershipFile(home), Membership) };
  } catch {
    return null;
  }
}

/** Whether the token is another than the one by which the agent has joined: a wish of people that it joins anew. */
export function isNewInvitation({ joinedWith, panelFingerprint }: Membership, joinToken: string): boolean {
  const token = parseJoinToken(joinToken);
  if (!token) return false;
  if (joinedWith === undefined) return token.panelFingerprint !== panelFingerprint;
  return joinedWith !== tokenHash(joinToken);
}

/** What is remembered of a token that was used. */
export function tokenHash(joinToken: string): string {
  return createHash("sha256").update(joinToken.trim()).digest("hex");
}

/** Remembers the panel that has taken this agent in. */
export function storeMembership(home: string, membership: Membership): void {
  storeFile(membershipFile(home), JSON.stringify(membership));
}

/**
 * The number of the next connection: higher than any before it, also after a restart. The panel refuses lower ones, so
 * that a link of the past cannot speak for the node.
 */
export function nextConnectionEpoch(home: string): number {
  const file = path.join(home, "connection-epoch.json");
  const epoch = Math.max(Date.now(), (readStored(file, z.int()) ?? 0) + 1);
  storeFile(file, JSON.stringify(epoch));
  return epoch;
}

function keysFile(home: string): string {
  return path.join(home, "identity.json");
}

function membershipFile(home: string): string {
  return path.join(home, "panel.json");
}
