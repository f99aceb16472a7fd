import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { TicketStatus } from "../terms.ts";
import { MOST_AT_ONCE } from "./ticket-query.ts";

export type DoneStatus = Extract<TicketStatus, "resolved" | "closed">;

export const isDone = (status: TicketStatus): status is DoneStatus => status === "resolved" || status === "closed";

/** Says that tickets are done now, and takes it back while the toast is there. */
export function useToldDone(): (
  tickets: readonly { id: string; number: number }[],
  status: DoneStatus,
  detail?: string,
) => void {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();

  async function undo(ids: readonly string[]) {
    try {
      let failed = 0;
      if (ids.length === 1) await client.tickets.undoDone.mutate({ ticketId: ids[0]! });
      else
        for (let i = 0; i < ids.length; i += MOST_AT_ONCE)
          failed += (await client.tickets.undoDoneMany.mutate({ ticketIds: ids.slice(i, i + MOST_AT_ONCE) })).failed;
      if (failed > 0) toast.note(words("bulkFailed", { count: failed }));
    } finally {
      await queryClient.invalidateQueries({ queryKey: trpc.tickets.pathKey() });
    }
  }
  return (tickets, status, detail) => {
    const [first] = tickets;
    if (!first) return;
    const title =
      tickets.length === 1
        ? words(`toldDone.${status}`, { number: first.number })
        : words(`toldDoneMany.${status}`, { count: tickets.length });
    const ids = tickets.map(({ id }) => id);
    toast.done(title, { ...(detail && { detail }), undo: () => undo(ids) });
  };
}
