import { expect, it } from "vitest";
import { RENEWAL_STATES, type Renewal } from "../schema.ts";
import { dueOf } from "./own-renewals.ts";

it("what ends within days or has ended is due, in the order in which it was listed", () => {
  const all = RENEWAL_STATES.map((state) => ({ serverId: `srv_${state}`, state }) as Renewal);
  expect(dueOf(all).map(({ state }) => state)).toEqual(["soon", "expired", "suspended"]);
});
