import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";

const of = (payload: { userId: string }) => ({ userId: payload.userId });

export const userCreated = defineEvent({
  type: "user.created",
  summary: "A user was added, or signed up.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string(), roles: z.array(z.string()) }),
  subject: of,
});

export const userUpdated = defineEvent({
  type: "user.updated",
  summary: "A user's name, address, avatar or preferences changed.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string() }),
  subject: of,
});

export const userStateChanged = defineEvent({
  type: "user.state_changed",
  summary: "A user was suspended, let in again or removed.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string(), state: z.enum(["active", "suspended", "removed"]) }),
  subject: of,
});

export const userRolesChanged = defineEvent({
  type: "user.roles_changed",
  summary: "A user was given other roles.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string(), roles: z.array(z.string()) }),
  subject: of,
});

export const userSignInMethodsChanged = defineEvent({
  type: "user.sign_in_methods_changed",
  summary: "A user's password, second factor, passkeys or linked accounts changed.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), name: z.string(), change: z.string() }),
  subject: of,
});

export const sessionStarted = defineEvent({
  type: "session.started",
  summary: "A user signed in.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), sessionId: z.string(), method: z.string() }),
  subject: of,
});

export const sessionRevoked = defineEvent({
  type: "session.revoked",
  summary: "Sessions of a user were ended.",
  permission: "users:read",
  payload: z.object({ userId: z.string(), sessionIds: z.array(z.string()) }),
  subject: of,
});

export const roleChanged = defineEvent({
  type: "role.changed",
  summary: "A role was made, changed or removed.",
  permission: "roles:read",
  payload: z.object({ roleId: z.string(), name: z.string(), change: z.enum(["created", "updated", "removed"]) }),
  subject: () => ({}),
});

export const invitationChanged = defineEvent({
  type: "invitation.changed",
  summary: "An invitation was made, accepted or withdrawn.",
  permission: "invitations:read",
  payload: z.object({ invitationId: z.string(), change: z.enum(["created", "accepted", "revoked"]) }),
  subject: () => ({}),
});
