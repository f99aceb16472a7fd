import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { Community, MemberRole } from "../schema.ts";
import {
  discordHoldsSince,
  EXAMPLE_COMMUNITY,
  guildOf,
  OneCommunity,
  roleIn,
  seenCommunity,
  shownCommunity,
} from "./community-rows.ts";

const MOST_MEMBERS = 100;
const MemberRow = z.object({
  userId: z.string(),
  name: z.string(),
  avatarUrl: z.string().nullable(),
  givenRole: MemberRole.nullable(),
  discordRole: MemberRole.nullable(),
});

export const overview = defineQuery({
  id: "communities.overview",
  summary: "Get a community with its members and channels",
  description: `Its first ${MOST_MEMBERS} members by role and name, and the channels of its server of Discord, for those who may see them: its own, and who sees all communities.`,
  access: { kind: "list", permission: "communities:read" },
  errors: ["not_found"],
  input: OneCommunity,
  output: z.object({
    community: Community,
    members: z.array(MemberRow.omit({ givenRole: true, discordRole: true }).extend({ role: MemberRole })),
    channels: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  example: { communityId: EXAMPLE_COMMUNITY },
  http: { method: "GET", path: "/communities/{communityId}/overview" },
  async run(context, { communityId }) {
    const { db, actor, now } = context;
    const found = await seenCommunity(context, communityId);
    const community = shownCommunity(found);
    if (!may(actor, "communities:read", { communityId: found.id })) return { community, members: [], channels: [] };
    const members = await rows(
      db,
      MemberRow,
      sql`select u.id as "userId", u.name, u."avatarUrl", m."givenRole", case when m."checkedAt" > ${discordHoldsSince(now)} then m."discordRole" end as "discordRole"
          from community_members m join users u on u.id = m."userId" and u."removedAt" is null where m."communityId" = ${found.id}
          order by coalesce(m."givenRole", m."discordRole") is distinct from 'admin', lower(u.name), u.id limit ${MOST_MEMBERS}`,
    );
    const guild = await guildOf(db, found.guildId);
    return {
      community,
      members: members.map(({ givenRole, discordRole, ...member }) => ({
        ...member,
        role: roleIn({ givenRole, discordRole }) ?? "member",
      })),
      channels: (guild?.channels ?? []).map(({ id, name }) => ({ id, name })),
    };
  },
});
