"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { Ticket } from "../schema.ts";
import { MAX_TEXT, type TicketStatus } from "../terms.ts";
import { FileField, useFiles } from "./file-field.tsx";
import { isDone, useToldDone } from "./use-told-done.ts";

/** Where one writes: a member in their ticket, staff to the member or among themselves. What was typed is kept in the tab until it is sent. */
export function Composer({ ticket, onSent }: { ticket: Ticket; onSent(): Promise<unknown> }) {
  const words = useTranslations("tickets");
  const client = useTRPCClient();
  const who = useWho();
  const files = useFiles();
  const told = useToldDone();
  const isOwn = ticket.requester.id === who.userId;
  const answers = may(who, "tickets:answer") && !isOwn;
  const [text, setText] = useDraft(ticket.id);
  const [isNote, setNote] = useState(false);
  const [status, setStatus] = useState<TicketStatus | "">("");

  async function send() {
    const said = { ticketId: ticket.id, text, attachmentIds: files.files.map(({ id }) => id) };
    if (answers && isNote) await client.tickets.note.mutate(said);
    else if (answers) {
      await client.tickets.answer.mutate({ ...said, ...(status && { status }) });
      if (status && status !== ticket.status && isDone(status)) told([ticket], status, words("answerStays"));
    } else await client.tickets.reply.mutate(said);
    setText("");
    setStatus("");
    files.clear();
    await onSent();
  }
  if (!answers && !isOwn) return null;
  const writesNote = answers && isNote;
  return (
    <section
      aria-label={words("write")}
      className={`min-w-0 rounded-md border p-3 ${writesNote ? "border-warn border-dashed bg-warn-soft" : "border-line bg-surface"}`}
    >
      <Form label={words("write")} onSubmit={send}>
        {answers ? <Macros ticketId={ticket.id} onChosen={(filled) => fill(filled)} /> : null}
        <Field
          name="text"
          label={words(writesNote ? "noteText" : "reply")}
          {...(isOwn && isDone(ticket.status) && { hint: words("reopens") })}
          required
        >
          <Textarea
            rows={5}
            maxLength={MAX_TEXT}
            value={text}
            onPaste={files.onPaste}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
          />
        </Field>
        <FileField {...files} />
        <div className="flex min-w-0 flex-wrap items-end gap-x-4 gap-y-3">
          {answers ? (
            <Checkbox
              name="note"
              label={words("asNote")}
              hint={words("asNoteHint")}
              checked={isNote}
              onChange={(event) => setNote(event.currentTarget.checked)}
            />
          ) : null}
          {answers && !isNote ? (
            <Field name="status" label={words("statusAfter")} unmarked>
              <Select
                value={status}
                onChange={(event) => setStatus(event.currentTarget.value as TicketStatus | "")}
                options={[
                  { value: "", label: words("statusAsItIs") },
                  ...(["in_progress", "resolved", "closed"] as const).map((value) => ({
                    value,
                    label: words(`statuses.${value}`),
                  })),
                ]}
              />
            </Field>
          ) : null}
          <span className="ml-auto">
            <SubmitButton disabled={files.pending}>{words(writesNote ? "saveNote" : "send")}</SubmitButton>
          </span>
        </div>
      </Form>
    </section>
  );

  function fill(macro: { text: string; status: TicketStatus | null }) {
    setText(text ? `${text}\n\n${macro.text}` : macro.text);
    if (macro.status) setStatus(macro.status);
  }
}

/** Prepared answers: one is put where one writes, and read before it is sent. */
function Macros({
  ticketId,
  onChosen,
}: {
  ticketId: string;
  onChosen(filled: { text: string; status: TicketStatus | null }): void;
}) {
  const words = useTranslations("tickets");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const macros = useQuery(trpc.ticketMacros.list.queryOptions({}));
  const [chosen, setChosen] = useState("");
  if (!macros.data || macros.data.items.length === 0) return null;
  async function use() {
    try {
      onChosen(await client.ticketMacros.fill.query({ macroId: chosen, ticketId }));
    } catch (problem) {
      toast.failed(words("failed"), problem);
    }
  }
  return (
    <div className="flex min-w-0 flex-wrap items-end gap-2">
      <Field name="macro" label={words("macro")} unmarked>
        <Select
          size="sm"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          options={[
            { value: "", label: words("chooseMacro") },
            ...macros.data.items.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <Button size="sm" disabled={!chosen} onClick={() => void use()}>
        {words("useMacro")}
      </Button>
    </div>
  );
}

function useDraft(ticketId: string) {
  const key = `ticket-draft:${ticketId}`;
  const [text, setText] = useState("");
  useEffect(() => {
    setText(sessionStorage.getItem(key) ?? "");
  }, [key]);
  function change(next: string) {
    setText(next);
    if (next) sessionStorage.setItem(key, next);
    else sessionStorage.removeItem(key);
  }
  return [text, change] as const;
}
