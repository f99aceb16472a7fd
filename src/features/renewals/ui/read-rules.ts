import { readFailure } from "#app/ui/form/failure.ts";

/** The settings of renewals, the switch last: servers are not let expire by rules that were refused. */
export const RULE_KEYS = ["renewal-days", "renewal-price", "renewal-grace-days", "renewal-ahead-days"] as const;
export const SWITCH_KEY = "renewals";
export type RenewalRuleKey = (typeof RULE_KEYS)[number];
export type RenewalRules = Record<RenewalRuleKey, number> & { [SWITCH_KEY]: boolean };

type Changed = { key: RenewalRuleKey; value: number | string } | { key: typeof SWITCH_KEY; value: boolean };

/** What was typed and differs from before. What is no number goes on as it is, for the server to say what is wrong. */
export function changedRules(form: FormData, before: RenewalRules): Changed[] {
  const numbers = RULE_KEYS.map((key) => {
    const text = String(form.get(key) ?? "").trim();
    return { key, value: /^\d+$/.test(text) ? Number(text) : text };
  });
  const isOn = { key: SWITCH_KEY, value: form.get(SWITCH_KEY) === "on" } as const;
  return [...numbers, isOn].filter(({ key, value }) => before[key] !== value);
}

/** The error of one setting, told at its field. */
export function problemOf(key: string, error: unknown): Error {
  const { message, requestId, fields } = readFailure(error);
  const details = fields.map((field) => ({ path: key, message: field.message }));
  return Object.assign(new Error(message), { details, ...(requestId && { requestId }) });
}
