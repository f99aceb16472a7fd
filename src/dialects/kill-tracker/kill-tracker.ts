import * as z from "zod";
import type { Dialect } from "../dialect.ts";
import { analyticsRoutes } from "./analytics.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { detailsOf, saidOf } from "./errors.ts";
import { keyRoutes } from "./keys.ts";
import { killRoutes } from "./kills.ts";
import { logRoutes } from "./logs.ts";
import { peopleRoutes } from "./people.ts";
import { serverRoutes } from "./servers.ts";
import { webhookRoutes } from "./webhooks.ts";

const HOUR_SEC = 3_600;
const MINUTE_SEC = 60;

/** The kill tracker of Star Citizen: kills, statistics, leaderboards, analytics, catalogue, logs, keys and webhooks. Its servers are communities. */
export const killTracker: Dialect = {
  name: "kill-tracker",
  title: "Kill tracker API",
  description:
    'Kills, statistics and leaderboards as clients of the Star Citizen kill tracker know them. Send a key of this panel as `Authorization: Bearer`; answers are `{success, data, message, timestamp}`, errors `{success, error: {code, message, details}, timestamp}`. A user is named by id, `me`, the id of their account at Discord or a name in the game; a server is a community, named by its id or that of its server of Discord. Events are at the WebSocket `/compat/kill-tracker/ws`: send `{"type": "auth", "token"}` first, with a key or with a token of POST /api/v1/events/ticket.',
  credentials: ["authorization", "x-api-key"],
  rates: {
    api: [{ name: "hour", limit: 1_000, windowSec: HOUR_SEC }],
    kills: [{ name: "hour", limit: 500, windowSec: HOUR_SEC }],
    admin: [{ name: "minute", limit: 10, windowSec: MINUTE_SEC }],
    keys: [{ name: "minute", limit: 5, windowSec: MINUTE_SEC }],
  },
  routes: [
    ...killRoutes,
    ...peopleRoutes,
    ...serverRoutes,
    ...keyRoutes,
    ...analyticsRoutes,
    ...webhookRoutes,
    ...catalogueRoutes,
    ...logRoutes,
  ],
  documents: ["/openapi.json", "/api/openapi.json"],
  collections: ["/postman-collection.json", "/api/postman-collection.json"],
  pages: ["/tester"],
  // Some of its documents have a version in the path.
  pathOf: (path) => (path.startsWith("/api/v1/") ? `/api/${path.slice("/api/v1/".length)}` : path),
  failure(error, at) {
    const { status, code, message } = saidOf(error);
    const details = detailsOf(error);
    return {
      status,
      body: {
        success: false,
        error: { code, message, ...(details && { details }) },
        timestamp: at.toISOString(),
      },
    };
  },
  errorForm: z
    .object({
      success: z.literal(false),
      error: z.object({
        code: z.string(),
        message: z.string(),
        details: z
          .looseObject({ field: z.string().optional(), reason: z.string().optional() })
          .optional()
          .describe("The first field that is wrong and why; `errors` has all where there are more."),
      }),
      timestamp: z.string(),
    })
    .meta({ id: "Error" }),
};
