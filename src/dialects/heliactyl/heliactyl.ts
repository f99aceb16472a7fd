import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { type AppError, ERRORS } from "#app/lib/errors.ts";
import { type Dialect, defineRoute } from "../dialect.ts";
import { coinRoutes } from "./coins.ts";
import { peopleRoutes } from "./people.ts";
import { serverRoutes } from "./servers.ts";
import { NamedId } from "./shapes.ts";

/** What its clients ask for the version of: the API that is spoken here, which is that of the document. */
const SPOKEN = { version: "3.2.1-beta.1", platform_codename: "Avalanche 2" } as const;

const statusRoute = defineRoute({
  http: { method: "GET", path: "/api" },
  summary: "Check API Status",
  operation: operations.health.api,
  rate: "key",
  output: z.object({ status: z.literal(true), version: z.string(), platform_codename: z.string() }),
  answer: () => ({ status: true as const, ...SPOKEN }),
});

/** The API of Heliactyl Next 3.2: coins, packages, resources, bans and servers of members, for bots. */
export const heliactyl: Dialect = {
  name: "heliactyl",
  title: "Heliactyl API v3",
  description:
    "Coins, packages, resources, bans and servers of members as clients of Heliactyl know them. Send a key of this panel as Bearer. Whoever is meant is named by their id at Discord, Google or GitHub, by their id here or by that in an imported panel. What is wrong with a call is said by `status`, with HTTP status 200 where the original answers so.",
  credentials: ["authorization"],
  // The original's 250 in ten minutes are too few for any bot.
  rates: { key: [{ name: "minute", limit: 600, windowSec: 60 }] },
  tellsOff: true,
  routes: [statusRoute, ...peopleRoutes, ...coinRoutes, ...serverRoutes],
  documents: ["/api/openapi.json"],
  failure(error, _at, route) {
    const refused = (status: string) => ({ status: 200, body: { status } });
    const failed = (status: number, message: string) => ({ status, body: { status: "error", message } });
    switch (error.reason) {
      case "dialects.off":
        return failed(403, "API is disabled");
      case "unauthenticated":
        return failed(401, "Missing authorization header");
      case "request.unknown_path":
        return failed(404, "Not Found");
      case "packages.unknown":
        return refused("invalid package");
      case "economy.too_many":
        return refused("too small or big coins");
    }
    switch (error.code) {
      case "unauthenticated":
        return failed(403, "Invalid API key");
      case "not_found":
        return refused("invalid id");
      case "rate_limited": {
        const retryAfter = error.retryAfterSec ?? 60;
        return { status: 429, body: { error: "Too many requests from this IP, please try again later.", retryAfter } };
      }
      case "invalid_json":
        if (error.details[0]?.code !== "array") return failed(400, error.message);
        // An array has no id either, which is all that half of the calls look at.
        return refused(route?.body?.shape.id === NamedId ? "missing id" : "body cannot be an array");
      case "invalid_input":
        return inItsWords(error) ?? failed(400, sentence(error));
      default:
        return failed(ERRORS[error.code].http, error.message);
    }
  },
  errorForm: z
    .union([
      z.object({ status: z.string(), message: z.string().optional() }),
      z.object({ error: z.string(), retryAfter: z.int() }),
    ])
    .meta({ id: "Error" }),
};

/** What the table itself refuses is worded as the original words it. */
function inItsWords({ details }: AppError) {
  const said = details.find(({ code }) => code === "custom");
  return said ? { status: 200, body: { status: said.message } } : null;
}

function sentence({ message, details }: AppError): string {
  return details.length > 0 ? details.map(({ path, message }) => `${path}: ${message}`).join("; ") : message;
}
