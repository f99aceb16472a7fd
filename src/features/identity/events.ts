import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";

const USER = "usr_019f3c2a7b407d11a2c35e8f90b1c2d3";
const SESSION = "ses_019f3c2a7b407d11a2c35e8f90b1c2d3";
const of = (payload: { userId: string }) => ({ userId: payload.userId });

export const userCreated = defineEvent({
  type: "user.created",
  summary: "A user was added, or signed up.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string(), roles: z.array(z.string()) }),
  example: { userId: USER, name: "Alex", roles: ["member"] },
  subject: of,
});

export const userUpdated = defineEvent({
  type: "user.updated",
  summary: "A user's name, address, avatar or preferences changed.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string() }),
  example: { userId: USER, name: "Alex" },
  subject: of,
});

export const userStateChanged = defineEvent({
  type: "user.state_changed",
  summary: "A user was suspended, let in again or removed.",
  permission: "users:read",
  payload: z.object({
    userId: z.string(),
    name: z.string(),
    state: z.enum(["active", "suspended", "removed"]),
    reason: z.string().nullable().optional().describe("What they were told."),
    until: z.string().nullable().optional().describe("When it ends by itself."),
  }),
  example: { userId: USER, name: "Alex", state: "suspended", reason: "Cheating", until: "2026-12-24T18:00:00.000Z" },
  subject: of,
});

export const userRolesChanged = defineEvent({
  type: "user.roles_changed",
  summary: "A user was given other roles.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string(), roles: z.array(z.string()) }),
  example: { userId: USER, name: "Alex", roles: ["moderator"] },
  subject: of,
});

export const userSignInMethodsChanged = defineEvent({
  type: "user.sign_in_methods_changed",
  summary: "A user's password, second factor, passkeys or linked accounts changed.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string(), change: z.string() }),
  example: { userId: USER, name: "Alex", change: "password" },
  subject: of,
});

export const sessionStarted = defineEvent({
  type: "session.started",
  summary: "A user signed in.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), sessionId: z.string(), method: z.string() }),
  example: { userId: USER, sessionId: SESSION, method: "password" },
  subject: of,
});

export const sessionRevoked = defineEvent({
  type: "session.revoked",
  summary: "Sessions of a user were ended.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), sessionIds: z.array(z.string()) }),
  example: { userId: USER, sessionIds: [SESSION] },
  subject: of,
});

export const roleChanged = defineEvent({
  type: "role.changed",
  summary: "A role was made, changed or removed.",
  permission: "roles:read",
  payload: z.object({ roleId: z.string(), name: z.string(), change: z.enum(["created", "updated", "removed"]) }),
  example: { roleId: "rol_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "Helper", change: "updated" },
  subject: () => ({}),
});

export const invitationChanged = defineEvent({
  type: "invitation.changed",
  summary: "An invitation was made, accepted or withdrawn.",
  permission: "invitations:read",
  payload: z.object({ invitationId: z.string(), change: z.enum(["created", "accepted", "revoked"]) }),
  example: { invitationId: "inv_019f3c2a7b407d11a2c35e8f90b1c2d3", change: "accepted" },
  subject: () => ({}),
});
