import {
  ENROL_PATH,
  EnrolAnswer,
  EnrolError,
  type EnrolRequest,
  type NodeFacts,
  PROTOCOL_VERSION,
} from "#app/protocol/agent.ts";
import { createNonce, enrolText, fingerprintOf, parseJoinToken, verify } from "#app/protocol/handshake.ts";
import { type Membership, tokenHash } from "./identity.ts";
import { AGENT_VERSION } from "./version.ts";

const ENROL_WITHIN_MS = 20_000;

/** Refused for a reason that trying again does not change. */
export class Refused extends Error {}

/** What a new agent says to join a panel. */
export interface Enrolment {
  panelUrl: string;
  joinToken: string;
  insecure: boolean;
  publicKey: string;
  facts: NodeFacts;
}

/**
 * Joins the panel, once. Proves with the token's fingerprint that it is the panel that gave it. Throws `Refused` with the
 * panel's own sentence where it says no, and a plain error where it could not be reached.
 */
export async function enrol({ panelUrl, joinToken, insecure, publicKey, facts }: Enrolment): Promise<Membership> {
  const token = parseJoinToken(joinToken);
  if (!token) throw new Refused("The join token is not whole: it begins with gkj_ and has three parts.");
  checkTransport(panelUrl, insecure);
  const request: EnrolRequest = {
    joinToken: joinToken.trim(),
    publicKey,
    nonce: createNonce(),
    protocol: PROTOCOL_VERSION,
    agentVersion: AGENT_VERSION,
    facts,
  };
  const response = await fetch(new URL(ENROL_PATH, panelUrl), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
    redirect: "error",
    signal: AbortSignal.timeout(ENROL_WITHIN_MS),
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const message = EnrolError.safeParse(body).data?.error.message ?? `The panel answered ${response.status}.`;
    if (response.status >= 500) throw new Error(message);
    throw new Refused(message);
  }
  const answer = EnrolAnswer.parse(body);
  const panelFingerprint = await fingerprintOf(answer.panelPublicKey);
  const text = enrolText({ nonce: request.nonce, nodeId: answer.nodeId, publicKey });
  const isProven = await verify(answer.panelPublicKey, text, answer.signature);
  if (panelFingerprint !== token.panelFingerprint || !isProven) {
    throw new Refused("This is not the panel that gave the join token: its key is another.");
  }
  return { nodeId: answer.nodeId, panelUrl, panelFingerprint, joinedWith: tokenHash(joinToken) };
}

/** Throws unless the panel is on this machine, reached by TLS, or plain text was allowed. */
export function checkTransport(panelUrl: string, insecure: boolean): void {
  const { protocol, hostname } = new URL(panelUrl);
  const isLocal = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  if (protocol === "https:" || isLocal || insecure) return;
  throw new Refused(`${panelUrl} has no TLS: use https://, or --insecure if everybody on the way may read it.`);
}
