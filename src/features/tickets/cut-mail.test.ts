import { describe, expect, it } from "vitest";
import { ABOVE_LINE, cutMail } from "./cut-mail.ts";

describe("what is kept of a mail", () => {
  it.each([
    ["nothing but words", "Port 25566 works.\r\n\r\nThank you.\r\n", "Port 25566 works.\n\nThank you."],
    ["a quote below", "Works.\n\nOn Mon, 2 Mar 2026 at 10:00, Panel wrote:\n> Try port 25566.\n>\n> Mira\n", "Works."],
    [
      "a quote below, said over two lines",
      "Works.\n\nOn Mon, 2 Mar 2026 at 10:00, Panel <ticket+7.abc@example.org>\nwrote:\n\n> Try port 25566.\n",
      "Works.",
    ],
    ["a quote below in German", "Geht.\n\nAm 02.03.26 um 10:00 schrieb Panel:\n> Try it.\n", "Geht."],
    ["the line to write above", `Works.\n\nOn Monday Panel wrote:\n\n${ABOVE_LINE}\n\nHello Ada,\n`, "Works."],
    ["the line quoted", `Works.\n\nOn Monday Panel wrote:\n> ${ABOVE_LINE}\n>\n> Hello Ada,\n`, "Works."],
    ["a separator", "Works.\n\n-----Original Message-----\nFrom: Panel\nTry it.\n", "Works."],
    ["Outlook's block", "Works.\n\nFrom: Panel\nSent: Monday\nTo: Ada\nSubject: x\n\nTry it.\n", "Works."],
    ["a signature", "Works.\n\n-- \nAda\nCaptain\n", "Works."],
    ["a signature above a quote", "Works.\n-- \nAda\n\nOn Monday Panel wrote:\n> Try it.\n", "Works."],
    ["a telephone's boast", "Works.\n\nSent from my iPhone\n", "Works."],
    [
      "answers between the lines",
      "> Which port?\n25566\n> Which game?\nHollow",
      "> Which port?\n25566\n> Which game?\nHollow",
    ],
    [
      "an answer below the quote",
      "On Monday Panel wrote:\n> Try it.\n\nWorks.",
      "On Monday Panel wrote:\n> Try it.\n\nWorks.",
    ],
    ["nothing but a quote", "> Try it.", "> Try it."],
    ["an answer below the line", `${ABOVE_LINE}\nHello Ada\n\nWorks.`, "Hello Ada\n\nWorks."],
    ["words that look like it", "On Monday it wrote:\nerror 7\n", "On Monday it wrote:\nerror 7"],
    ["a long text after two dashes", `See\n--\n${"line\n".repeat(30)}`, `See\n--\n${"line\n".repeat(30)}`.trim()],
  ])("%s", (_what, mail, kept) => {
    expect(cutMail(mail)).toBe(kept);
  });

  it("is found in a mail made to be slow too", () => {
    for (const hostile of [
      "> ".repeat(500_000),
      "On ".repeat(300_000),
      "-- \n".repeat(250_000),
      "\n".repeat(1_000_000),
    ])
      expect(typeof cutMail(`x\n${hostile}\n>`)).toBe("string");
  });
});
