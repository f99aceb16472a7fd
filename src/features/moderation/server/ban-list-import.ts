import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand } from "#app/operation/define.ts";
import { BanListError, BanListFormat, type ReadBanList, readBanList } from "../ban-lists.ts";
import { PunishmentScope } from "../schema.ts";
import { beginImport } from "./long-imports.ts";
import { EXAMPLE_SERVER, OneServer, oneServer, reachOf } from "./places.ts";
import { type Becomes, distinct, takeBans, whatBecomes } from "./take-bans.ts";

const MAX_TEXT = 4_000_000;
/** So many are taken in while whoever asks waits. */
const AT_ONCE = 200;

const Entry = z.object({
  name: z.string().nullable(),
  platformId: z.string().nullable(),
  address: z.string().nullable(),
  reason: z.string().nullable(),
  endsAt: Timestamp.nullable().describe("null: for ever."),
  becomes: z
    .enum(["ban", "there", "over"])
    .describe("ban: a ban that was not there; there: it holds already; over: its time has passed."),
});

export const importList = defineCommand({
  id: "banLists.import",
  summary: "Import a game's ban list",
  description:
    "Says first what it would do (`dryRun`, which is the default), and then does it. What holds already stays as it is, so a repeat adds nothing; nothing is lifted. A list of more than 200 bans is taken in bit by bit after the answer, as long as whoever asked for it may; how far that is, `banLists.imports` tells.",
  access: { kind: "permission", permission: "players:ban" },
  subject: oneServer,
  rings: true,
  errors: ["bad_request", "conflict"],
  input: OneServer.extend({
    format: BanListFormat,
    text: z.string().min(1).max(MAX_TEXT).describe("The file as it is."),
    scope: PunishmentScope.default("server"),
    dryRun: z.boolean().default(true).describe("Only say what would be done."),
  }),
  output: z.object({
    dryRun: z.boolean(),
    importId: z.string().nullable().describe("Of a long list that is being taken in now; null: all is done."),
    added: z.int().describe("Bans that were made, or are yet to be."),
    there: z.int(),
    over: z.int(),
    entries: z.array(Entry).describe("The first 500."),
    problems: z
      .array(z.object({ at: z.int(), problem: z.string() }))
      .describe("What could not be read, by line or by place in the list; the first 100."),
  }),
  example: { serverId: EXAMPLE_SERVER, format: "source-users", text: "banid 0 STEAM_1:0:1234567\n" },
  http: { method: "POST", path: "/servers/{serverId}/ban-list" },
  async run(context, { format, text, scope, dryRun }, server) {
    const { actor, now } = context;
    if (!may(actor, "players:ban", reachOf(scope, server)))
      throw new AppError("forbidden", "forbidden", { permission: "players:ban" });
    const { bans: listed, problems } = read(format, text, now);
    const bans = distinct(listed);
    // Who has no account is asked anew by nobody: what they begin is done while they wait.
    const isLong = bans.length > AT_ONCE && actor.userId !== null;
    const becomes =
      dryRun || isLong ? await whatBecomes(context, server, bans) : await takeBans(context, server, { bans, scope });
    const entries = bans.map(({ name, platformId, address, reason, endsAt }, index) => ({
      ...{ name, platformId, address, reason, endsAt: iso(endsAt) },
      becomes: becomes[index]!,
    }));
    const count = (what: Becomes) => becomes.filter((each) => each === what).length;
    const importId = !dryRun && isLong ? await beginImport(context, server, { format, scope, bans, problems }) : null;
    return {
      dryRun,
      importId,
      added: count("ban"),
      there: count("there"),
      over: count("over"),
      entries: entries.slice(0, 500),
      problems: problems.slice(0, 100),
    };
  },
});

function read(format: BanListFormat, text: string, now: Date): ReadBanList {
  try {
    return readBanList(format, text, now);
  } catch (error) {
    if (error instanceof BanListError)
      throw new AppError("bad_request", "moderation.list_unreadable", { problem: error.message });
    throw error;
  }
}
