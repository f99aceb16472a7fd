import { setTimeout as sleep } from "node:timers/promises";
import WebSocket from "ws";
import {
  type FromAgent,
  fromAgent,
  HEARTBEAT_SEC,
  LINK_CLOSE,
  LINK_PATH,
  LinkRefusal,
  MAX_TO_AGENT_BYTES,
  PROTOCOL_VERSION,
  type ToAgent,
  toAgent,
} from "#app/protocol/agent.ts";
import {
  createNonce,
  fingerprintOf,
  type LinkFacts,
  linkText,
  sign,
  verify,
  welcomeText,
} from "#app/protocol/handshake.ts";
import { type Handlers, openPeer, type ParsedBodyOf, type Peer, WireError } from "#app/protocol/wire.ts";
import { checkTransport, Refused } from "./enrol.ts";
import { type Identity, type Membership, nextConnectionEpoch } from "./identity.ts";
import { log } from "./log.ts";
import { MachineStats, machineFacts } from "./machine.ts";
import type { ReportQueue } from "./reports.ts";
import type { Isolation } from "./runtime/isolation.ts";
import { Session, type SessionParts } from "./session.ts";
import { AGENT_VERSION } from "./version.ts";

const CONNECT_WITHIN_MS = 15_000;
const CHALLENGE_WITHIN_MS = 10_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** After a refusal that only a person can mend. */
const REFUSED_WAIT_MS = 30_000;

/** What a link is made of. */
export interface LinkParts extends SessionParts {
  agentHome: string;
  identity: Identity;
  membership: Membership;
  insecure: boolean;
  isolation: Isolation;
  reports: ReportQueue;
}

/**
 * Keeps the link to the panel: dials, proves both sides, and dials again with growing, random waits when it breaks. What
 * the servers do does not depend on it. Ends when the signal says so.
 */
export async function keepLink(parts: LinkParts, signal: AbortSignal): Promise<void> {
  checkTransport(parts.membership.panelUrl, parts.insecure);
  let failures = 0;
  let lastProblem = "";
  while (!signal.aborted) {
    const begun = Date.now();
    const problem = await linkOnce(parts, signal).then(
      () => new Error("the link was closed"),
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    if (signal.aborted) return;
    const wasUp = problem instanceof LinkLost;
    failures = wasUp && Date.now() - begun > LONGEST_WAIT_MS ? 0 : failures + 1;
    const isRefusal = problem instanceof Refused;
    const longest = isRefusal
      ? REFUSED_WAIT_MS
      : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
    const waitMs = Math.round(longest * (0.5 + Math.random() / 2));
    // A panel that is away for long is said once, not thousands of times.
    const say = problem.message === lastProblem ? log.debug : isRefusal ? log.error : log.warn;
    say("no link to the panel", { problem: problem.message, againInMs: waitMs });
    lastProblem = wasUp ? "" : problem.message;
    await sleep(waitMs, undefined, { signal }).catch(() => {});
  }
}

type Challenge = ParsedBodyOf<ToAgent, "challenge">;

/** The link was up and proven, and then broke. */
class LinkLost extends Error {}

/** One link from dialling to its end. Always rejects, with the reason. */
async function linkOnce(parts: LinkParts, signal: AbortSignal): Promise<never> {
  const url = new URL(LINK_PATH, parts.membership.panelUrl);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url, {
    maxPayload: MAX_TO_AGENT_BYTES,
    handshakeTimeout: CONNECT_WITHIN_MS,
    perMessageDeflate: false,
    followRedirects: false,
  });
  let session: Session | null = null;
  let isProven = false;
  const ended = new Promise<never>((_resolve, reject) => {
    socket.once("error", (error) => reject(new Error(error.message)));
    socket.once("close", (code, reason) => reject(endOf(isProven, code, reason.toString())));
  });
  ended.catch(() => {});
  const onAbort = () => socket.close(LINK_CLOSE.goingAway);
  signal.addEventListener("abort", onAbort, { once: true });

  const challenged = Promise.withResolvers<Challenge>();
  const proven = Promise.withResolvers<Session>();
  proven.promise.catch(() => {});
  const peer: Peer<FromAgent> = openPeer({
    incoming: toAgent,
    outgoing: fromAgent,
    handlers: guarded(challenged.resolve, proven.promise),
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    onProblem: (problem) => log.warn("a message of the panel", { code: problem.code, problem: problem.message }),
  });
  socket.on("message", (data, isBinary) => {
    if (!isBinary) peer.receive(data.toString());
  });
  const stop = new AbortController();
  try {
    const challenge = await Promise.race([challenged.promise, ended, challengeLimit(stop.signal)]);
    const panelVersion = await Promise.race([greet(parts, url.host, challenge, peer), ended]);
    isProven = true;
    session = new Session(parts, peer, () => socket.bufferedAmount);
    proven.resolve(session);
    log.info("linked to the panel", { panelVersion, nodeId: parts.membership.nodeId });
    parts.reports.setSender((report) => peer.ask("server.report", report));
    parts.servers.setGameSender({
      report: (report) => peer.ask("game.report", report),
      live: (serverId, events) => peer.push("game.live", { serverId, events }),
    });
    await Promise.race([ended, beat(parts, peer, stop.signal)]);
    throw new LinkLost("the panel did not answer in time");
  } finally {
    stop.abort();
    proven.reject(new WireError("closed", "the link was closed"));
    signal.removeEventListener("abort", onAbort);
    parts.reports.setSender(null);
    parts.servers.setGameSender(null);
    session?.close();
    peer.close();
    socket.on("error", () => {});
    if (signal.aborted) socket.close(LINK_CLOSE.goingAway);
    else socket.terminate();
  }
}

