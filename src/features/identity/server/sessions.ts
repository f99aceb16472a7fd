import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { Session } from "../schema.ts";
import { callerOf } from "./caller.ts";
import { endSessions, sessionsOf } from "./session-store.ts";

export const list = defineQuery({
  id: "sessions.list",
  summary: "List the own sessions",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: z.object({}),
  output: z.object({ items: z.array(Session) }),
  example: {},
  http: { method: "GET", path: "/users/me/sessions" },
  async run(context) {
    const { id } = await callerOf(context);
    return { items: await sessionsOf(context.db, id, context.actor.sessionId, context.now) };
  },
});

export const revoke = defineCommand({
  id: "sessions.revoke",
  summary: "End one of the own sessions",
  description: "In effect everywhere within a second.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  errors: ["not_found"],
  input: z.object({ sessionId: z.string().min(1).max(64) }),
  output: z.object({}),
  example: { sessionId: "ses_01930000000070008000000000000001" },
  http: { method: "DELETE", path: "/users/me/sessions/{sessionId}", status: 204 },
  async run(context, { sessionId }) {
    const person = await callerOf(context);
    context.target("session", sessionId, person.name);
    const ended = await endSessions(context, person.id, { only: sessionId });
    if (ended.length === 0) throw new AppError("not_found");
    return {};
  },
});

export const revokeOthers = defineCommand({
  id: "sessions.revokeOthers",
  summary: "End all own sessions but this one",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  input: z.object({}),
  output: z.object({ ended: z.int() }),
  example: {},
  http: { method: "POST", path: "/users/me/sessions/revoke-others" },
  async run(context) {
    const person = await callerOf(context);
    context.target("user", person.id, person.name);
    const ended = await endSessions(context, person.id, { except: context.actor.sessionId });
    return { ended: ended.length };
  },
});
