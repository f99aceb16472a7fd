import { setTimeout as sleep } from "node:timers/promises";
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
import { log } from "./log.ts";
import { AGENT_VERSION } from "./version.ts";

const ENROL_WITHIN_MS = 20_000;

const ENROL_AGAIN_MS = 2_000;
/** Whatever a panel, or what stands before it, says: somebody waits for this agent to join. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** Refused for a reason that trying again does not change. */
export class Refused extends Error {}

/** Not now, but later: too many agents join at once, or the panel has no time. */
class AskedToWait extends Error {
  readonly waitMs: number;
  constructor(message: string, waitMs: number) {
    super(message);
    this.waitMs = waitMs;
  }
}

/** What a new agent says to join a panel. */
export interface Enrolment {
  panelUrl: string;
  joinToken: string;
  insecure: boolean;
  publicKey: string;
  facts: NodeFacts;
}

/** Joins the panel, as soon as it is there and has time. Null if it was told to stop before. Throws `Refused` where the panel says no. */
export async function enrolWhenPossible(enrolment: Enrolment, signal: AbortSignal): Promise<Membership | null> {
  while (!signal.aborted) {
    try {
      return await enrol(enrolment);
    } catch (error) {
      if (error instanceof Refused) throw error;
      const waitMs = error instanceof AskedToWait ? error.waitMs : ENROL_AGAIN_MS;
      const { panelUrl } = enrolment;
      log.warn("the panel could not be joined yet", { panelUrl, problem: String(error), againInMs: waitMs });
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }
  return null;
}

/**
 * Joins the panel, once. Proves with the token's fingerprint that it is the panel that gave it. Throws `Refused` with the
 * panel's own sentence where it says no, and another error where it could not be reached or has no time.
 */
async function enrol({ panelUrl, joinToken, insecure, publicKey, facts }: Enrolment): Promise<Membership> {
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
    const waitMs = retryAfterMs(response.headers.get("retry-after"));
    if (waitMs !== null) throw new AskedToWait(message, waitMs);
    if (response.status === 429 || response.status >= 500) throw new Error(message);
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

/** What a Retry-After header asks for, in seconds or as a date; a little more, so that not all who were sent away come at once. Null: nothing. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const asked = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  if (Number.isNaN(asked)) return null;
  return Math.round(Math.min(LONGEST_WAIT_MS, Math.max(1_000, asked) * (1 + Math.random() / 10)));
}

/** Throws unless the panel is on this machine, reached by TLS, or plain text was allowed. */
export function checkTransport(panelUrl: string, insecure: boolean): void {
  const { protocol, hostname } = new URL(panelUrl);
  const isLocal = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  if (protocol === "https:" || isLocal || insecure) return;
  throw new Refused(`${panelUrl} has no TLS: use https://, or --insecure if everybody on the way may read it.`);
}
