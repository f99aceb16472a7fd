"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FileText, Lock, Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import type { TicketAttachment, TicketMessage } from "../schema.ts";
import { THREAD_LIMIT } from "./ticket-query.ts";

/** What was written in a ticket, oldest first; older ones are read when they are asked for. */
export function Thread({ ticketId }: { ticketId: string }) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const messages = useInfiniteQuery(
    trpc.tickets.messages.infiniteQueryOptions(
      { ticketId, limit: THREAD_LIMIT },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  if (messages.error && !messages.data)
    return <ErrorState title={words("loadFailed")} error={messages.error} onRetry={() => void messages.refetch()} />;
  if (!messages.data)
    return (
      <Loading label={words("messages")}>
        <Skeleton height="16rem" />
      </Loading>
    );
  const shown = messages.data.pages.flatMap((page) => page.items).toReversed();
  return (
    <section aria-label={words("messages")} className="grid min-w-0 grid-cols-1 gap-3">
      {messages.hasNextPage ? (
        <span>
          <Button size="sm" pending={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>
            {words("older")}
          </Button>
        </span>
      ) : null}
      <ol className="grid min-w-0 grid-cols-1 gap-3">
        {shown.map((message) => (
          <li key={message.id} className="min-w-0">
            <Message message={message} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Message({ message }: { message: TicketMessage }) {
  const words = useTranslations("tickets");
  const { kind, byStaff, via, author, text, attachments, createdAt } = message;
  const isNote = kind === "note";
  return (
    <article
      className={`grid min-w-0 grid-cols-1 gap-2 rounded-md border p-3 ${isNote ? "border-warn border-dashed bg-warn-soft" : "border-line bg-surface"}`}
    >
      <header className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 break-words font-medium">{author?.name ?? words("gone")}</span>
        {isNote ? (
          <Badge tone="warn" icon={<Lock aria-hidden />}>
            {words("note")}
          </Badge>
        ) : byStaff ? (
          <Badge tone="info">{words("staff")}</Badge>
        ) : null}
        {via === "mail" ? <Badge icon={<Mail aria-hidden />}>{words("byMail")}</Badge> : null}
        <span className="ml-auto text-ink-3 text-sm">
          <Time at={createdAt} />
        </span>
      </header>
      <p className="min-w-0 whitespace-pre-wrap break-words">{text}</p>
      {attachments.length > 0 ? (
        <ul className="flex min-w-0 flex-wrap gap-2">
          {attachments.map((file) => (
            <li key={file.id} className="min-w-0">
              <Attachment file={file} />
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function Attachment({ file }: { file: TicketAttachment }) {
  const href = `/tickets/files/${file.id}`;
  if (!file.contentType.startsWith("image/"))
    return (
      <a href={href} download={file.name} className="flex items-center gap-1.5 underline [&_svg]:size-4">
        <FileText aria-hidden />
        {file.name}
      </a>
    );
  return (
    <a href={href} target="_blank" rel="noreferrer" className="block">
      {/* biome-ignore lint/performance/noImgElement: it is shown as it is, to who may see it; no server in between may keep it */}
      <img
        src={href}
        alt={file.name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
        loading="lazy"
        className="max-h-64 w-auto max-w-full rounded-md border border-line"
      />
    </a>
  );
}
