"use client";

import { useTranslations } from "next-intl";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { readMoment } from "../moment.ts";
import { type AuditFilter, OUTCOMES } from "./audit-query.ts";

export interface AuditFilterFormProps {
  filter: AuditFilter;
  onApply(filter: AuditFilter): void;
  onClear(): void;
}

/** What of the log is wanted. It takes effect when applied, because each reading of the log is itself written down. */
export function AuditFilterForm({ filter, onApply, onClear }: AuditFilterFormProps) {
  const words = useTranslations("admin.audit.filter");

  function apply(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const details = ["from", "to"]
      .filter((name) => text(name) !== "" && readMoment(text(name), 0) === null)
      .map((path) => ({ path, message: words("badMoment") }));
    if (details.length > 0) throw { message: words("badMoment"), details };
    onApply({
      actor: text("actor"),
      operation: text("operation"),
      outcome: OUTCOMES.find((outcome) => outcome === text("outcome")) ?? null,
      target: text("target"),
      server: text("server"),
      from: text("from"),
      to: text("to"),
    });
  }

  return (
    <Card>
      <Form key={JSON.stringify(filter)} label={words("title")} onSubmit={apply}>
        <Stack columns={3}>
          <Field unmarked name="actor" label={words("actor")} hint={words("actorHint")}>
            <Input mono maxLength={100} defaultValue={filter.actor} />
          </Field>
          <Field unmarked name="operation" label={words("operation")} hint={words("operationHint")}>
            <Input mono maxLength={100} defaultValue={filter.operation} />
          </Field>
          <Field unmarked name="outcome" label={words("outcome")}>
            <Select
              defaultValue={filter.outcome ?? ""}
              options={[
                { value: "", label: words("anyOutcome") },
                ...OUTCOMES.map((value) => ({ value, label: words(`outcomes.${value}`) })),
              ]}
            />
          </Field>
          <Field unmarked name="target" label={words("target")} hint={words("targetHint")}>
            <Input mono maxLength={100} defaultValue={filter.target} />
          </Field>
          <Field unmarked name="from" label={words("from")} hint={words("momentHint")}>
            <Input mono maxLength={40} defaultValue={filter.from} />
          </Field>
          <Field unmarked name="to" label={words("to")} hint={words("momentHint")}>
            <Input mono maxLength={40} defaultValue={filter.to} />
          </Field>
        </Stack>
        {filter.server ? <input type="hidden" name="server" value={filter.server} /> : null}
        <div className="flex flex-wrap gap-2">
          <SubmitButton>{words("apply")}</SubmitButton>
          <Button onClick={onClear}>{words("clear")}</Button>
        </div>
      </Form>
    </Card>
  );
}
