import { expect, it } from "vitest";
import { readFailure } from "#app/ui/form/failure.ts";
import { changedRules, problemOf } from "./read-rules.ts";
import { renewalListInput } from "./renewal-query.ts";

const RULES = {
  renewals: false,
  "renewal-days": 30,
  "renewal-price": 100,
  "renewal-grace-days": 3,
  "renewal-ahead-days": 90,
};

function typed(more: Record<string, string>): FormData {
  const form = new FormData();
  const { renewals: _switch, ...numbers } = RULES;
  for (const [key, value] of Object.entries({ ...numbers, ...more })) form.set(key, String(value));
  return form;
}

it("only what was changed is set, and the switch last", () => {
  expect(changedRules(typed({}), RULES)).toEqual([]);
  expect(changedRules(typed({ renewals: "on", "renewal-price": " 0 " }), RULES)).toEqual([
    { key: "renewal-price", value: 0 },
    { key: "renewals", value: true },
  ]);
  expect(changedRules(typed({}), { ...RULES, renewals: true })).toEqual([{ key: "renewals", value: false }]);
});

it.each(["", "-1", "1.5", "many", "1e3"])("what is no number is left to the server to refuse: %j", (text) =>
  expect(changedRules(typed({ "renewal-days": text }), RULES)).toEqual([{ key: "renewal-days", value: text }]),
);

it("what the server says of a setting is told at its field, with the request's id", () => {
  const error = { message: "Wrong.", requestId: "req_1", details: [{ path: "value", message: "Too small." }] };
  expect(readFailure(problemOf("renewal-days", error))).toEqual({
    message: "Wrong.",
    requestId: "req_1",
    fields: [{ path: "renewal-days", message: "Too small." }],
  });
});

it("asks for a page by one state that there is, and by no longer a word than is taken", () => {
  const asked = (state: string[], q = "") => renewalListInput({ q, page: 2, facets: { state } }, 20);
  expect(asked(["soon"])).toEqual({ page: 2, limit: 20, state: "soon" });
  expect(asked(["never"], " ")).toEqual({ page: 2, limit: 20 });
  expect(asked([], "x".repeat(200)).q).toHaveLength(100);
});
