"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { TicketCategory, TicketDueTime, TicketMacro } from "../schema.ts";
import { MAX_TEXT, TICKET_STATUSES, type TicketStatus } from "../terms.ts";

const MINUTES_A_DAY = 24 * 60;

/** What tickets are about, prepared answers and how soon they are due. */
export function TicketSettings() {
  const words = useTranslations("tickets.settings");
  const trpc = useTRPC();
  const categories = useQuery(trpc.ticketCategories.list.queryOptions({}));
  const macros = useQuery(trpc.ticketMacros.list.queryOptions({}));
  const times = useQuery(trpc.ticketDueTimes.get.queryOptions({}));
  const all = [categories, macros, times];
  const error = all.find((one) => one.error && !one.data)?.error;
  if (error)
    return (
      <ErrorState
        title={words("loadFailed")}
        error={error}
        onRetry={() => void Promise.all(all.map((one) => one.refetch()))}
      />
    );
  return (
    <Stack width="form">
      <PageHeader title={words("title")} />
      {categories.data && macros.data && times.data ? (
        <>
          <Categories items={categories.data.items} />
          <Macros items={macros.data.items} />
          <DueTimes items={times.data.items} />
        </>
      ) : (
        <Loading label={words("title")}>
          <Skeleton height="24rem" />
        </Loading>
      )}
    </Stack>
  );
}

