"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { may } from "#app/lib/access.ts";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { saveFile } from "#app/ui/save-file.ts";
import { toast } from "#app/ui/toast/toast.ts";
import { BAN_LIST_FORMAT_NAMES, type BanListFormat } from "../ban-list-formats.ts";
import { LongImport } from "./long-import.tsx";
import { SERVERS_QUERY } from "./moderation-query.ts";

type Found = Outputs["banLists"]["import"];

/** The games' own ban lists, in and out. Nothing for who may ban nobody. */
export function BanLists({ onDone }: { onDone(): void }) {
  const words = useTranslations("moderation.lists");
  const trpc = useTRPC();
  const who = useWho();
  const [open, setOpen] = useState<"import" | "export" | null>(null);
  const { data } = useQuery(trpc.servers.list.queryOptions(SERVERS_QUERY));
  const servers = data?.items.filter(({ id }) => may(who, "players:ban", { serverId: id })) ?? [];
  if (servers.length === 0) return null;
  const options = servers.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Button icon={<Download />} onClick={() => setOpen("export")}>
        {words("export")}
      </Button>
      <Button icon={<Upload />} onClick={() => setOpen("import")}>
        {words("import")}
      </Button>
      {open === "import" ? <ImportList servers={options} onClose={() => setOpen(null)} onDone={onDone} /> : null}
      {open === "export" ? <ExportList servers={options} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

interface ListDialogProps {
  servers: readonly { value: string; label: string }[];
  onClose(): void;
}

function WhereFields({ servers }: { servers: ListDialogProps["servers"] }) {
  const words = useTranslations("moderation");
  return (
    <>
      <Field name="serverId" label={words("sheet.server")} required>
        <Select options={servers} />
      </Field>
      <Field name="format" label={words("lists.format")} required>
        <Select options={BAN_LIST_FORMAT_NAMES.map((value) => ({ value, label: words(`lists.formats.${value}`) }))} />
      </Field>
    </>
  );
}

function ImportList({ servers, onClose, onDone }: ListDialogProps & { onDone(): void }) {
  const words = useTranslations("moderation.lists");
  const common = useTranslations("ui.dialog");
  const client = useTRPCClient();
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [seen, setSeen] = useState<{ input: string; found: Found } | null>(null);
  const [running, setRunning] = useState<{ serverId: string; importId: string } | null>(null);

  async function send(form: FormData) {
    const input = {
      serverId: String(form.get("serverId")),
      format: String(form.get("format")) as BanListFormat,
      text: String(form.get("text")),
    };
    const isSeen = seen?.input === JSON.stringify(input) && seen.found.added > 0;
    setPending(true);
    try {
      const found = await client.banLists.import.mutate({ ...input, dryRun: !isSeen });
      if (!isSeen) return setSeen({ input: JSON.stringify(input), found });
      onDone();
      if (found.importId) return setRunning({ serverId: input.serverId, importId: found.importId });
      toast.done(words("done", { count: found.added }));
      onClose();
    } finally {
      setPending(false);
    }
  }
  if (running) return <LongImport {...running} onClose={onClose} onDone={onDone} />;
  return (
    <Dialog
      open
      onOpenChange={(next) => next || pending || onClose()}
      title={words("title")}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary" pending={pending}>
            {seen && seen.found.added > 0 ? words("do", { count: seen.found.added }) : words("look")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("title")} onSubmit={send}>
        <WhereFields servers={servers} />
        <Field name="text" label={words("text")} hint={words("textHint")} required>
          <Textarea mono rows={8} spellCheck={false} onInput={() => setSeen(null)} />
        </Field>
        {seen ? <WouldDo found={seen.found} /> : null}
      </Form>
    </Dialog>
  );
}

function WouldDo({ found: { added, there, over, problems } }: { found: Found }) {
  const words = useTranslations("moderation.lists");
  return (
    <>
      <Callout announce>{words("would", { added, there, over })}</Callout>
      {problems.length > 0 ? (
        <Callout tone="warn" title={words("problems", { count: problems.length })}>
          <ul>
            {problems.slice(0, 10).map((each) => (
              <li key={each.at}>{words("problem", each)}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
    </>
  );
}

function ExportList({ servers, onClose }: ListDialogProps) {
  const words = useTranslations("moderation.lists");
  const common = useTranslations("ui.dialog");
  const client = useTRPCClient();
  const formId = useId();
  const [leftOut, setLeftOut] = useState(0);
  async function send(form: FormData) {
    const made = await client.banLists.export.query({
      serverId: String(form.get("serverId")),
      format: String(form.get("format")) as BanListFormat,
    });
    saveFile(made.file, [made.text], "text/plain");
    setLeftOut(made.leftOut);
    if (made.leftOut === 0) onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => next || onClose()}
      title={words("exportTitle")}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary">
            {words("export")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("exportTitle")} onSubmit={send}>
        <WhereFields servers={servers} />
        {leftOut > 0 ? (
          <Callout tone="warn" announce>
            {words("leftOut", { count: leftOut })}
          </Callout>
        ) : null}
      </Form>
    </Dialog>
  );
}
