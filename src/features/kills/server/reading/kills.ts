import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";
import { Kill, KillId } from "../../schema.ts";
import { FeedFilters, FeedSubjects, killFeed } from "./kill-feed.ts";
import { withName } from "./kill-names.ts";
import { KillRow, selectKills, shownKill } from "./kill-rows.ts";
import { visibleKills } from "./seen-kills.ts";

export const EXAMPLE_KILL = "kil_01930000000070008000000000000001";

export const list = defineQuery({
  id: "kills.list",
  summary: "List kills",
  description: "Newest first. Whoever shows their kills to few is not named to others, and not found by who they are.",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: CursorInput.extend({ ...FeedSubjects.shape, ...FeedFilters.shape }),
  output: cursorPageOf(Kill),
  example: { game: "star citizen" },
  http: { method: "GET", path: "/kills" },
  run: killFeed,
});

export const OneKill = z.object({ killId: KillId });

export const get = defineQuery({
  id: "kills.get",
  summary: "Get a kill",
  access: { kind: "list", permission: "kills:read" },
  errors: ["not_found"],
  input: OneKill,
  output: Kill,
  example: { killId: EXAMPLE_KILL },
  http: { method: "GET", path: "/kills/{killId}" },
  async run(context, input) {
    const { db, actor, now } = context;
    const kill = await row(
      db,
      KillRow,
      sql`${selectKills(actor)} where k.id = ${input.killId} and ${visibleKills(actor, now)}`,
    );
    if (!kill) throw new AppError("not_found", "kills.unknown");
    return withName(db, shownKill(kill, actor, now));
  },
});