function useSaved() {
  const words = useTranslations("tickets.settings");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  async function refresh() {
    await Promise.all(
      [trpc.ticketCategories.pathKey(), trpc.ticketMacros.pathKey(), trpc.ticketDueTimes.pathKey()].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
  }
  return {
    async saved(work: Promise<unknown>) {
      await work;
      toast.done(words("saved"));
      await refresh();
      return null;
    },
    async removed(work: Promise<unknown>) {
      await work;
      toast.done(words("removed"));
      await refresh();
    },
  };
}

function Categories({ items }: { items: readonly TicketCategory[] }) {
  const words = useTranslations("tickets.settings");
  const client = useTRPCClient();
  const { saved, removed } = useSaved();
  const read = (form: FormData) => ({
    name: String(form.get("name")),
    description: String(form.get("description") ?? ""),
    position: Number(form.get("position") || 0),
    isStaffOnly: form.get("isStaffOnly") === "on",
    assigneeId: String(form.get("assigneeId") ?? "") || null,
  });
  return (
    <Card
      title={words("categories")}
      description={words("categoriesText")}
      actions={
        <CreateDialog
          label={words("addCategory")}
          icon={<Plus />}
          title={words("addCategory")}
          submit={words("addCategory")}
          onSubmit={(form) => saved(client.ticketCategories.create.mutate(read(form)))}
        >
          <CategoryFields />
        </CreateDialog>
      }
    >
      {items.length === 0 ? <p className="text-ink-2">{words("noCategories")}</p> : null}
      <ul className="grid gap-2">
        {items.map((category) => (
          <Row
            key={category.id}
            name={category.name}
            text={category.description}
            aside={
              <>
                {category.isStaffOnly ? <Badge tone="warn">{words("isStaffOnly")}</Badge> : null}
                {category.assignee ? <span className="text-ink-2 text-sm">{category.assignee.name}</span> : null}
              </>
            }
            effect={words("removeCategoryEffect")}
            onRemove={() => removed(client.ticketCategories.remove.mutate({ categoryId: category.id }))}
          >
            <CreateDialog
              label={words("edit")}
              icon={<Pencil />}
              tone="neutral"
              title={words("editCategory")}
              submit={words("save")}
              onSubmit={(form) =>
                saved(client.ticketCategories.update.mutate({ categoryId: category.id, ...read(form) }))
              }
            >
              <CategoryFields category={category} />
            </CreateDialog>
          </Row>
        ))}
      </ul>
    </Card>
  );
}

function CategoryFields({ category }: { category?: TicketCategory }) {
  const words = useTranslations("tickets.settings");
  const trpc = useTRPC();
  const staff = useQuery(trpc.tickets.staff.queryOptions({}));
  return (
    <>
      <Field name="name" label={words("name")} required>
        <Input maxLength={60} autoComplete="off" autoFocus defaultValue={category?.name} />
      </Field>
      <Field name="description" label={words("description")}>
        <Input maxLength={300} autoComplete="off" defaultValue={category?.description} />
      </Field>
      <Field name="position" label={words("position")}>
        <Input type="number" inputMode="numeric" min={0} max={10000} defaultValue={category?.position ?? 0} />
      </Field>
      <Field name="assigneeId" label={words("assignee")}>
        <Select
          defaultValue={category?.assignee?.id ?? ""}
          options={[
            { value: "", label: words("nobody") },
            ...(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <Checkbox name="isStaffOnly" label={words("isStaffOnly")} defaultChecked={category?.isStaffOnly ?? false} />
    </>
  );
}

function Macros({ items }: { items: readonly TicketMacro[] }) {
  const words = useTranslations("tickets.settings");
  const client = useTRPCClient();
  const { saved, removed } = useSaved();
  const read = (form: FormData) => ({
    name: String(form.get("name")),
    text: String(form.get("text")),
    status: (String(form.get("status") ?? "") || null) as TicketStatus | null,
  });
  return (
    <Card
      title={words("macros")}
      description={words("macrosText")}
      actions={
        <CreateDialog
          label={words("addMacro")}
          icon={<Plus />}
          title={words("addMacro")}
          submit={words("addMacro")}
          onSubmit={(form) => saved(client.ticketMacros.create.mutate(read(form)))}
        >
          <MacroFields />
        </CreateDialog>
      }
    >
      {items.length === 0 ? <p className="text-ink-2">{words("noMacros")}</p> : null}
      <ul className="grid gap-2">
        {items.map((macro) => (
          <Row
            key={macro.id}
            name={macro.name}
            text={macro.text}
            effect={words("removeMacroEffect")}
            onRemove={() => removed(client.ticketMacros.remove.mutate({ macroId: macro.id }))}
          >
            <CreateDialog
              label={words("edit")}
              icon={<Pencil />}
              tone="neutral"
              title={words("editMacro")}
              submit={words("save")}
              onSubmit={(form) => saved(client.ticketMacros.update.mutate({ macroId: macro.id, ...read(form) }))}
            >
              <MacroFields macro={macro} />
            </CreateDialog>
          </Row>
        ))}
      </ul>
    </Card>
  );
}

function MacroFields({ macro }: { macro?: TicketMacro }) {
  const words = useTranslations("tickets.settings");
  const statuses = useTranslations("tickets.statuses");
  return (
    <>
      <Field name="name" label={words("name")} required>
        <Input maxLength={60} autoComplete="off" autoFocus defaultValue={macro?.name} />
      </Field>
      <Field name="text" label={words("text")} required>
        <Textarea rows={6} maxLength={MAX_TEXT} defaultValue={macro?.text} />
      </Field>
      <Field name="status" label={words("status")}>
        <Select
          defaultValue={macro?.status ?? ""}
          options={[
            { value: "", label: words("statusAsItIs") },
            ...TICKET_STATUSES.map((value) => ({ value, label: statuses(value) })),
          ]}
        />
      </Field>
    </>
  );
}

interface RowProps {
  name: string;
  text: string;
  aside?: ReactNode;
  /** What goes with it when it is removed. */
  effect: string;
  onRemove(): Promise<void>;
  children: ReactNode;
}

function Row({ name, text, aside, effect, onRemove, children }: RowProps) {
  const words = useTranslations("tickets.settings");
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-2 border-line border-t pt-2">
      <span className="grid min-w-0 flex-1 basis-48">
        <span className="break-words font-medium">{name}</span>
        <span className="line-clamp-2 break-words text-ink-2 text-sm">{text}</span>
      </span>
      {aside}
      <span className="flex gap-2">
        {children}
        <ConfirmDialog
          title={words("removeTitle", { name })}
          effect={effect}
          trigger={<Button aria-label={`${words("remove")}: ${name}`}>{words("remove")}</Button>}
          actions={[{ label: words("remove"), tone: "danger", act: onRemove }]}
        />
      </span>
    </li>
  );
}

function DueTimes({ items }: { items: readonly TicketDueTime[] }) {
  const words = useTranslations("tickets.settings");
  const priorities = useTranslations("tickets.priorities");
  const client = useTRPCClient();
  const { saved } = useSaved();
  async function send(form: FormData) {
    const minutes = (name: string) => (form.get(name) ? Number(form.get(name)) : null);
    await saved(
      client.ticketDueTimes.update.mutate({
        items: items.map(({ priority }) => ({
          priority,
          firstAnswerMin: minutes(`first-${priority}`),
          resolutionMin: minutes(`resolution-${priority}`),
        })),
      }),
    );
  }
  return (
    <Card title={words("dueTimes")} description={words("dueTimesText")}>
      <Form label={words("dueTimes")} onSubmit={send}>
        {items.map(({ priority, firstAnswerMin, resolutionMin }) => (
          <Stack key={priority} columns={2}>
            <DueField
              name={`first-${priority}`}
              label={words("firstAnswer", { priority: priorities(priority) })}
              minutes={firstAnswerMin}
            />
            <DueField
              name={`resolution-${priority}`}
              label={words("resolution", { priority: priorities(priority) })}
              minutes={resolutionMin}
            />
          </Stack>
        ))}
        <span>
          <SubmitButton>{words("save")}</SubmitButton>
        </span>
      </Form>
    </Card>
  );
}

/** Minutes, and below them what they are in days and hours. */
function DueField({ name, label, minutes }: { name: string; label: string; minutes: number | null }) {
  const words = useTranslations("tickets.settings");
  const [typed, setTyped] = useState(minutes === null ? "" : String(minutes));
  const given = Number(typed);
  const span = {
    days: Math.floor(given / MINUTES_A_DAY),
    hours: Math.floor((given % MINUTES_A_DAY) / 60),
    minutes: given % 60,
  };
  return (
    <Field name={name} label={label} hint={given > 0 ? words("span", span).trim() : words("never")} unmarked>
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={525600}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </Field>
  );
}
