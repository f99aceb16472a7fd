import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { Timestamp } from "#app/lib/time.ts";
import { defineRoute } from "../dialect.ts";
import { data, dataPage, ListedUser, Page, paged, shownMe, shownUser, User } from "./shapes.ts";

const Session = z.object({ id: z.string(), userId: z.string(), createdAt: Timestamp });
const text = z.string().max(400);

/** Rows of the document's sections Authentication, Users and Admin, as far as they are about people. */
export const peopleRoutes = [
  defineRoute({
    http: { method: "POST", path: "/api/v1/auth/signin" },
    summary: "Sign in",
    operation: operations.auth.signIn,
    rate: "auth",
    credentials: "optional",
    body: z.object({ email: text, password: text }),
    input: ({ body }) => body,
    output: data(
      z.object({
        user: User.nullable().describe("Null: the second factor is still to come."),
        secondFactor: z.object({ token: z.string(), methods: z.array(z.string()), expiresAt: Timestamp }).nullable(),
      }),
    ),
    answer: ({ user, secondFactor }) => ({ data: { user: user && shownMe(user), secondFactor } }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/auth/signup", status: 201 },
    summary: "Sign up",
    operation: operations.auth.register,
    rate: "auth",
    credentials: "optional",
    body: z.object({ name: text, email: text, password: text }),
    input: ({ body }) => body,
    output: data(z.object({ user: User })),
    answer: ({ user }) => ({ data: { user: shownMe(user) } }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/auth/signout" },
    summary: "Sign out",
    operation: operations.auth.signOut,
    rate: "auth",
    output: data(z.object({ success: z.literal(true) })),
    answer: () => ({ data: { success: true as const } }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/auth/session" },
    summary: "Get session",
    operation: operations.auth.session,
    rate: "auth",
    credentials: "optional",
    output: data(z.object({ user: User, session: Session.nullable() }).nullable()),
    answer: ({ user, session }) => ({
      data: user && {
        user: shownMe(user),
        session: session && { id: session.id, userId: user.id, createdAt: session.authenticatedAt },
      },
    }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/users/me" },
    summary: "Get current user",
    operation: operations.profile.get,
    rate: "general",
    output: data(User),
    answer: (me) => ({ data: shownMe(me) }),
  }),
  defineRoute({
    http: { method: "PATCH", path: "/api/v1/users/me" },
    summary: "Update current user",
    operation: operations.profile.update,
    rate: "general",
    body: z.object({ name: text.optional(), preferredLocale: text.nullable().optional() }),
    input: ({ body: { name, preferredLocale } }) => ({
      ...(name === undefined ? {} : { name }),
      ...(preferredLocale === undefined ? {} : { preferences: { locale: preferredLocale } }),
    }),
    names: { preferences: "preferredLocale" },
    output: data(User),
    answer: (me) => ({ data: shownMe(me) }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/admin/users" },
    summary: "List users",
    operation: operations.users.list,
    rate: "admin",
    query: Page,
    input: ({ query }) => query,
    output: dataPage(ListedUser),
    answer: (users) => paged(users, shownUser),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/admin/stats" },
    summary: "Platform stats",
    operation: operations.platform.stats,
    rate: "admin",
    output: data(operations.platform.stats.output),
    answer: (stats) => ({ data: stats }),
  }),
];
