import type { IncomingMessage, ServerResponse } from "node:http";
import { type BridgeOrder, claimOrders, followOrders, noteStreamEnd } from "#app/features/bridge/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { actorOfRequest } from "#app/transport/actor.ts";
import { decoded } from "#app/transport/route-table.ts";
import type { Client } from "../edge/client.ts";
import { answerError } from "../edge/json-answer.ts";
import type { Route } from "../edge/public-server.ts";
import { headerReader } from "../live/headers.ts";
import type { ServerOwners } from "../live/server-owners.ts";

const PATH = /^\/api\/v1\/servers\/([^/?]+)\/bridge\/orders(?:\?|$)/;
/** Beside the bell, in case it was not heard; also how soon it is noticed that a key was revoked, or that its owner may less. */
const LOOK_MS = 500;
/** What the key may is asked again so often: it counts as a call. */
const ASK_MS = 30_000;
/** A game that does not read is noticed, and one that listens for nothing knows that the panel is there. */
const PING_MS = 5_000;
/** What a game has not read by then it never will. */
const MOST_UNREAD_BYTES = 1024 * 1024;
const log = logOf("bridge");

interface Open {
  serverId: string;
  run: string;
  outgoing: ServerResponse;
  /** Its orders go to another stream of the same game now. */
  isReplaced: boolean;
  isBusy: boolean;
}

/** The orders to games, as Server-Sent Events: one stream a server, each order once, in their order. `drain` ends all of them. */
export function orderStreamRoute(runtime: Runtime, owners: ServerOwners): Route & { drain(): void } {
  const streams = new Map<string, Open>();

  async function open(incoming: IncomingMessage, outgoing: ServerResponse, { address }: Client): Promise<void> {
    const { method = "" } = incoming;
    if (method !== "GET") {
      outgoing.setHeader("allow", "GET");
      throw new AppError("method_not_allowed", "method_not_allowed", { method, allowed: "GET" });
    }
    const headers = headerReader(incoming);
    const url = new URL(incoming.url ?? "", "http://panel");
    const serverId = decoded(PATH.exec(incoming.url ?? "")?.[1] ?? "");
    const run = url.searchParams.get("run") ?? "";
    await mayFollow();
    if (outgoing.destroyed) return;
    const stream: Open = { serverId, run, outgoing, isReplaced: false, isBusy: false };
    const before = streams.get(serverId);
    streams.set(serverId, stream);
    if (before) replace(before);
    outgoing.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    outgoing.write("event: ready\ndata: {}\n\n");
    const pinging = setInterval(() => outgoing.write(": ping\n\n"), PING_MS);
    const looking = setInterval(() => void look(mayStill), LOOK_MS);
    const asking = setInterval(() => void look(mayFollow), ASK_MS);
    const unhook = runtime.doorbell.onRing(() => void send(stream));
    outgoing.on("close", () => {
      clearInterval(pinging);
      clearInterval(looking);
      clearInterval(asking);
      unhook();
      if (streams.get(serverId) === stream) streams.delete(serverId);
      if (stream.isReplaced) return;
      noteStreamEnd(runtime.database, serverId, run, now()).catch((error) =>
        log.debug({ err: error, serverId }, "the end of a game's stream of orders was not noted"),
      );
    });
    await send(stream);

    async function mayFollow(): Promise<void> {
      const actor = await actorOfRequest(headers, "GET", address);
      await execute(followOrders, actor, { serverId, run }, { address, byProgram: true });
    }

    /** The same by what is believed for a second, which is no call. */
    async function mayStill(): Promise<void> {
      const actor = await actorOfRequest(headers, "GET", address);
      const found = await owners.of([serverId]);
      if (found.gone.has(serverId)) throw new AppError("not_found");
      if (!may(actor, "events:write", { serverId, ...found.owners.get(serverId) })) throw new AppError("forbidden");
    }

    /** Whoever may not follow any more gets no more; what is unread for too long never will be. */
    async function look(ask: () => Promise<unknown>): Promise<void> {
      if (outgoing.writableLength > MOST_UNREAD_BYTES) return void outgoing.destroy();
      try {
        await ask();
      } catch (error) {
        const { code } = asAppError(error);
        if (code !== "internal" && code !== "unavailable" && code !== "rate_limited") return end(stream, code);
      }
      await send(stream);
    }
  }

  async function send(stream: Open): Promise<void> {
    const { serverId, run, outgoing } = stream;
    if (stream.isBusy || stream.isReplaced || outgoing.destroyed || outgoing.writableEnded) return;
    stream.isBusy = true;
    try {
      const orders: BridgeOrder[] = await claimOrders(runtime.database, serverId, run, now());
      for (const order of orders) outgoing.write(`id: ${order.id}\nevent: order\ndata: ${JSON.stringify(order)}\n\n`);
    } catch (error) {
      log.debug({ err: error, serverId }, "orders to a game could not be taken; trying again");
    }
    stream.isBusy = false;
  }

  function replace(stream: Open): void {
    stream.isReplaced = true;
    end(stream, "replaced");
  }

  function end({ outgoing }: Open, reason: string): void {
    if (outgoing.destroyed || outgoing.writableEnded) return;
    outgoing.write(`event: closing\ndata: ${JSON.stringify({ reason })}\n\n`);
    outgoing.end();
  }

  return {
    path: "/api/v1/servers",
    pattern: PATH,
    request(incoming, outgoing, client) {
      if (incoming.method === "OPTIONS")
        return answerError(outgoing, new AppError("not_found", "request.unknown_path"));
      open(incoming, outgoing, client).catch((error) => {
        if (!(error instanceof AppError)) log.error({ err: error }, "a stream of orders could not be opened");
        answerError(outgoing, asAppError(error));
      });
    },
    drain() {
      for (const stream of [...streams.values()]) {
        // It comes back, to this process's successor or to another one: until then nobody has lost it.
        stream.isReplaced = true;
        end(stream, "going_away");
      }
    },
  };
}
