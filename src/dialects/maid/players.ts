import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { idOfUuid, uuidOf, wholeSeconds } from "../ids.ts";
import { flag, ofServer, When } from "./shapes.ts";

const Player = z.object({
  id: z.uuid(),
  username: z.string(),
  status: z.enum(["active", "banned", "suspended"]),
  role: z.string().nullable().describe("Null: the game does not say."),
  is_online: z.boolean(),
  created_at: When,
  last_login: When.nullable(),
});
const SORTS = { username: "name", created_at: "created", last_login: "lastLogin", status: "status" } as const;
type NativePlayer = z.output<(typeof operations.players.list)["output"]>["items"][number];

function shownPlayer(player: NativePlayer): z.input<typeof Player> {
  return {
    id: uuidOf(player.id),
    username: player.name,
    status: player.status,
    role: player.role,
    is_online: player.online,
    created_at: wholeSeconds(player.createdAt),
    last_login: wholeSeconds(player.lastLoginAt),
  };
}

const params = z.object({ player_id: z.string().max(64) });
const names = { playerId: "player_id" };
const whom = (asked: { params: z.output<typeof params>; serverId: string | null }) => ({
  playerId: idOfUuid("ply", asked.params.player_id),
  ...ofServer(asked),
});

const Done = z.object({ player_id: z.string(), username: z.string(), success: z.boolean(), message: z.string() });
type Punishment = z.output<(typeof operations.moderation.ban)["output"]>;

/** Whether no game that was told has refused it; one that is not running is told when it starts. */
function isTaken({ deliveries }: Pick<Punishment, "deliveries">): boolean {
  return deliveries.every(({ state }) => state !== "failed" && state !== "unsupported");
}

/** What became of it: the document's words where it was done, else the game's own. */
function outcome({ deliveries, ...punishment }: Punishment, done: string) {
  const refusal = deliveries.find(({ state }) => state === "failed" || state === "unsupported");
  const success = isTaken({ deliveries });
  const words = refusal?.said ?? refusal?.reason ?? "the game did not do it";
  return {
    player_id: uuidOf(punishment.playerId ?? ""),
    username: punishment.name,
    reason: punishment.reason,
    success,
    message: success ? done : `Player was not reached: ${words}`,
  };
}

export const playerRoutes = [
  defineRoute({
    http: { method: "GET", path: "/api/v1/players" },
    summary: "List players",
    operation: operations.players.list,
    rate: "key",
    query: z.object({
      page: z.coerce.number().int().min(1).default(1),
      page_size: z.coerce.number().int().min(1).max(100).default(50),
      search: z.string().max(100).optional().describe("Part of the name or the e-mail address."),
      status: Player.shape.status.optional(),
      role: z.string().max(64).optional(),
      online_only: flag,
      sort_by: z.enum(Object.keys(SORTS) as (keyof typeof SORTS)[]).default("username"),
      sort_order: z.enum(["asc", "desc"]).default("asc"),
    }),
    input: ({ query, serverId }) => ({
      page: query.page,
      limit: query.page_size,
      ...(serverId === null ? {} : { serverId }),
      ...(query.search ? { q: query.search } : {}),
      ...(query.status ? { status: query.status } : {}),
      ...(query.role ? { role: query.role } : {}),
      online: query.online_only || undefined,
      sort: `${query.sort_order === "desc" ? "-" : ""}${SORTS[query.sort_by]}` as const,
    }),
    names: { limit: "page_size", q: "search" },
    output: z.object({
      players: z.array(Player),
      total: z.int(),
      page: z.int(),
      page_size: z.int(),
      has_next: z.boolean(),
      has_previous: z.boolean(),
    }),
    answer: ({ items, total, page, limit }) => ({
      players: items.map(shownPlayer),
      total,
      page,
      page_size: limit,
      has_next: page * limit < total,
      has_previous: page > 1,
    }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/players/{player_id}" },
    summary: "Get player details",
    operation: operations.players.get,
    rate: "key",
    params,
    input: ({ params: { player_id }, serverId }) => ({
      playerId: idOfUuid("ply", player_id),
      ...(serverId === null ? {} : { serverId }),
    }),
    names,
    output: Player.extend({
      email: z.string().nullable().describe("Null: not known, or the key may not see addresses."),
      login_attempts: z.int().nullable().describe("Null: the game does not say."),
      locked_until: When.nullable(),
      current_character: z.string().nullable(),
      current_location: z.string().nullable(),
      metadata: z.record(z.string(), z.json()),
    }),
    answer: (player) => ({
      ...shownPlayer(player),
      email: player.email,
      login_attempts: player.loginAttempts,
      locked_until: wholeSeconds(player.lockedUntil),
      current_character: player.currentCharacter,
      current_location: player.currentLocation,
      metadata: player.metadata,
    }),
  }),
  defineRoute({
    http: { method: "PATCH", path: "/api/v1/players/{player_id}" },
    summary: "Update player",
    operation: operations.players.update,
    rate: "key",
    params,
    body: z.object({
      email: z.string().max(254).nullable().optional().describe("Null removes it."),
      metadata: z.record(z.string(), z.json()).optional().describe("In place of what was there."),
    }),
    input: ({ params: { player_id }, body }) => ({ playerId: idOfUuid("ply", player_id), ...body }),
    names,
    output: Done.extend({ updated_fields: z.array(z.string()) }),
    answer: (player, { body }) => ({
      player_id: uuidOf(player.id),
      username: player.name,
      updated_fields: Object.keys(body),
      success: true,
      message: `Updated ${Object.keys(body).length} field(s)`,
    }),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/players/{player_id}/kick" },
    summary: "Kick player",
    operation: operations.moderation.kick,
    rate: "key",
    server: "required",
    params,
    body: z.object({ reason: z.string().max(500).optional().describe("Told to the player.") }),
    input: (asked) => ({ ...whom(asked), ...(asked.body.reason ? { reason: asked.body.reason } : {}) }),
    names,
    output: Done.extend({ reason: z.string() }),
    answer: (punishment) => outcome(punishment, "Player kicked successfully"),
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v1/players/{player_id}/ban" },
    summary: "Ban player",
    operation: operations.moderation.ban,
    rate: "key",
    server: "required",
    params,
    body: z.object({
      reason: z.string().max(500),
      duration_hours: z.number().positive().max(87_600).nullable().optional().describe("Absent: for ever."),
    }),
    input: (asked) => ({
      ...whom(asked),
      reason: asked.body.reason,
      ...(asked.body.duration_hours ? { minutes: Math.max(1, Math.round(asked.body.duration_hours * 60)) } : {}),
    }),
    names: { ...names, minutes: "duration_hours" },
    output: Done.extend({ reason: z.string(), banned_until: When.nullable().describe("Null: for ever.") }),
    answer: (punishment) => ({
      ...outcome(punishment, "Player banned successfully"),
      banned_until: wholeSeconds(punishment.endsAt),
    }),
  }),
  defineRoute({
    http: { method: "DELETE", path: "/api/v1/players/{player_id}/ban" },
    summary: "Unban player",
    operation: operations.moderation.unban,
    rate: "key",
    server: "required",
    params,
    input: whom,
    names,
    output: Done,
    answer: ({ lifted }, { params: { player_id } }) => ({
      player_id: uuidOf(lifted[0]?.playerId ?? player_id),
      username: lifted[0]?.name ?? "",
      success: true,
      message: "Player unbanned successfully",
    }),
  }),
];
