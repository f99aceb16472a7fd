import { describe, expect, it } from "vitest";
import { NO_EARNING } from "#app/features/earning/rules.ts";
import { settingValue } from "./setting-value.ts";

describe("settingValue", () => {
  it("reads JSON for what is more than a word", () => {
    const text = '{"daily": {"isOn": true, "coins": 50}}';
    expect(settingValue("earning", text)).toEqual({ daily: { isOn: true, coins: 50 } });
    expect(settingValue("earning", JSON.stringify(NO_EARNING))).toEqual(NO_EARNING);
    expect(settingValue("api-origins", '["https://app.example.org"]')).toEqual(["https://app.example.org"]);
  });

  it.each(["{daily: on}", "on", "", '{"daily"'])("says how where it is not JSON: %j", (text) => {
    expect(() => settingValue("earning", text)).toThrow(/The setting earning is written as JSON/);
  });

  it("keeps text as it is, also where it looks like something else", () => {
    expect(settingValue("panel-name", "2042")).toBe("2042");
    expect(settingValue("panel-name", "true")).toBe("true");
    expect(settingValue("panel-name", "[EU] {Panel}")).toBe("[EU] {Panel}");
    expect(settingValue("sign-up", "open")).toBe("open");
  });

  it("reads numbers and booleans, and leaves what is neither to be refused", () => {
    expect(settingValue("api-call-days", "14")).toBe(14);
    expect(settingValue("store", "true")).toBe(true);
    expect(settingValue("store", "on")).toBe("on");
  });
});
