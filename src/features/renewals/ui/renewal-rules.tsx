"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Card } from "#app/ui/card.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { changedRules, problemOf, type RenewalRules, RULE_KEYS, SWITCH_KEY } from "./read-rules.ts";

/** So often it is asked whether a switch that was turned is in force: the clock's job does that, within a minute. */
const ASKED_EVERY_MS = 3_000;

type Range = { least: number; most: number };

/** Whether servers expire and by which rules, for those who may read settings. */
export function RenewalRulesCard() {
  const words = useTranslations("renewals.settings");
  const trpc = useTRPC();
  const mayWrite = may(useWho(), "settings:write");
  const { data, error, refetch, isFetching } = useQuery(trpc.settings.list.queryOptions({}));
  if (error && !data)
    return (
      <Card title={words("rules")}>
        <ErrorState title={words("rulesFailed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />
      </Card>
    );
  if (!data)
    return (
      <Loading label={words("rules")}>
        <Skeleton height="20rem" />
      </Loading>
    );
  const found = new Map(data.items.map((item) => [item.key as string, item]));
  const rules = Object.fromEntries([...RULE_KEYS, SWITCH_KEY].map((key) => [key, found.get(key)!.value]));
  return (
    <Card title={words("rules")} description={words("rulesText")}>
      <Stack>
        {mayWrite ? null : <Callout>{words("readOnly")}</Callout>}
        <Pending isOn={rules[SWITCH_KEY] === true} />
        <RulesForm
          key={JSON.stringify(rules)}
          rules={rules as RenewalRules}
          rangeOf={(key) => found.get(key)!.range}
          mayWrite={mayWrite}
        />
      </Stack>
    </Card>
  );
}

/** That the switch was turned and is not in force yet; what the page shows is asked anew once it is. */
function Pending({ isOn }: { isOn: boolean }) {
  const words = useTranslations("renewals.settings");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useQuery(
    trpc.renewals.terms.queryOptions(
      {},
      { refetchInterval: ({ state }) => (state.data && state.data.isOn !== isOn ? ASKED_EVERY_MS : false) },
    ),
  );
  const isPending = data !== undefined && data.isOn !== isOn;
  const wasPending = useRef(isPending);
  useEffect(() => {
    if (wasPending.current && !isPending) void queryClient.invalidateQueries({ queryKey: trpc.renewals.pathKey() });
    wasPending.current = isPending;
  }, [isPending, queryClient, trpc]);
  return isPending ? <Callout>{words(isOn ? "pendingOn" : "pendingOff")}</Callout> : null;
}

interface RulesFormProps {
  rules: RenewalRules;
  rangeOf(key: keyof RenewalRules): Range | null;
  mayWrite: boolean;
}

function RulesForm({ rules, rangeOf, mayWrite }: RulesFormProps) {
  const words = useTranslations("renewals.settings");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();

  async function save(form: FormData) {
    for (const { key, value } of changedRules(form, rules)) {
      try {
        await client.settings.set.mutate({ key, value });
      } catch (error) {
        throw problemOf(key, error);
      }
    }
    toast.done(words("saved"));
    await Promise.all(
      [trpc.settings, trpc.renewals].map((of) => queryClient.invalidateQueries({ queryKey: of.pathKey() })),
    );
  }
  return (
    <Form label={words("rules")} onSubmit={save}>
      <Checkbox
        name={SWITCH_KEY}
        label={words("isOn")}
        hint={words("isOnHint")}
        defaultChecked={rules[SWITCH_KEY]}
        disabled={!mayWrite}
      />
      <Stack columns={2}>
        {RULE_KEYS.map((key) => {
          const range = rangeOf(key);
          return (
            <Field key={key} name={key} label={words(`fields.${key}`)} hint={words(`hints.${key}`)} required>
              <Input
                type="number"
                inputMode="numeric"
                step={1}
                {...(range && { min: range.least, max: range.most })}
                defaultValue={rules[key]}
                unit={words(key === "renewal-price" ? "coins" : "days")}
                disabled={!mayWrite}
              />
            </Field>
          );
        })}
      </Stack>
      {mayWrite ? (
        <div>
          <SubmitButton>{words("save")}</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
