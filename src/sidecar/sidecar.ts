import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { COMPAT_PATH } from "#app/dialects/dialect.ts";
import { compatRefusal, handleCompat } from "#app/dialects/handle.ts";
import { startCallWriter, startUseWriter } from "#app/features/api-keys/server/index.ts";
import { follow } from "#app/operation/follow.ts";
import { openLiveOutlet } from "#app/operation/live-outlet.ts";
import type { OpenRuntime } from "#app/operation/open-runtime.ts";
import { sidecarOf } from "#app/operation/remote-gateway.ts";
import type { Env } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { panelKey } from "#app/platform/panel-key.ts";
import { LINK_CLOSE } from "#app/protocol/agent.ts";
import { API_PATH, handleApi } from "#app/transport/rest.ts";
import { AgentLinks } from "./agents/agent-link.ts";
import { openDesiredSync } from "./agents/desired-sync.ts";
import { downloadRoutes } from "./agents/download-route.ts";
import { enrolRoute } from "./agents/enrol-route.ts";
import { keepLeases } from "./agents/leases.ts";
import { linkRoute } from "./agents/link-server.ts";
import { orderStreamRoute } from "./bridge/order-stream.ts";
import { Consoles } from "./console/consoles.ts";
import { relayRoute } from "./console/relay.ts";
import { StatsFollowing } from "./console/server-stats.ts";
import { apiListener } from "./edge/api.ts";
import { parseTrustedProxies } from "./edge/client-address.ts";
import { guardPages } from "./edge/maintenance.ts";
import { openWebProxy, type WebProxy } from "./edge/proxy.ts";
import { createPublicServer, type Route } from "./edge/public-server.ts";
import { securityHeaders } from "./edge/security-headers.ts";
import { askRoute, sidecarGateway } from "./gateway.ts";
import { createInternalServer } from "./internal/internal-server.ts";
import { openConsoleSocket } from "./live/console-socket.ts";
import { eventStreamRoute } from "./live/event-stream.ts";
import { LiveEvents } from "./live/events.ts";
import { openGameFeed } from "./live/game-feed.ts";
import { LiveActors } from "./live/live-actors.ts";
import { liveEventsRoute } from "./live/live-events-route.ts";
import { openMaidSocket } from "./live/maid-socket.ts";
import { ServerOwners } from "./live/server-owners.ts";
import { openSocketServer } from "./live/socket-server.ts";
import { StreamPlaces } from "./live/stream-places.ts";
import { openTrackerSocket } from "./live/tracker-socket.ts";

const PARTS = ["edge", "api", "live", "agents"] as const;
export type SidecarPart = (typeof PARTS)[number];
const log = logOf("sidecar");

/** Calls under way get this long to end before their connections are cut. */
const DRAIN_MS = 1_000;
/** What was recorded of calls gets this long to be written. */
const RECORDS_MS = 900;

export interface Sidecar {
  /** Where it listens: the public port, and the internal one. */
  port: number;
  internalPort: number;
  /** Sends everybody away in good order, and ends. Takes less than two seconds. */
  drain(): Promise<void>;
}

/** Which parts a setting names. Throws for a word that is none of them. */
export function partsOf(text: string): Set<SidecarPart> {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const unknown = words.filter((word) => !PARTS.includes(word as SidecarPart));
  if (unknown.length > 0 || words.length === 0)
    throw new OperatorError(`SIDECAR_PARTS: "${text}" must name some of ${PARTS.join(", ")}.`);
  return new Set(words as SidecarPart[]);
}

