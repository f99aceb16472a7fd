import { randomInt } from "node:crypto";
import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { RsiHandle } from "#app/features/kills/schema.ts";
import { meetByHandle } from "#app/features/kills/server/index.ts";
import { STAR_CITIZEN } from "#app/features/kills/told-kill.ts";
import { LINK_LETTERS } from "#app/features/players/link-code.ts";
import { linkPlayer } from "#app/features/players/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { env } from "#app/platform/env.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { PROOF_CODE } from "../rsi-profile.ts";
import { readNow } from "./rsi-pages.ts";

const PROOF_MS = DAY;

const Proof = z.object({
  handle: z.string(),
  code: z
    .string()
    .describe("Goes into the biography of the handle's profile page. It may be taken out once it was found."),
  address: z.string().describe("The profile page that is read."),
  expiresAt: Timestamp,
});
const ProofRow = z.object({ handle: z.string(), code: z.string(), expiresAt: z.date() });

export const handleProof = defineQuery({
  id: "catalog.handleProof",
  summary: "Get the proof of your handle that you have begun",
  access: { kind: "permission", permission: "profile:read" },
  input: z.object({}),
  output: z.object({
    isOffered: z.boolean().describe("Whether this panel reads profile pages at all."),
    proof: Proof.nullable(),
  }),
  example: {},
  http: { method: "GET", path: "/users/me/rsi-proof" },
  async run({ db, actor, now }) {
    const open = await openProof(db, actor.userId, now);
    return { isOffered: await setting(db, "rsi-profiles"), proof: open && shownProof(open) };
  },
});

export const beginHandleProof = defineCommand({
  id: "catalog.beginHandleProof",
  summary: "Begin to prove your handle in Star Citizen",
  description:
    "Gives a code for the biography of the handle's profile page, good for a day. It takes the place of the one before.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  rate: "key-management",
  errors: ["conflict"],
  input: z.object({ handle: RsiHandle }),
  output: Proof,
  example: { handle: "Outlaw-Joe" },
  http: { method: "POST", path: "/users/me/rsi-proof", status: 201 },
  async run({ db, actor, now }, { handle }) {
    await refuseWhileOff(db);
    const proof = { handle, code: newCode(), expiresAt: new Date(now.getTime() + PROOF_MS) };
    await db.execute(sql`
      insert into handle_proofs ("userId", handle, code, "createdAt", "expiresAt") values (${actor.userId}, ${handle}, ${proof.code}, ${now}, ${proof.expiresAt})
      on conflict ("userId") do update set handle = excluded.handle, code = excluded.code, "createdAt" = excluded."createdAt", "expiresAt" = excluded."expiresAt"`);
    return shownProof(proof);
  },
});

export const checkHandleProof = defineCommand({
  id: "catalog.checkHandleProof",
  summary: "Have your profile page looked at for the code",
  description:
    "Reads the page now. Where the code stands in its biography, the player of that handle is yours; whoever has only said so, or has it by a log alone, loses it.",
  access: { kind: "permission", permission: "profile:write" },
  peopleOnly: true,
  rate: "key-management",
  errors: ["not_found", "conflict", "unavailable"],
  input: z.object({}),
  output: z.object({ playerId: z.string(), handle: z.string() }),
  example: {},
  http: { method: "POST", path: "/users/me/rsi-proof/check" },
  // The page is read before the transaction: it may take its time.
  async before({ db, actor, now }) {
    await refuseWhileOff(db);
    const open = await openProof(db, actor.userId, now);
    if (!open) throw new AppError("not_found", "catalog.no_proof");
    const read = await readNow(db, open.handle);
    if (!read) throw new AppError("unavailable", "catalog.page_unavailable");
    const codes = (read.profile?.biography ?? "").match(PROOF_CODE) ?? [];
    if (!codes.some((code) => code.toUpperCase() === open.code))
      throw new AppError("conflict", read.profile ? "catalog.code_not_found" : "catalog.no_page", {
        handle: open.handle,
      });
    return { code: open.code, handle: read.profile?.handle ?? open.handle };
  },
  async run(context, _input, _subject, { code, handle }) {
    const { db, actor, now } = context;
    const used = await db.execute(
      sql`delete from handle_proofs where "userId" = ${actor.userId} and code = ${code} and "expiresAt" > ${now}`,
    );
    if (used === 0) throw new AppError("not_found", "catalog.no_proof");
    const party = (await meetByHandle(context, STAR_CITIZEN, [handle])).get(handle.toLowerCase())!;
    await linkPlayer(context, { playerId: party.playerId!, userId: actor.userId!, by: "rsi" });
    await db.execute(sql`update users set "rsiHandle" = ${handle}, "updatedAt" = ${now} where id = ${actor.userId}`);
    return { playerId: party.playerId!, handle };
  },
});

async function refuseWhileOff(db: Sql): Promise<void> {
  if (!(await setting(db, "rsi-profiles"))) throw new AppError("conflict", "catalog.pages_off");
}

function openProof(db: Sql, userId: string | null, now: Date): Promise<z.output<typeof ProofRow> | null> {
  return row(
    db,
    ProofRow,
    sql`select handle, code, "expiresAt" from handle_proofs where "userId" = ${userId} and "expiresAt" > ${now}`,
  );
}

function shownProof({ handle, code, expiresAt }: z.output<typeof ProofRow>): z.input<typeof Proof> {
  const base = env().RSI_URL.replace(/\/+$/, "");
  return { handle, code, address: `${base}/citizens/${encodeURIComponent(handle)}`, expiresAt: iso(expiresAt) };
}

function newCode(): string {
  const letters = Array.from({ length: 8 }, () => LINK_LETTERS[randomInt(LINK_LETTERS.length)]).join("");
  return `GK-RSI-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