/** Nothing but the challenge is taken before the panel is proven; what comes meanwhile waits, in order. */
function guarded(onChallenge: (challenge: Challenge) => void, proven: Promise<Session>): Handlers<ToAgent> {
  return {
    challenge: (challenge) => {
      onChallenge(challenge);
      return undefined;
    },
    "desired.sync": async (body) => (await proven).handlers["desired.sync"](body),
    "desired.put": async (body) => (await proven).handlers["desired.put"](body),
    order: async (body) => (await proven).handlers.order(body),
    "console.watch": async (body) => (await proven).handlers["console.watch"](body),
    "console.unwatch": async (body) => (await proven).handlers["console.unwatch"](body),
    "console.history": async (body) => (await proven).handlers["console.history"](body),
    "console.search": async (body) => (await proven).handlers["console.search"](body),
    "stats.watch": async (body) => (await proven).handlers["stats.watch"](body),
    "stats.unwatch": async (body) => (await proven).handlers["stats.unwatch"](body),
    "logs.directories": async (body) => (await proven).handlers["logs.directories"](body),
    "logs.files": async (body) => (await proven).handlers["logs.files"](body),
    "logs.read": async (body) => (await proven).handlers["logs.read"](body),
  };
}

/** Proves this agent to the panel, and the panel to this agent. Gives the panel's version. */
async function greet(parts: LinkParts, host: string, challenge: Challenge, peer: Peer<FromAgent>): Promise<string> {
  const { identity, membership, clock } = parts;
  if ((await fingerprintOf(challenge.panelKey)) !== membership.panelFingerprint) {
    throw new Refused(`${membership.panelUrl} is not the panel that this agent joined: its key is another`);
  }
  const facts: LinkFacts = {
    panelNonce: challenge.nonce,
    agentNonce: createNonce(),
    host,
    hostEpoch: challenge.hostEpoch,
    nodeId: membership.nodeId,
    connectionEpoch: nextConnectionEpoch(parts.agentHome),
    panelFingerprint: membership.panelFingerprint,
  };
  const askedAt = Date.now();
  const welcome = await peer
    .ask("hello", {
      nodeId: facts.nodeId,
      protocol: PROTOCOL_VERSION,
      agentVersion: AGENT_VERSION,
      publicKey: identity.publicKey,
      host,
      nonce: facts.agentNonce,
      signature: await sign(identity.privateKey, linkText(facts)),
      nodeEpoch: parts.reports.epoch,
      connectionEpoch: facts.connectionEpoch,
      facts: machineFacts(parts.agentHome, parts.isolation),
    })
    .catch((error: unknown) => {
      if (error instanceof WireError && LinkRefusal.safeParse(error.code).success) {
        throw new Refused(`the panel refuses this agent: ${error.message} (${error.code})`);
      }
      throw error;
    });
  if (!(await verify(challenge.panelKey, welcomeText(facts), welcome.signature))) {
    throw new Refused(`${membership.panelUrl} did not prove that it is the panel that this agent joined`);
  }
  clock.learn(welcome.at, askedAt, Date.now());
  return welcome.panelVersion;
}

/** Says that the node lives, and learns the panel's time. Returns when the panel has stopped to answer. */
async function beat({ agentHome, clock }: LinkParts, peer: Peer<FromAgent>, stop: AbortSignal): Promise<void> {
  const stats = new MachineStats(agentHome);
  while (!stop.aborted) {
    const askedAt = Date.now();
    const answer = await peer.ask("heartbeat", { at: clock.now(), node: stats.read() }).catch(() => null);
    if (!answer) return;
    clock.learn(answer.at, askedAt, Date.now());
    await sleep(HEARTBEAT_SEC * 1000, undefined, { signal: stop, ref: false }).catch(() => {});
  }
}

async function challengeLimit(stop: AbortSignal): Promise<never> {
  await sleep(CONNECT_WITHIN_MS + CHALLENGE_WITHIN_MS, undefined, { signal: stop, ref: false });
  throw new Error("the panel did not say who it is in time");
}

/** A link that ended after it was proven, or before. */
function endOf(isProven: boolean, code: number, reason: string): Error {
  if (code === LINK_CLOSE.removed) return new Refused("this node was removed from the panel");
  if (code === LINK_CLOSE.replaced) return new Refused("another agent with this node's key has taken over the link");
  const text = `the link was closed (${code}${reason === "" ? "" : `, ${reason}`})`;
  return isProven ? new LinkLost(text) : new Error(text);
}
