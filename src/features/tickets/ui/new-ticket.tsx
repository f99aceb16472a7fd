"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Link } from "#app/ui/link.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { MAX_SUBJECT, MAX_TEXT, TICKET_PRIORITIES, type TicketPriority } from "../terms.ts";
import { type About, AboutPicker } from "./about-picker.tsx";
import { FileField, useFiles } from "./file-field.tsx";

interface NewTicketProps {
  serverId: string | null;
  /** An order of one's own that it is about. */
  orderId: string | null;
}

/** A member's new ticket: what it is about, in their words, with pictures. Own tickets that sound alike are shown while the subject is written. */
export function NewTicket({ serverId, orderId }: NewTicketProps) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const router = useRouter();
  const files = useFiles();
  const [subject, setSubject] = useState("");
  const categories = useQuery(trpc.ticketCategories.list.queryOptions({}));
  const who = useWho();
  const [picked, setPicked] = useState<About | null | undefined>(undefined);
  const server = useQuery(
    trpc.servers.get.queryOptions({ serverId: serverId ?? "" }, { enabled: serverId !== null, retry: false }),
  );
  const order = useQuery(
    trpc.store.order.queryOptions({ orderId: orderId ?? "" }, { enabled: orderId !== null, retry: false }),
  );
  const named: About | null = order.data
    ? { kind: "order", id: order.data.id, label: order.data.itemName }
    : server.data
      ? { kind: "server", id: server.data.id, label: server.data.name }
      : null;
  const about = picked === undefined ? named : picked;
  const alike = useQuery(
    trpc.tickets.search.queryOptions({ q: subject.trim(), limit: 3 }, { enabled: subject.trim().length >= 4 }),
  );
  async function send(form: FormData) {
    const categoryId = String(form.get("categoryId") ?? "");
    // Sent before the order was read, it is still about it.
    const early = picked === undefined && named === null && orderId !== null ? (await order.refetch()).data : undefined;
    const thing = early ? { kind: "order" as const, id: early.id } : about;
    const made = await client.tickets.create.mutate({
      subject: String(form.get("subject")),
      text: String(form.get("text")),
      priority: String(form.get("priority")) as TicketPriority,
      attachmentIds: files.files.map(({ id }) => id),
      ...(categoryId && { categoryId }),
      ...(thing && { about: { kind: thing.kind, id: thing.id } }),
    });
    router.push(`/tickets/${made.id}` as Route);
  }
  return (
    <Stack width="form">
      <PageHeader title={words("newTitle")} description={words("newText")} />
      <Form label={words("newTitle")} onSubmit={send}>
        <Field name="subject" label={words("subject")} required>
          <Input
            maxLength={MAX_SUBJECT}
            autoComplete="off"
            autoFocus
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
        </Field>
        {alike.data && alike.data.items.length > 0 && subject.trim().length >= 4 ? (
          <Callout tone="info" title={words("alike")}>
            <ul>
              {alike.data.items.map((one) => (
                <li key={one.ticketId}>
                  <Link href={`/tickets/${one.ticketId}`} className="underline">
                    #{one.number} {one.subject}
                  </Link>
                </li>
              ))}
            </ul>
          </Callout>
        ) : null}
        {categories.data && categories.data.items.length > 0 ? (
          <Field name="categoryId" label={words("category")}>
            <Select
              defaultValue=""
              options={[
                { value: "", label: words("noCategory") },
                ...categories.data.items.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        ) : null}
        <Field name="priority" label={words("priority")} required>
          <Select
            defaultValue="medium"
            options={TICKET_PRIORITIES.map((value) => ({ value, label: words(`priorities.${value}`) }))}
          />
        </Field>
        <AboutPicker value={about} ofUserId={who.userId ?? ""} onChange={setPicked} onKind={() => setPicked(null)} />
        <Field name="text" label={words("text")} hint={words("textHint")} required>
          <Textarea rows={8} maxLength={MAX_TEXT} onPaste={files.onPaste} />
        </Field>
        <FileField {...files} />
        <SubmitButton>{words("open")}</SubmitButton>
      </Form>
    </Stack>
  );
}
