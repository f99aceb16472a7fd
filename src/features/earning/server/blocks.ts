import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { pageRows, row, type Sql, sql } from "#app/platform/sql.ts";
import { earningBlockChanged } from "../events.ts";
import { BlockReason, EarningBlock } from "../schema.ts";

const BlockRow = z.object({ userId: z.string(), name: z.string(), reason: z.string(), at: z.date(), by: z.string() });
const SELECT = sql`select e."userId", u.name, e."blockedReason" as reason, e."blockedAt" as at, e."blockedByLabel" as by`;
const shown = (block: z.output<typeof BlockRow>) => ({ ...block, at: iso(block.at) });

function blockOf(db: Sql, userId: string) {
  return row(
    db,
    BlockRow,
    sql`${SELECT} from earners e join users u on u.id = e."userId" where e."userId" = ${userId} and e."blockedAt" is not null`,
  );
}

export const blocks = defineQuery({
  id: "earning.blocks",
  summary: "List who may earn no coins",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  input: PageInput,
  output: pageOf(EarningBlock),
  example: {},
  http: { method: "GET", path: "/admin/earning/blocks" },
  async run({ db }, { page, limit }) {
    const { found, total } = await pageRows(
      db,
      BlockRow.extend({ total: z.number() }),
      sql`${SELECT}, count(*) over ()::int as total from earners e join users u on u.id = e."userId" where e."blockedAt" is not null
          order by e."blockedAt" desc, e."userId"`,
      { page, limit },
    );
    return { items: found.map(({ total: _total, ...block }) => shown(block)), total, page, limit };
  },
});

const OneMember = z.object({ userId: z.string().max(100) });
const Member = z.object({ id: z.string(), name: z.string() });
const example = { userId: "usr_01930000000070008000000000000001" };

const subject = {
  kind: "user",
  load: ({ db }: Context, { userId }: z.output<typeof OneMember>) =>
    row(db, Member, sql`select id, name from users where id = ${userId} and kind = 'person' and "removedAt" is null`),
  see: "economy.all:read" as const,
  name: ({ id, name }: z.output<typeof Member>) => ({ id, label: name }),
};

export const getBlock = defineQuery({
  id: "earning.getBlock",
  summary: "See whether a member may earn coins",
  description: "`block` is null where they may.",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  subject,
  input: OneMember,
  output: z.object({ block: EarningBlock.nullable() }),
  example,
  http: { method: "GET", path: "/admin/users/{userId}/earning" },
  async run({ db }, { userId }) {
    const found = await blockOf(db, userId);
    return { block: found && shown(found) };
  },
});

export const block = defineCommand({
  id: "earning.block",
  summary: "Let a member earn no coins",
  description: "They keep what they have. What they play meanwhile gives nothing later either.",
  access: { kind: "permission", permission: "economy:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneMember.extend({ reason: BlockReason }),
  output: EarningBlock,
  example: { ...example, reason: "Earns with five accounts at once" },
  http: { method: "PUT", path: "/admin/users/{userId}/earning/block" },
  async run({ db, now, actor, emit, changed }, { userId, reason }, member) {
    const before = await blockOf(db, userId);
    await db.execute(sql`
      insert into earners ("userId", "blockedAt", "blockedReason", "blockedByLabel") values (${userId}, ${now}, ${reason}, ${actor.label})
      on conflict ("userId") do update set "blockedAt" = excluded."blockedAt", "blockedReason" = excluded."blockedReason",
        "blockedByLabel" = excluded."blockedByLabel", "idlePage" = null, "idleBeatAt" = null`);
    changed(before && { reason: before.reason }, { reason });
    emit(earningBlockChanged, { userId, name: member.name, isBlocked: true, reason });
    return shown((await blockOf(db, userId))!);
  },
});

export const unblock = defineCommand({
  id: "earning.unblock",
  summary: "Let a member earn coins again",
  access: { kind: "permission", permission: "economy:write" },
  rate: "admin",
  subject,
  errors: ["conflict"],
  input: OneMember,
  output: z.object({}),
  example,
  http: { method: "DELETE", path: "/admin/users/{userId}/earning/block" },
  async run({ db, emit, changed }, { userId }, member) {
    const before = await blockOf(db, userId);
    if (!before) throw new AppError("conflict", "earning.not_blocked");
    await db.execute(
      sql`update earners set "blockedAt" = null, "blockedReason" = null, "blockedByLabel" = null where "userId" = ${userId}`,
    );
    changed({ reason: before.reason }, null);
    emit(earningBlockChanged, { userId, name: member.name, isBlocked: false, reason: null });
    return {};
  },
});
