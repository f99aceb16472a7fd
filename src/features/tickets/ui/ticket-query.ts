import { parseAsStringLiteral } from "nuqs/server";
import type { TableState } from "#app/ui/table/use-table-query.ts";
import { TICKET_PRIORITIES } from "../terms.ts";

/** What of the list of tickets is in the address, beside which of its views it is. */
export const TICKETS_QUERY = { sort: "", facets: ["priority", "category"] };
export const STAFF_VIEWS = ["waiting", "mine", "unassigned", "late", "all", "done"] as const;
export const MEMBER_VIEWS = ["all", "done"] as const;
export type TicketView = (typeof STAFF_VIEWS)[number];
export const VIEW_PARSERS = { view: parseAsStringLiteral(STAFF_VIEWS) };

/** The view that an address means: what it names if it is one of theirs, else the first. */
export function viewOf(named: string | null | undefined, isStaff: boolean): TicketView {
  const views: readonly TicketView[] = isStaff ? STAFF_VIEWS : MEMBER_VIEWS;
  return views.find((view) => view === named) ?? views[0]!;
}

const VIEWS = {
  waiting: { waitsFor: "staff", sort: "due" },
  mine: { isDone: false, assigneeId: "me", sort: "due" },
  unassigned: { isDone: false, assigneeId: "none", sort: "due" },
  late: { isLate: true, sort: "due" },
  all: { isDone: false },
  done: { isDone: true },
} as const satisfies Record<TicketView, object>;

type Asked = Pick<TableState, "facets" | "page">;

/** The question for one page of a view. */
export function ticketsInput(view: TicketView, asked: Asked, limit: number) {
  return { ...VIEWS[view], ...pageInput(asked, limit) };
}

/** The question for one page of all that a member ever asked. */
export function ticketsOfInput(requesterId: string, asked: Asked, limit: number) {
  return { requesterId, ...pageInput(asked, limit) };
}

function pageInput({ facets, page }: Asked, limit: number) {
  const priority = TICKET_PRIORITIES.filter((each) => facets.priority?.includes(each)).join(",");
  const categoryId = (facets.category ?? []).join(",");
  return { page, limit, ...(priority && { priority }), ...(categoryId && { categoryId }) };
}

/** How many tickets one call changes, and one page of them tells. */
export const MOST_AT_ONCE = 100;

/** The question for the newest tickets about a thing. */
export function ticketsAbout(aboutId: string) {
  return { aboutId, limit: 20 };
}

/** How many messages of a thread are read at once. */
export const THREAD_LIMIT = 50;