/** Puts the sidecar together on a runtime, and listens. */
export async function startSidecar(runtime: OpenRuntime, settings: Env): Promise<Sidecar> {
  const parts = partsOf(settings.SIDECAR_PARTS);
  const bootSecret = settings.GAMEKEEPER_BOOT_SECRET;
  if (!bootSecret) throw new OperatorError("GAMEKEEPER_BOOT_SECRET is not set: start the panel with `npm start`.");
  const { database } = runtime;
  const internalUrl = settings.INTERNAL_URL.replace(/\/+$/, "");
  const links = new AgentLinks();
  runtime.gateway = sidecarGateway(links, runtime.gateway);

  const origins = {
    origins: new Set([new URL(runtime.publicUrl).origin]),
    ownHost: settings.PUBLIC_URL === undefined,
  };
  const ways = { links, locate: (nodeId: string) => sidecarOf(database, nodeId), ownUrl: internalUrl, bootSecret };
  const actors = new LiveActors(runtime);
  const owners = new ServerOwners(database);
  const events = new LiveEvents(runtime, owners, actors);
  runtime.liveEvents.close();
  runtime.liveEvents = openLiveOutlet(database, bootSecret, {
    url: internalUrl,
    take: (told) => void events.takeLive(told).catch((error) => log.debug({ err: error }, "live events were not told")),
  });
  const stats = new StatsFollowing(ways);
  const sockets = openSocketServer({ actors, origins, parts: () => ({ consoles, stats, events, owners }) });
  const plain = openConsoleSocket({ runtime, actors, events, owners, parts: () => ({ consoles, stats }) });
  const consoles: Consoles = new Consoles(runtime.gateway, ways, (serverId, type, body) => {
    sockets.toConsole(serverId, type, body);
    plain.toConsole(serverId, type, body);
  });
  const places = new StreamPlaces(database, settings.INTERNAL_URL);
  await places.begin();
  const stream = eventStreamRoute({ runtime, places, actors, events, owners, origins });
  const maidSocket = openMaidSocket({ runtime, places, actors, events, owners });
  const trackerSocket = openTrackerSocket({ runtime, places, actors, events });

  const gameOrders = orderStreamRoute(runtime, owners);

  const stopUses = startUseWriter(database);
  const stopCalls = startCallWriter(database);
  const leases = keepLeases(database, links);
  const desired = openDesiredSync(database, links);
  const from = await events.begin();
  const follower = await follow(
    database,
    runtime.doorbell,
    async (happened) => {
      desired.take(happened);
      if (happened.some(({ type }) => type.startsWith("node."))) void leases.check().catch(() => {});
      await events.take(happened);
    },
    from,
  );

  const web = parts.has("edge") ? openWebProxy(settings.WEB_URL, bootSecret) : null;
  const routes: Route[] = [];
  if (parts.has("live"))
    routes.push(sockets.route, stream, gameOrders, maidSocket.route, trackerSocket.route, ...plain.routes);
  if (parts.has("api")) routes.push(...apiRoutes());
  if (parts.has("agents")) {
    const key = await panelKey(database, runtime.vault);
    const { publicUrl } = runtime;
    const onLive = openGameFeed(runtime, owners);
    routes.push(linkRoute({ database, key, publicUrl, internalUrl, links, leases, onWelcome: desired.begin, onLive }));
    routes.push(enrolRoute, ...downloadRoutes(publicUrl));
  }
  if (web) routes.push(webRoute(runtime, web, settings));
  const server = createPublicServer({
    routes,
    trustedProxies: parseTrustedProxies(settings.TRUSTED_PROXIES),
    securityHeaders: securityHeaders(runtime.publicUrl),
  });
  const internal = createInternalServer(bootSecret, [
    askRoute(links),
    liveEventsRoute(events),
    relayRoute(links, (request, socket) =>
      request.topic === "console" ? consoles.serveRelay(request, socket) : stats.serveRelay(request, socket),
    ),
  ]);
  const inside = new URL(internalUrl);
  const internalPort = await listen(internal, Number(inside.port || 80), inside.hostname, "INTERNAL_URL");
  const port = await listen(server, settings.PORT, settings.HOST, "PORT");
  log.info({ port, internalUrl, parts: [...parts] }, "the sidecar is ready");

  return {
    port,
    internalPort,
    async drain() {
      server.close();
      internal.close();
      stream.drain();
      gameOrders.drain();
      plain.drain();
      maidSocket.drain();
      trackerSocket.drain();
      const leaving = sockets.drain();
      desired.stop();
      leases.stop();
      // The agents see the end and dial again; the rows say at once that nobody holds their links here.
      const held = links.all();
      for (const link of held) link.end(LINK_CLOSE.goingAway, "the panel's process ends");
      await Promise.race([
        Promise.allSettled([leaving, ...held.map((link) => leases.release(link)), follower.stop(), idle(server)]),
        timeout(DRAIN_MS),
      ]);
      consoles.close();
      stats.close();
      actors.close();
      web?.close();
      server.closeAllConnections();
      internal.closeAllConnections();
      // Nothing is answered any more, so what was recorded of the answers is whole. A database that does not take it must not hold the end up.
      await Promise.race([Promise.allSettled([stopUses(), stopCalls(), places.close()]), timeout(RECORDS_MS)]);
    },
  };
}

/** The API without Next in between. Whatever is more particular must come before. */
function apiRoutes(): Route[] {
  const route = (path: Route["path"], answer: ReturnType<typeof apiListener>): Route => ({
    path,
    request: (incoming, outgoing, client) => void answer(incoming, outgoing, client.address),
  });
  return [route(API_PATH, apiListener(handleApi)), route(COMPAT_PATH, apiListener(handleCompat, compatRefusal))];
}

/** Everything else. Hot reload is the one thing that Next answers by an upgrade, and only in development. */
function webRoute(runtime: OpenRuntime, web: WebProxy, settings: Env): Route {
  const upgrade = settings.NODE_ENV === "development" ? { upgrade: web.passUpgrade } : {};
  return { path: "/", request: guardPages(runtime, web.pass), ...upgrade };
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Resolves when no call is under way any more. */
async function idle(server: Server): Promise<void> {
  server.closeIdleConnections();
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      server.closeIdleConnections();
      server.getConnections((_error, count) => {
        if (count > 0) return;
        clearInterval(look);
        resolve();
      });
    }, 50);
    look.unref();
  });
}

function listen(server: Server, port: number, host: string, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new OperatorError(`${setting}: port ${port} on ${host} is taken by another program.`)
          : error,
      ),
    );
    server.listen(port, host.replace(/^\[|\]$/g, ""), () => resolve((server.address() as AddressInfo).port));
  });
}
