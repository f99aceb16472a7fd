import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { ERRORS } from "#app/lib/errors.ts";
import { REASONS, sentenceTemplate } from "#app/lib/reasons.ts";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DocTable } from "../doc-table.tsx";

export const metadata: Metadata = { title: "Errors of the API" };

const EXAMPLE = `HTTP/1.1 422 Unprocessable Content
Content-Type: application/json; charset=utf-8
X-Request-Id: req_019c…

{"error": {
  "code": "invalid_input",
  "reason": "invalid_input",
  "message": "One field is not as expected; see details.",
  "details": [{"path": "limit", "code": "too_big", "message": "Too big: expected number to be <=100"}],
  "requestId": "req_019c…",
  "docUrl": "…/docs/errors#invalid_input"
}}`;

/** The closed table of error codes and every reason, out of the code that gives them. */
export default function ErrorsPage() {
  const words = useTranslations("docs");
  const codes = Object.entries(ERRORS);
  const reasons = REASONS.filter((reason) => !(reason in ERRORS));
  return (
    <>
      <PageHeader title={words("errors.title")} description={words("errors.lead")} />
      <CodeBlock code={EXAMPLE} what={words("errors.example")} />
      <DocTable
        label={words("errors.title")}
        columns={[words("errors.code"), words("errors.status"), words("errors.retry"), words("errors.message")]}
        rows={codes.map(([code, { http, retry }]) => ({
          key: code,
          anchor: code,
          cells: [<code key="code">{code}</code>, http, retry ? words("yes") : words("no"), sentenceTemplate(code)],
        }))}
      />
      <section className="grid gap-3">
        <h2 className="font-semibold text-lg">{words("errors.reasonsTitle")}</h2>
        <p className="max-w-prose text-ink-2">{words("errors.reasonsLead")}</p>
        <DocTable
          label={words("errors.reasonsTitle")}
          columns={[words("errors.reason"), words("errors.message")]}
          rows={reasons.map((reason) => ({
            key: reason,
            anchor: reason,
            cells: [<code key="reason">{reason}</code>, sentenceTemplate(reason)],
          }))}
        />
      </section>
    </>
  );
}
