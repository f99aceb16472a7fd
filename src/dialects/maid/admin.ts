import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { wholeSeconds } from "../ids.ts";
import { ofServer, When } from "./shapes.ts";

const server = "required" as const;
const rate = "key";
const Done = z.object({ success: z.boolean(), message: z.string() });

export const adminRoutes = [
  defineRoute({
    http: { method: "GET", path: "/api/v1/health" },
    summary: "Health check",
    operation: operations.health.api,
    rate,
    credentials: "optional",
    output: z.object({ status: z.literal("ok"), timestamp: When, version: z.string(), uptime_seconds: z.int() }),
    answer: ({ status, at, version, uptimeSeconds }) => ({
      status,
      timestamp: wholeSeconds(at),
      version,
      uptime_seconds: uptimeSeconds,
    }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/admin/broadcast" },
    summary: "Broadcast message",
    operation: operations.broadcasts.toServer,
    rate,
    server,
    body: z.object({ message: z.string().max(500).describe("What all who play are told: one line.") }),
    input: (asked) => ({ ...ofServer(asked), text: asked.body.message }),
    names: { text: "message" },
    output: Done.extend({ recipients: z.int().describe("Who was in.") }),
    answer: ({ deliveries: [delivery], online }) => {
      const success = delivery?.state === "done";
      return {
        success,
        message: success
          ? "Broadcast sent successfully"
          : `Broadcast was not taken: ${delivery?.reason ?? "the game is gone"}`,
        recipients: success ? online : 0,
      };
    },
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/admin/shutdown" },
    summary: "Shut the game server down",
    operation: operations.shutdowns.schedule,
    rate,
    server,
    body: z.object({
      delay_seconds: z.int().min(0).max(86_400).default(300).describe("How long from now; players are told."),
      reason: z.string().max(500).optional(),
    }),
    input: (asked) => ({
      ...ofServer(asked),
      delaySeconds: asked.body.delay_seconds,
      ...(asked.body.reason ? { reason: asked.body.reason } : {}),
    }),
    names: { delaySeconds: "delay_seconds" },
    output: Done.extend({ scheduled_at: When }),
    answer: ({ reason, dueAt }) => ({
      success: true,
      message: reason === null ? "Shutdown scheduled" : `Shutdown scheduled: ${reason}`,
      scheduled_at: wholeSeconds(dueAt),
    }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/admin/reload-config" },
    summary: "Reload configuration",
    operation: operations.servers.reload,
    rate,
    server,
    input: ofServer,
    output: Done.extend({ reloaded_sections: z.array(z.string()).describe("Those that the game names.") }),
    answer: ({ reloadedSections }) => ({
      success: true,
      message: "Configuration reloaded successfully",
      reloaded_sections: reloadedSections,
    }),
  }),
];
