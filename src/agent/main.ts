import { takeHome } from "./agent-lock.ts";
import { findBox } from "./box.ts";
import { PanelClock } from "./clock.ts";
import { enrolWhenPossible, Refused } from "./enrol.ts";
import { type AgentEnv, logFolders, readRequest, USAGE } from "./env.ts";
import { type Identity, isNewInvitation, loadIdentity, type Membership, storeMembership } from "./identity.ts";
import { keepLink } from "./link.ts";
import { log, setLogLevel } from "./log.ts";
import { LogReadings } from "./logs/log-readings.ts";
import { LogRoots } from "./logs/log-roots.ts";
import { machineFacts } from "./machine.ts";
import { OrderBook } from "./orders.ts";
import { ReportQueue } from "./reports.ts";
import { detectIsolation, type Isolation } from "./runtime/isolation.ts";
import { Servers } from "./servers.ts";
import { AGENT_VERSION } from "./version.ts";

/** How long the panel has to hear of the servers' ends; what it does not hear now it hears at the next start. */
const FAREWELL_MS = 2000;

async function run(env: AgentEnv): Promise<void> {
  setLogLevel(env.GAMEKEEPER_AGENT_LOG);
  const agentHome = env.GAMEKEEPER_AGENT_HOME;
  const leaveHome = takeHome(agentHome);
  const ending = new AbortController();
  let stopsServers = false;
  const end = () => ending.abort();
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  process.on("SIGUSR2", () => {
    stopsServers = true;
    end();
  });

  // One server's trouble is not to take the others' keeper away.
  process.on("unhandledRejection", (error) => log.error("something failed unseen", { error: String(error) }));

  const isolation = detectIsolation({ agentHome });
  const clock = new PanelClock();
  const reports = new ReportQueue(agentHome);
  const box = findBox(agentHome, env.GAMEKEEPER_BOX);
  const identity = await loadIdentity(agentHome);
  const panelUrl = env.GAMEKEEPER_PANEL_URL ?? identity.membership?.panelUrl ?? "";
  const servers = new Servers({ agentHome, box, panelUrl, isolation, reports, clock });
  const orders = new OrderBook(agentHome, clock, (order) => servers.obey(order));
  const roots = new LogRoots(logFolders(env));
  const logs = { roots, readings: new LogReadings(roots) };
  await servers.resume();
  log.info("agent is up", { version: AGENT_VERSION, agentHome, servers: servers.all().length });

  const membership = await join(env, identity, isolation, ending.signal);
  const insecure = env.GAMEKEEPER_INSECURE;
  const parts = { agentHome, identity, membership, insecure, isolation, reports, servers, orders, clock, logs };
  // The link goes on while games are being stopped, so that their ends are told.
  const unlink = new AbortController();
  const linked = membership ? keepLink({ ...parts, membership }, unlink.signal) : Promise.resolve();
  const failed = linked.then(() => untilAborted(ending.signal));
  await Promise.race([untilAborted(ending.signal), failed]);

  if (stopsServers) {
    await servers.shutDown();
    await reports.drained(FAREWELL_MS);
  }
  unlink.abort();
  await linked;
  servers.close();
  logs.readings.close();
  leaveHome();
  log.info(stopsServers ? "agent ended, and its servers" : "agent ended; its servers live on");
}

/**
 * The panel this agent belongs to. Joins it if there is none yet, and anew where it is given another join token: that of
 * another panel, or of the same one that no longer knows it. Null if the agent ends before that.
 */
async function join(
  env: AgentEnv,
  identity: Identity,
  isolation: Isolation,
  signal: AbortSignal,
): Promise<Membership | null> {
  const { GAMEKEEPER_PANEL_URL: panelUrl, GAMEKEEPER_JOIN_TOKEN: joinToken, GAMEKEEPER_INSECURE: insecure } = env;
  const known = identity.membership && { ...identity.membership, panelUrl: panelUrl ?? identity.membership.panelUrl };
  if (known && !(joinToken && isNewInvitation(known, joinToken))) return known;
  if (!panelUrl || !joinToken) {
    throw new Refused("This agent has not joined a panel yet: it needs --panel and --join, which the panel shows.");
  }
  const facts = machineFacts(env.GAMEKEEPER_AGENT_HOME, isolation);
  const enrolment = { panelUrl, joinToken, insecure, publicKey: identity.publicKey, facts };
  try {
    const membership = await enrolWhenPossible(enrolment, signal);
    if (!membership) return null;
    storeMembership(env.GAMEKEEPER_AGENT_HOME, membership);
    log.info("joined the panel", { panelUrl, nodeId: membership.nodeId });
    return membership;
  } catch (error) {
    if (error instanceof Refused) return stayWith(known, error);
    throw error;
  }
}

/** A token that is not taken is no reason to leave the panel one has. */
function stayWith(known: Membership | null, refusal: Refused): Membership {
  if (!known) throw refusal;
  log.warn("the join token was not taken; this agent stays with the panel it had joined", { problem: refusal.message });
  return known;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

try {
  const request = readRequest();
  if (request.kind === "version") console.log(AGENT_VERSION);
  else if (request.kind === "help") console.log(USAGE);
  else await run(request.env);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
