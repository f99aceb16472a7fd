/**
 * Keys and signatures of the agents' link. WebCrypto, so that agent, sidecar and browser alike may load it.
 * Public keys are base64 of the raw 32 bytes, private keys base64 of PKCS #8, signatures base64 of 64 bytes.
 */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECRET_LENGTH = 43;
const JOIN_TOKEN = /^gkj_([0-9A-Za-z]{43})_([0-9a-f]{64})$/;

/** An Ed25519 key pair as text. */
export interface SigningKeys {
  publicKey: string;
  privateKey: string;
}

export async function generateSigningKeys(): Promise<SigningKeys> {
  const pair = (await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])) as CryptoKeyPair;
  return {
    publicKey: toBase64(await crypto.subtle.exportKey("raw", pair.publicKey)),
    privateKey: toBase64(await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
  };
}

export async function sign(privateKey: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey("pkcs8", fromBase64(privateKey), "Ed25519", false, ["sign"]);
  return toBase64(await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(text)));
}

/** False for anything that is not this key's signature of this text, broken keys and signatures included. */
export async function verify(publicKey: string, text: string, signature: string): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey("raw", fromBase64(publicKey), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, fromBase64(signature), new TextEncoder().encode(text));
  } catch {
    return false;
  }
}

/** SHA-256 of the raw public key, in hex: what a join token carries and an agent pins. */
export async function fingerprintOf(publicKey: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", fromBase64(publicKey)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** 144 random bits as text. */
export function createNonce(): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(18)).buffer);
}

/** A join token's secret of 256 random bits, and the token itself, to be shown once. Only the secret's hash is kept. */
export function createJoinToken(panelFingerprint: string): { token: string; secret: string } {
  let secret = "";
  while (secret.length < SECRET_LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(64))) {
      // 248 is the largest multiple of 62 in a byte: what lies above would make the first letters likelier.
      if (byte < 248 && secret.length < SECRET_LENGTH) secret += ALPHABET[byte % 62];
    }
  }
  return { token: `gkj_${secret}_${panelFingerprint}`, secret };
}

/** The parts of a join token, or null if the text is none. */
export function parseJoinToken(token: string): { secret: string; panelFingerprint: string } | null {
  const match = JOIN_TOKEN.exec(token.trim());
  return match ? { secret: match[1] as string, panelFingerprint: match[2] as string } : null;
}

/** What both ends of a link know; every field is bound by both signatures. */
export interface LinkFacts {
  /** The panel's nonce, from its challenge. */
  panelNonce: string;
  /** The agent's nonce, from its hello. */
  agentNonce: string;
  /** The host and port that the agent dialled; the panel compares it with the one it was asked for. */
  host: string;
  hostEpoch: string;
  nodeId: string;
  connectionEpoch: number;
  panelFingerprint: string;
}

/** What the agent signs: a relay cannot use it at another host, for another node or at another time. */
export function linkText(facts: LinkFacts): string {
  return `gamekeeper-agent-link\n${factLines(facts)}`;
}

/** What the panel signs in its answer to the hello. */
export function welcomeText(facts: LinkFacts): string {
  return `gamekeeper-panel-link\n${factLines(facts)}`;
}

function factLines(facts: LinkFacts): string {
  const { panelNonce, agentNonce, host, hostEpoch, nodeId, connectionEpoch, panelFingerprint } = facts;
  return [panelNonce, agentNonce, host, hostEpoch, nodeId, connectionEpoch, panelFingerprint].join("\n");
}

/** What the panel signs when an agent enrols. */
export function enrolText(facts: { nonce: string; nodeId: string; publicKey: string }): string {
  return `gamekeeper-agent-enrol\n${facts.nonce}\n${facts.nodeId}\n${facts.publicKey}`;
}

function toBase64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
