import { expect, it } from "vitest";
import { exactSizeText, sizeOfText, sizeText } from "./size-text.ts";

it("tells sizes in the unit that people would", () => {
  expect([0, 512, 1023.6, 1024, 4300, 24_105].map(sizeText)).toEqual([
    "0 MiB",
    "512 MiB",
    "1024 MiB",
    "1 GiB",
    "4.2 GiB",
    "24 GiB",
  ]);
});

it("tells sizes exactly where that is asked for, in GiB while it is short", () => {
  expect([0, 512, 1024, 1300, 10_496, 24_576].map(exactSizeText)).toEqual([
    "0 MiB",
    "512 MiB",
    "1 GiB",
    "1300 MiB",
    "10.25 GiB",
    "24 GiB",
  ]);
});

it("tells what is used in the unit of its limit", () => {
  expect(sizeOfText(16, 256)).toEqual({ value: "16", limit: "256 MiB" });
  expect(sizeOfText(400, 4096)).toEqual({ value: "0.4", limit: "4 GiB" });
});
