import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineCommand } from "#app/operation/define.ts";
import { mayManageServers } from "../policy.ts";
import { makeServer, NewServerInput } from "./make-server.ts";
import { ServerDetails, serverDetails } from "./server-details.ts";

export const create = defineCommand({
  id: "servers.create",
  summary: "Create a server",
  description:
    "Its node installs it next, and starts it afterwards where `start` is set. Progress is in the server's `install` and in its events. Where no node has room (`nodes.none`), or somebody waits for that room already (`queue.others_wait`), queue.join takes the same body and waits.",
  access: { kind: "permission", permission: "servers:create" },
  errors: ["conflict", "not_found"],
  input: z.object({
    ...NewServerInput,
    ownerId: z
      .string()
      .max(100)
      .optional()
      .describe("Whose server. Default: yours. Others' only with servers:update on all."),
  }),
  output: ServerDetails,
  example: { name: "My Server", blueprintId: "minecraft-java", memoryMiB: 2048, cpuPercent: 100, diskMiB: 10240 },
  http: { method: "POST", path: "/servers", status: 201 },
  async run(context, { ownerId: asked, ...input }) {
    const { actor } = context;
    const ownerId = asked ?? actor.userId;
    if (ownerId !== actor.userId && !mayManageServers(actor))
      throw new AppError("forbidden", "forbidden", { permission: "servers:update" });
    if (!ownerId) throw new AppError("not_found");
    return serverDetails(context, await makeServer(context, ownerId, input));
  },
});
