import { parseAsInteger, parseAsString } from "nuqs/server";

/** In the address: the rooms that are of no area. */
export const NO_AREA = "none";

/** What of a map is in the address: which area, which floor of it, and the room that is chosen. */
export const MAP_PARSERS = { area: parseAsString, z: parseAsInteger, room: parseAsString };

export interface MapQuery {
  area: string | null;
  z: number | null;
  room: string | null;
}

/** The question for one floor. Without an area it is that of the rooms of none. */
export function mapInput(serverId: string, { area, z }: Pick<MapQuery, "area" | "z">) {
  return { serverId, ...(area !== null && area !== NO_AREA && { areaId: area }), ...(z !== null && { floor: z }) };
}

/** The areas that are offered beside a map; of more than fifty, those that are typed. */
export function areasInput(serverId: string, q: string) {
  return { serverId, limit: 50, ...(q && { q }) };
}

/** Of these areas the one with the most rooms: where a reader begins. */
export function biggestArea(areas: readonly { id: string; roomCount: number }[]): string | null {
  return areas.toSorted((a, b) => b.roomCount - a.roomCount)[0]?.id ?? null;
}

export const ROOMS_LISTED = 100;

/** The rooms that are listed beside a map: those of its area, or of any area those that are typed. */
export function listInput(serverId: string, { areaId, q, page }: { areaId: string; q: string; page: number }) {
  return { serverId, page, limit: ROOMS_LISTED, ...(q ? { q } : areaId === NO_AREA ? {} : { areaId }) };
}

export const AREA_QUERY = { sort: "" };
export const ROOM_QUERY = { sort: "", facets: ["area"] };
export const NPC_QUERY = { sort: "", facets: ["hostile"] };
export const ITEM_QUERY = { sort: "", facets: ["takeable"] };
/** Beside the filter: only what is in one room, or of one sort. */
export const ENTITY_PARSERS = { room: parseAsString, type: parseAsString.withDefault("") };

/** Where a room is on the map. The page finds its area and floor by itself. */
export function roomHref(serverId: string, roomId: string): string {
  return `/world/${serverId}?room=${roomId}`;
}

/** True or false where one of the two is chosen; nothing where none or both are. */
export function flagOf(chosen: readonly string[] | undefined): boolean | undefined {
  return chosen?.length === 1 ? chosen[0] === "yes" : undefined;
}
