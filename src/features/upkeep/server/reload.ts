import * as z from "zod";
import { deliverOrder, placeOrder } from "#app/features/games/server/index.ts";
import { EXAMPLE_SERVER, OneServer, serverSubject } from "#app/features/hosting/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { sectionsOf } from "../reloaded-sections.ts";
import { requireGame } from "./engine.ts";

export const reload = defineDelivery({
  id: "servers.reload",
  summary: "Let a server's game read its configuration again",
  description:
    "By its own command, where it has one. `reloadedSections` are those that the game names; a game that names none has an empty list, and its own words in `said`.",
  access: { kind: "permission", permission: "servers.console:write" },
  subject: serverSubject,
  errors: ["conflict"],
  input: OneServer,
  output: z.object({
    reloadedSections: z.array(z.string()),
    said: z.string().nullable().describe("What the game said to it."),
    via: z.enum(["bridge", "console"]).nullable(),
  }),
  example: EXAMPLE_SERVER,
  http: { method: "POST", path: "/servers/{serverId}/reload" },
  async run(context, _input, server) {
    await requireGame(context, server, "reload");
    return { orderId: await placeOrder(context, server.id, { kind: "reload", fields: {} }) };
  },
  async afterCommit({ runtime }, { orderId }) {
    const { state, via, said, reason } = await deliverOrder(runtime, orderId);
    if (state === "unsupported" || state === "expired") throw new AppError("unavailable", "engine_not_ready");
    if (state === "failed") throw new AppError("conflict", "engine_refused", { said: said ?? reason ?? state });
    return { reloadedSections: sectionsOf(said), said, via };
  },
});
