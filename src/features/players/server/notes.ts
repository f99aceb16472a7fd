import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { pageRows, row, type Sql, sql } from "#app/platform/sql.ts";
import { playerNoted } from "../events.ts";
import { NoteId, PlayerNote } from "../schema.ts";
import { EXAMPLE_PLAYER, OnePlayer, type PlayerRow, placesWith, playerSubject } from "./player-rows.ts";
import { within } from "./reach.ts";

const EXAMPLE_NOTE = "pno_01930000000070008000000000000001";
const Text = z.string().trim().min(1).max(4_000);
const OneNote = OnePlayer.extend({ noteId: NoteId });

const NoteRow = z.object({
  id: z.string(),
  playerId: z.string(),
  playerName: z.string(),
  serverId: z.string().nullable(),
  communityId: z.string().nullable(),
  ownerId: z.string().nullable(),
  authorId: z.string().nullable(),
  authorName: z.string(),
  text: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
type NoteRow = z.output<typeof NoteRow>;

const COLUMNS = sql`n.id, n."playerId", p.name as "playerName", n."serverId", s."communityId", s."ownerId", n."authorId", n."authorName", n.text,
  n."createdAt", n."updatedAt"`;
const FROM = sql`player_notes n join players p on p.id = n."playerId" left join servers s on s.id = n."serverId"`;

function noteById(db: Sql, noteId: string): Promise<NoteRow | null> {
  return row(db, NoteRow, sql`select ${COLUMNS} from ${FROM} where n.id = ${noteId}`);
}

function shown({ id, playerId, serverId, authorId, authorName, text, createdAt, updatedAt }: NoteRow): PlayerNote {
  return { id, playerId, serverId, authorId, authorName, text, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

const subject: Subject<z.output<typeof OneNote>, NoteRow> = {
  kind: "note",
  see: "players.notes:read",
  async load({ db }, { playerId, noteId }) {
    const note = await noteById(db, noteId);
    return note?.playerId === playerId ? note : null;
  },
  on: ({ serverId, communityId, ownerId }) => ({ serverId, communityId, ownerId }),
  name: ({ id, playerName }) => ({ id, label: playerName }),
};

export const notes = defineQuery({
  id: "players.notes",
  summary: "List the team's notes on a player",
  description: "Newest first: those of servers where you may read notes, and those for all where you may on all.",
  access: { kind: "permission", permission: "players.notes:read" },
  subject: playerSubject("players.notes:read"),
  input: OnePlayer.extend(PageInput.shape),
  output: pageOf(PlayerNote),
  example: { playerId: EXAMPLE_PLAYER },
  http: { method: "GET", path: "/players/{playerId}/notes" },
  async run({ db, actor }, { playerId, page, limit }, { places }) {
    const reach = placesWith(actor, "players.notes:read", places);
    const { found, total } = await pageRows(
      db,
      NoteRow,
      sql`select ${COLUMNS}, count(*) over ()::int as total from ${FROM}
          where n."playerId" = ${playerId} and ${within(reach, sql`n."serverId"`)} order by n."createdAt" desc, n.id desc`,
      { page, limit },
    );
    return { items: found.map(shown), total, page, limit };
  },
});

export const addNote = defineCommand({
  id: "players.addNote",
  summary: "Note something about a player",
  description:
    "For who may read notes on the server named. Without one: for who may on all servers, or where you may not, on the server that you know the player from.",
  access: { kind: "permission", permission: "players.notes:write" },
  subject: playerSubject("players.notes:write"),
  input: OnePlayer.extend({ text: Text, serverId: ServerId.optional() }),
  output: PlayerNote,
  example: { playerId: EXAMPLE_PLAYER, text: "Warned about spamming in chat." },
  http: { method: "POST", path: "/players/{playerId}/notes", status: 201 },
  async run(context, { playerId, text, serverId }, player) {
    const { db, actor, now } = context;
    const id = newId("pno", now.getTime());
    const on = serverId ?? placeOfNote(actor, player);
    await db.execute(sql`
      insert into player_notes (id, "playerId", "serverId", "authorId", "authorName", text, "createdAt", "updatedAt")
      values (${id}, ${playerId}, ${on}, ${actor.userId}, ${actor.label}, ${text}, ${now}, ${now})`);
    const note = (await noteById(db, id))!;
    tell(context, note, "added");
    return shown(note);
  },
});

/** A note without a server is for all of them, where its author may write for all. */
function placeOfNote(actor: Actor, { places }: PlayerRow): string | null {
  if (may(actor, "players.notes:write")) return null;
  return places.find((place) => may(actor, "players.notes:write", place))!.serverId;
}

export const editNote = defineCommand({
  id: "players.editNote",
  summary: "Change a note on a player",
  description: "By its author alone.",
  access: { kind: "permission", permission: "players.notes:write" },
  subject,
  input: OneNote.extend({ text: Text }),
  output: PlayerNote,
  example: { playerId: EXAMPLE_PLAYER, noteId: EXAMPLE_NOTE, text: "Warned twice about spamming in chat." },
  http: { method: "PATCH", path: "/players/{playerId}/notes/{noteId}" },
  async run(context, { noteId, text }, before) {
    const { db, actor, now, changed } = context;
    if (before.authorId === null || before.authorId !== actor.userId)
      throw new AppError("forbidden", "players.note_of_other", { name: before.authorName });
    await db.execute(sql`update player_notes set text = ${text}, "updatedAt" = ${now} where id = ${noteId}`);
    changed({ text: before.text }, { text });
    tell(context, before, "edited");
    return shown({ ...before, text, updatedAt: now });
  },
});

export const removeNote = defineCommand({
  id: "players.removeNote",
  summary: "Remove a note on a player",
  access: { kind: "permission", permission: "players.notes:write" },
  subject,
  input: OneNote,
  output: z.object({}),
  example: { playerId: EXAMPLE_PLAYER, noteId: EXAMPLE_NOTE },
  http: { method: "DELETE", path: "/players/{playerId}/notes/{noteId}", status: 204 },
  async run(context, { noteId }, note) {
    await context.db.execute(sql`delete from player_notes where id = ${noteId}`);
    context.changed({ text: note.text, author: note.authorName }, null);
    tell(context, note, "removed");
    return {};
  },
});

function tell({ emit, actor }: Context, note: NoteRow, change: "added" | "edited" | "removed"): void {
  const { id: noteId, playerId, playerName, serverId } = note;
  emit(playerNoted, { playerId, name: playerName, serverId, noteId, change, by: actor.label });
}
