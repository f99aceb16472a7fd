import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { Rights } from "../schema.ts";

const Place = z.object({ id: z.string(), communityId: z.string().nullable(), isOwn: z.boolean() });

export const rights = defineQuery({
  id: "profile.rights",
  summary: "Get what the current user may, and where",
  description: "Of a key: as far as its scopes go.",
  access: { kind: "permission", permission: "profile:read" },
  errors: ["not_found"],
  input: z.object({}),
  output: Rights,
  example: {},
  http: { method: "GET", path: "/users/me/rights" },
  async run({ db, actor }) {
    const { userId, scopes } = actor;
    if (userId === null) throw new AppError("not_found");
    const { instance, communities, servers } = actor.holdings;
    const allowed = (held: ReadonlySet<Permission>) => [...held].filter((each) => !scopes || scopes.has(each));
    const found = await rows(
      db,
      Place,
      sql`select s.id, s."communityId", s."ownerId" = ${userId} as "isOwn" from servers s
          where (s."ownerId" = ${userId} or s."communityId" = any(${[...communities.keys()]}::text[])) and s.desired <> 'deleted'
          order by s.num`,
    );
    return {
      everywhere: allowed(instance),
      ownServers: found.filter(({ isOwn }) => isOwn).map(({ id }) => id),
      communities: [...communities].map(([communityId, held]) => ({
        communityId,
        permissions: allowed(held),
        serverIds: found.filter((each) => each.communityId === communityId).map(({ id }) => id),
      })),
      servers: [...servers].map(([serverId, held]) => ({ serverId, permissions: allowed(held) })),
    };
  },
});
