import { describe, expect, it } from "vitest";
import { CouponGives, type StoreItem } from "../schema.ts";
import { changesOf, readCouponGives, readItem } from "./read-form.ts";

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const FIELDS = {
  name: " Memory ",
  description: "",
  kind: "resource",
  resource: "memoryMiB",
  amount: "512",
  priceCoins: "100",
  stoppedPriceCoins: "",
  limitPerMember: "3",
  limitDays: "",
  stock: "10",
  fromAt: "",
  untilAt: "2026-06-01T10:30",
  refundHours: "",
  position: "2",
  enabled: "on",
};
const ITEM: StoreItem = {
  ...readItem(formOf(FIELDS)),
  // As it is stored: with seconds, which the field does not show, and the fields in another order.
  untilAt: new Date(Date.parse("2026-06-01T10:30") + 12_345).toISOString(),
  gives: { amount: 512, kind: "resource", resource: "memoryMiB" },
  id: "itm_01930000000070008000000000000001",
  label: null,
  sold: 4,
  createdAt: "2026-05-01T00:00:00.000Z",
  updatedAt: "2026-05-01T00:00:00.000Z",
};

describe("readItem", () => {
  it("takes none for what is empty, and what is for money or for coins alone", () => {
    expect(readItem(formOf(FIELDS))).toMatchObject({
      name: "Memory",
      priceCoins: 100,
      stoppedPriceCoins: null,
      priceMinor: null,
      currency: null,
      fromAt: null,
      refundHours: 0,
      enabled: true,
    });
    const coins = { kind: "coins", priceMinor: "4.35", currency: "eur", refundHours: "5" };
    expect(readItem(formOf({ ...FIELDS, ...coins }))).toMatchObject({
      gives: { kind: "coins", amount: 512 },
      priceCoins: null,
      priceMinor: 435,
      currency: "EUR",
      refundHours: 0,
    });
  });
});

describe("changesOf", () => {
  const changed = (fields: Partial<typeof FIELDS>) => changesOf(ITEM, readItem(formOf({ ...FIELDS, ...fields })));

  it("are none where nothing was changed, so that stock that was sold meanwhile does not come back", () => {
    expect(changed({})).toEqual({});
  });

  it("are what was changed alone", () => {
    expect(changed({ priceCoins: "0", stock: "" })).toEqual({ priceCoins: 0, stock: null });
    expect(changed({ amount: "1024" })).toEqual({ gives: { kind: "resource", resource: "memoryMiB", amount: 1024 } });
    expect(changed({ untilAt: "" })).toEqual({ untilAt: null });
    const later = "2026-06-01T10:31";
    expect(changed({ untilAt: later })).toEqual({ untilAt: new Date(later).toISOString() });
  });

  it("switch an item off whose box is empty", () => {
    const { enabled: _enabled, ...off } = FIELDS;
    expect(changesOf(ITEM, readItem(formOf(off)))).toEqual({ enabled: false });
  });
});

describe("readCouponGives", () => {
  it.each([
    [
      { kind: "percent", value: "15" },
      { kind: "percent", percent: 15 },
    ],
    [
      { kind: "amount", value: "50" },
      { kind: "amount", coins: 50 },
    ],
    [
      { kind: "coins", value: "50" },
      { kind: "coins", coins: 50 },
    ],
    [
      { kind: "renewal_bypass", value: "2" },
      { kind: "renewal_bypass", amount: 2 },
    ],
    [
      { kind: "package", packageId: "pkg_1", days: "" },
      { kind: "package", packageId: "pkg_1", days: null },
    ],
    [
      { kind: "resources", memoryMiB: "512", diskMiB: "", servers: "1" },
      { kind: "resources", resources: { memoryMiB: 512, servers: 1 } },
    ],
  ])("reads %j", (fields, gives) => {
    const read = readCouponGives(formOf(fields as Record<string, string>));
    expect(read).toEqual(gives);
    expect(CouponGives.parse(read)).toEqual(gives);
  });

  it("leaves resources without any to be refused", () => {
    expect(CouponGives.safeParse(readCouponGives(formOf({ kind: "resources" }))).success).toBe(false);
  });
});
