import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { ServerId } from "../hosting/schema.ts";

const SERVER = { serverId: "srv_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Lowtide" };
const OneServer = z.object({ serverId: ServerId, name: z.string() });
const subject = ({ serverId }: { serverId: string }) => ({ serverId });

export const engineConnected = defineEvent({
  type: "server.engine_connected",
  summary: "A server's game has connected to the panel by the bridge.",
  permission: "servers:read",
  payload: OneServer.extend({
    run: z.string().describe("Another one each time the game starts."),
    gameVersion: z.string().nullable(),
  }),
  example: { ...SERVER, run: "0f6d2c1e", gameVersion: "1.0" },
  subject,
});

export const engineDisconnected = defineEvent({
  type: "server.engine_disconnected",
  summary: "A server's game is not connected by the bridge any more.",
  permission: "servers:read",
  payload: OneServer.extend({
    run: z.string(),
    reason: z.enum(["ended", "lost"]).describe("It said goodbye, or is not heard any more."),
  }),
  example: { ...SERVER, run: "0f6d2c1e", reason: "lost" },
  subject,
});
