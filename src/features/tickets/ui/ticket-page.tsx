"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { NothingHere } from "#app/ui/nothing-here.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { PageCrumbs } from "#app/ui/shell/crumbs.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ticket } from "../schema.ts";
import { Composer } from "./composer.tsx";
import { Thread } from "./thread.tsx";
import { DueBadge, TicketPriorityBadge, TicketStatusBadge } from "./ticket-badges.tsx";
import { TicketSide } from "./ticket-side.tsx";
import { isDone, useToldDone } from "./use-told-done.ts";

/** One ticket: what was written, where one writes, and beside it what is known of it. */
export function TicketPage({ ticketId }: { ticketId: string }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const who = useWho();
  const { data: ticket, error, refetch } = useQuery(trpc.tickets.get.queryOptions({ ticketId }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.tickets.pathKey() });
  useEvents(["ticket."], (event) => {
    if ((event.payload as { ticketId?: string }).ticketId === ticketId) void refresh();
  });
  if (!ticket && shownError(error)?.code === "not_found") return <NothingHere />;
  if (!ticket)
    return error ? (
      <ErrorState title={words("oneFailed")} error={error} onRetry={() => void refetch()} />
    ) : (
      <Loading label={words("loading")}>
        <Skeleton height="24rem" />
      </Loading>
    );
  const isOwn = ticket.requester.id === who.userId;
  return (
    <Stack>
      <PageCrumbs crumbs={[{ label: `#${ticket.number}` }]} />
      <PageHeader
        title={`#${ticket.number} ${ticket.subject}`}
        aside={
          <>
            <TicketStatusBadge status={ticket.status} />
            <TicketPriorityBadge priority={ticket.priority} />
            <DueBadge due={ticket.due} />
          </>
        }
        actions={isOwn ? <OwnActs ticket={ticket} onDone={refresh} /> : null}
      />
      <div className="grid min-w-0 grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Stack>
          <Thread ticketId={ticketId} />
          {isOwn && isDone(ticket.status) && ticket.rating === null ? (
            <Rate ticketId={ticketId} onDone={refresh} />
          ) : null}
          <Composer ticket={ticket} onSent={refresh} />
        </Stack>
        <TicketSide ticket={ticket} isStaff={may(who, "tickets.all:read")} onChanged={refresh} />
      </div>
    </Stack>
  );
}

function OwnActs({ ticket, onDone }: { ticket: Ticket; onDone(): Promise<unknown> }) {
  const words = useTranslations("tickets");
  const client = useTRPCClient();
  const told = useToldDone();
  const [pending, setPending] = useState(false);
  const { id: ticketId } = ticket;
  async function act(work: () => Promise<unknown>) {
    setPending(true);
    try {
      await work();
    } catch (problem) {
      toast.failed(words("failed"), problem);
    }
    await onDone();
    setPending(false);
  }
  async function close() {
    await client.tickets.close.mutate({ ticketId });
    told([ticket], "closed");
  }
  return isDone(ticket.status) ? (
    <Button pending={pending} onClick={() => void act(() => client.tickets.reopen.mutate({ ticketId }))}>
      {words("reopen")}
    </Button>
  ) : (
    <Button pending={pending} onClick={() => void act(close)}>
      {words("closeOwn")}
    </Button>
  );
}

/** How they were helped, once. */
function Rate({ ticketId, onDone }: { ticketId: string; onDone(): Promise<unknown> }) {
  const words = useTranslations("tickets");
  const client = useTRPCClient();
  const [isChosen, setChosen] = useState(false);
  async function send(form: FormData) {
    await client.tickets.rate.mutate({
      ticketId,
      rating: Number(form.get("rating")),
      ...(form.get("text") ? { text: String(form.get("text")) } : {}),
    });
    toast.done(words("rated"));
    await onDone();
  }
  return (
    <Card title={words("rate")} description={words("rateText")}>
      <Form label={words("rate")} onSubmit={send}>
        <Field name="rating" kind="group" label={words("rating")} required>
          {/* None is chosen ahead: a figure of what was left as it stood would say nothing. */}
          <RadioGroup
            onChange={() => setChosen(true)}
            options={(["5", "4", "3", "2", "1"] as const).map((value) => ({ value, label: words(`ratings.${value}`) }))}
          />
        </Field>
        <Field name="text" label={words("ratingText")}>
          <Textarea rows={2} maxLength={1000} />
        </Field>
        <span>
          <SubmitButton disabled={!isChosen}>{words("rate")}</SubmitButton>
        </span>
      </Form>
    </Card>
  );
}
