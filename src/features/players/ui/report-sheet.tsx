"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Link } from "#app/ui/link.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { REPORT_OUTCOMES, type ReportOutcome } from "../report-outcomes.ts";
import type { PlayerReport } from "../schema.ts";

/** One report at the side of the inbox: what was said, the evidence, and what to do about it. */
export function ReportSheet({ report, onClose }: { report: PlayerReport | null; onClose(): void }) {
  const words = useTranslations("players.reports");
  return (
    <Sheet
      open={report !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={report ? words("sheetTitle", { number: report.number, name: report.playerName }) : ""}
    >
      {report ? <Report report={report} /> : null}
    </Sheet>
  );
}

function Report({ report }: { report: PlayerReport }) {
  const words = useTranslations("players.reports");
  const evidenceId = useId();
  const who = useWho();
  const mayWrite = may(who, "players.reports:write", { serverId: report.serverId });
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <p className="whitespace-pre-wrap break-words">{report.text}</p>
      <DescriptionList
        items={[
          {
            label: words("columns.player"),
            value: (
              <Link href={`/players/${report.playerId}`} className="text-accent underline underline-offset-2">
                {report.playerName}
              </Link>
            ),
          },
          { label: words("columns.by"), value: report.reporterName },
          { label: words("columns.server"), value: report.serverName ?? words("noServer") },
          { label: words("columns.at"), value: <Time at={report.createdAt} mode="absolute" /> },
          ...(report.claimedBy ? [{ label: words("columns.claimed"), value: report.claimedBy.name }] : []),
          ...(report.outcome
            ? [
                { label: words("outcome"), value: words(`outcomes.${report.outcome}`) },
                { label: words("decidedBy"), value: report.resolvedBy },
                ...(report.answer ? [{ label: words("answer"), value: report.answer }] : []),
              ]
            : []),
        ]}
      />
      {report.evidence.length > 0 ? (
        <section aria-labelledby={evidenceId}>
          <h3 id={evidenceId} className="mb-1 font-semibold">
            {words("evidence")}
          </h3>
          <ol className="rounded-md border border-line">
            {report.evidence.map((piece, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: evidence never changes
              <li key={index} className="border-line border-b px-3 py-1.5 last:border-b-0">
                <span className="break-words">{piece.text ?? piece.type.replaceAll("_", " ")}</span>
                <span className="block text-ink-3 text-sm">
                  <Time at={piece.at} mode="absolute" />
                </span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
      {mayWrite && report.state !== "resolved" ? <Decide report={report} /> : null}
    </div>
  );
}

function Decide({ report }: { report: PlayerReport }) {
  const words = useTranslations("players.reports");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const [busy, setBusy] = useState(false);
  const { id: reportId, claimedBy } = report;
  const isMine = claimedBy !== null && claimedBy.id === who.userId;
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.playerReports.pathKey() });

  async function act(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
      await refresh();
    } catch (error) {
      toast.failed(words("actFailed"), error);
    } finally {
      setBusy(false);
    }
  }
  if (!isMine)
    return (
      <Button
        tone="primary"
        pending={busy}
        onClick={() => void act(() => client.playerReports.claim.mutate({ reportId, takeOver: claimedBy !== null }))}
      >
        {claimedBy ? words("takeOver", { name: claimedBy.name }) : words("claim")}
      </Button>
    );
  return (
    <Form
      label={words("decide")}
      onSubmit={async (form) => {
        const outcome = String(form.get("outcome")) as ReportOutcome;
        const answer = String(form.get("answer") ?? "").trim();
        await client.playerReports.resolve.mutate({ reportId, outcome, ...(answer && { answer }) });
        toast.done(words("decided"));
        await refresh();
      }}
    >
      <Field name="outcome" label={words("outcome")} kind="group" required>
        <RadioGroup
          defaultValue="action"
          options={REPORT_OUTCOMES.map((value) => ({ value, label: words(`outcomes.${value}`) }))}
        />
      </Field>
      <Field name="answer" label={words("answer")} hint={words("answerHint", { name: report.reporterName })}>
        <Textarea rows={3} maxLength={2000} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{words("resolve")}</SubmitButton>
        <Button pending={busy} onClick={() => void act(() => client.playerReports.release.mutate({ reportId }))}>
          {words("release")}
        </Button>
      </div>
    </Form>
  );
}
