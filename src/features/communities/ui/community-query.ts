import type { TableQuery } from "#app/ui/table/table-query.ts";

/** What of the list of communities is in the address. */
export const COMMUNITY_QUERY = { sort: "", hidden: ["created"] };
export const MEMBER_QUERY = { sort: "" };

/** The question for a page of communities; the same on the server, which asks it ahead. */
export function communityListInput({ q, page }: Pick<TableQuery, "q" | "page">, limit: number) {
  return { page, limit, ...(q && { q: q.slice(0, 100) }) };
}

export function memberListInput(communityId: string, query: Pick<TableQuery, "q" | "page">, limit: number) {
  return { communityId, ...communityListInput(query, limit) };
}

/** The newest kills and the first places that a community's own page shows. */
export function communityKillsInput(communityId: string) {
  return { communityId, limit: 10 };
}

export function communityBoardInput(communityId: string) {
  return { communityId, board: "kills", period: "weekly", limit: 10 } as const;
}
