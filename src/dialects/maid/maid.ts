import * as z from "zod";
import { type AppError, ERRORS } from "#app/lib/errors.ts";
import type { Dialect } from "../dialect.ts";
import { adminRoutes } from "./admin.ts";
import { keyRoutes } from "./keys.ts";
import { playerRoutes } from "./players.ts";
import { PER_MINUTE } from "./shapes.ts";
import { statisticsRoutes } from "./statistics.ts";
import { worldRoutes } from "./world.ts";

/** Its errors have one sentence and no list: what is wrong with each field, where that is known. */
function sentence({ message, details }: AppError): string {
  return details.length > 0 ? details.map(({ path, message }) => `${path}: ${message}`).join("; ") : message;
}

/**
 * The MAID game-world API. It knows one game, so it speaks for one server: that of `/servers/{id}` before the path, else the one that the key is for, else the
 * one of the settings.
 */
export const maid: Dialect = {
  name: "maid",
  title: "MAID REST API",
  description:
    "Players, world, statistics and administration of one game server as clients of MAID know them. Send the key in X-API-Key; errors are `{detail}`. Which server: the one of `/compat/maid/servers/{id}` as base address, else the one that the key is for, else the one of the panel's settings. Events are at the WebSocket `/api/v1/events`.",
  credentials: ["x-api-key"],
  rates: { key: [{ name: "minute", limit: PER_MINUTE, windowSec: 60 }] },
  ofOneServer: true,
  routes: [...adminRoutes, ...keyRoutes, ...playerRoutes, ...statisticsRoutes, ...worldRoutes],
  documents: ["/api/openapi.json"],
  pages: ["/api/docs", "/api/redoc"],
  failure(error) {
    const detail = (status: number, text: string) => ({ status, body: { detail: text } });
    switch (error.code) {
      case "unauthenticated":
        return detail(401, error.reason === "unauthenticated" ? "API key required" : "Invalid API key");
      case "forbidden":
        return detail(403, "Insufficient permissions");
      case "not_found":
        return detail(404, error.reason === "request.unknown_path" ? "Not Found" : "Resource does not exist");
      case "method_not_allowed":
        return detail(405, "Method Not Allowed");
      case "rate_limited":
        return detail(429, "Rate limit exceeded");
      // Its table of statuses has one for every mistake in what was sent.
      case "invalid_json":
      case "invalid_input":
      case "bad_request":
        return detail(400, sentence(error));
      case "node_offline":
      case "node_timeout":
        return detail(503, "Engine not ready");
      case "unavailable":
        return detail(503, error.reason === "engine_not_ready" ? "Engine not ready" : error.message);
      case "internal":
        return detail(500, "Internal Server Error");
      default:
        return detail(ERRORS[error.code].http, error.message);
    }
  },
  errorForm: z.object({ detail: z.string() }).meta({ id: "Error" }),
};
