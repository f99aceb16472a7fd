import * as z from "zod";
import { balanceOf } from "#app/features/economy/server/index.ts";
import { MemberServer, serversOfMember } from "#app/features/hosting/server/index.ts";
import { ResourceAmounts } from "#app/features/packages/resource-amounts.ts";
import { allowanceOf } from "#app/features/packages/server/index.ts";
import { isFreeMember } from "#app/features/renewals/server/index.ts";
import { may } from "#app/lib/access.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";

const Person = z.object({
  id: z.string(),
  num: z.number(),
  name: z.string(),
  email: z.string().nullable(),
  suspendedAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  secondFactor: z.boolean(),
  isAdmin: z.boolean(),
});

export const of = defineQuery({
  id: "standing.of",
  summary: "How a member stands",
  description: "Their coins, package, extra resources and servers in one answer. Servers as far as you may see them.",
  access: { kind: "permission", permission: "economy.all:read" },
  subject: {
    kind: "user",
    load: ({ db }: Context, { userId }: { userId: string }) =>
      row(
        db,
        Person,
        sql`select u.id, u.num, u.name, u.email, u."suspendedAt", u."createdAt", u."updatedAt",
              exists (select 1 from totp_factors t where t."userId" = u.id and t."confirmedAt" is not null) as "secondFactor",
              exists (select 1 from role_members m join roles r on r.id = m."roleId" where m."userId" = u.id and r.key in ('owner', 'admin')) as "isAdmin"
            from users u where u.id = ${userId} and u.kind = 'person' and u."removedAt" is null`,
      ),
    name: ({ id, name }: z.output<typeof Person>) => ({ id, label: name }),
  },
  input: z.object({ userId: z.string().max(100) }),
  output: z.object({
    id: z.string(),
    number: z.int(),
    name: z.string(),
    email: z.string().nullable().describe("For who may see users; null else."),
    isSuspended: z.boolean(),
    isAdmin: z.boolean().describe("Whether they are owner or admin of the panel."),
    secondFactor: z.boolean(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    coins: z.int(),
    package: z.object({ id: z.string(), name: z.string() }),
    base: ResourceAmounts.describe("What the package gives."),
    extra: ResourceAmounts.describe("What was bought or given beyond it."),
    used: ResourceAmounts,
    neverExpires: z.boolean().describe("Whether no server of theirs has to be renewed."),
    servers: z.array(MemberServer),
  }),
  example: { userId: "usr_01930000000070008000000000000001" },
  http: { method: "GET", path: "/users/{userId}/standing" },
  async run(context, { userId }, { num, suspendedAt, createdAt, updatedAt, email, ...person }) {
    const { db, now, actor } = context;
    const [{ balance }, { package: held, base, extra, used }, neverExpires, servers] = await Promise.all([
      balanceOf(db, userId),
      allowanceOf(db, userId, now),
      isFreeMember(db, userId),
      serversOfMember(context, userId),
    ]);
    return {
      ...person,
      number: num,
      email: may(actor, "users:read") ? email : null,
      isSuspended: suspendedAt !== null,
      createdAt: iso(createdAt),
      updatedAt: iso(updatedAt),
      coins: balance,
      package: { id: held.id, name: held.name },
      ...{ base, extra, used },
      neverExpires,
      servers,
    };
  },
});
