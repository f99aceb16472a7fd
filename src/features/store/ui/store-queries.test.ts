import { expect, it } from "vitest";
import { couponListInput, itemListInput, orderListInput, paymentListInput } from "./store-queries.ts";

const asked = (facets: Record<string, string[]> = {}, q = "") => ({ q, page: 2, facets });

it("asks for a page by what there is to choose, and by no longer a word than is taken", () => {
  expect(orderListInput(asked({ state: ["refunded"] }, " mira "), 50)).toEqual({
    page: 2,
    limit: 50,
    q: "mira",
    state: "refunded",
  });
  expect(orderListInput(asked({ state: ["never"] }, " "), 20)).toEqual({ page: 2, limit: 20 });
  expect(itemListInput(asked({ kind: ["role"] }), 20)).toMatchObject({ kind: "role" });
  expect(orderListInput(asked({}, "x".repeat(200)), 20).q).toHaveLength(100);
  expect(couponListInput(asked({ state: ["usable"] }, "x".repeat(200)), 20)).toMatchObject({ state: "usable" });
  expect(couponListInput(asked({}, "x".repeat(200)), 20).code).toHaveLength(60);
});

it("asks for payments that need a look only where that is chosen", () => {
  expect(paymentListInput(asked({ look: ["needed"], state: ["disputed"] }), 20)).toEqual({
    page: 2,
    limit: 20,
    state: "disputed",
    needsLook: true,
  });
  expect(paymentListInput(asked({ look: ["yes"] }), 20)).toEqual({ page: 2, limit: 20 });
});
