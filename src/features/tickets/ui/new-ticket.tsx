"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
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
  const servers = useQuery(trpc.servers.list.queryOptions({ limit: 100 }));
  const order = useQuery(
    trpc.store.order.queryOptions({ orderId: orderId ?? "" }, { enabled: orderId !== null, retry: false }),
  );
  const alike = useQuery(
    trpc.tickets.search.queryOptions({ q: subject.trim(), limit: 3 }, { enabled: subject.trim().length >= 4 }),
  );
  async function send(form: FormData) {
    const categoryId = String(form.get("categoryId") ?? "");
    const serverAsked = String(form.get("about") ?? "");
    // Sent before the order was read, it is still about it.
    const asked = order.data ?? (orderId === null ? undefined : (await order.refetch()).data);
    const about = asked
      ? { kind: "order" as const, id: asked.id }
      : serverAsked
        ? { kind: "server" as const, id: serverAsked }
        : undefined;
    const made = await client.tickets.create.mutate({
      subject: String(form.get("subject")),
      text: String(form.get("text")),
      priority: String(form.get("priority")) as TicketPriority,
      attachmentIds: files.files.map(({ id }) => id),
      ...(categoryId && { categoryId }),
      ...(about && { about }),
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
        {order.data ? (
          <p className="break-words">{words("aboutOrder", { name: order.data.itemName })}</p>
        ) : servers.data && servers.data.items.length > 0 ? (
          <Field name="about" label={words("aboutServer")}>
            <Select
              defaultValue={serverId ?? ""}
              options={[
                { value: "", label: words("noServer") },
                ...servers.data.items.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
        ) : null}
        <Field name="text" label={words("text")} hint={words("textHint")} required>
          <Textarea rows={8} maxLength={MAX_TEXT} onPaste={files.onPaste} />
        </Field>
        <FileField {...files} />
        <SubmitButton>{words("open")}</SubmitButton>
      </Form>
    </Stack>
  );
}
