import { expect, it } from "vitest";
import { csvOf } from "./csv.ts";

it("quotes what would end a cell or a row", () => {
  expect(csvOf([["a,b", 'say "hi"', "two\nlines", 1, null, true]])).toBe(
    '\uFEFF"a,b","say ""hi""","two\nlines",1,,true\r\n',
  );
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u0000=1", "\n=1"])(
  "lets no spreadsheet run %j",
  (name) => {
    expect(
      csvOf([[name]])
        .replaceAll('"', "")
        .slice(1),
    ).toMatch(/^'/);
  },
);

it("leaves numbers of ours as they are", () => {
  expect(csvOf([[-1]])).toBe("\uFEFF-1\r\n");
});
