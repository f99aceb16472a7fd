import { expect, it } from "vitest";
import { HOUR } from "#app/lib/duration.ts";
import { filledMacro, mayBeReopened, type Timed, timedAnew, timeRuns } from "./rules.ts";
import { snippetOf } from "./snippet.ts";

const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * HOUR);
const NEW: Timed = {
  status: "open",
  lastWord: "member",
  firstAnsweredAt: null,
  firstAnswerDueAt: at(4),
  resolutionDueAt: at(24),
  pausedAt: null,
};

it("lets the time run while it is staff's turn alone", () => {
  expect(timeRuns({ status: "open", lastWord: "staff" })).toBe(true);
  expect(timeRuns({ status: "in_progress", lastWord: "member" })).toBe(true);
  expect(timeRuns({ status: "in_progress", lastWord: "staff" })).toBe(false);
  expect(timeRuns({ status: "resolved", lastWord: "member" })).toBe(false);
});

it("keeps what was left while it rested, however often it rests", () => {
  const answered = timedAnew(
    { ...NEW, status: "in_progress", lastWord: "staff", firstAnsweredAt: at(2) } satisfies Timed as Timed,
    at(2),
  );
  expect(answered.pausedAt).toEqual(at(2));
  expect(timedAnew(answered, at(5)).pausedAt).toEqual(at(2));
  const back = timedAnew({ ...answered, lastWord: "member" }, at(12));
  expect(back).toMatchObject({ pausedAt: null, resolutionDueAt: at(34), firstAnswerDueAt: at(4) });
  const again = timedAnew(timedAnew({ ...back, status: "resolved" }, at(13)), at(14));
  expect(timedAnew({ ...again, status: "open" }, at(113)).resolutionDueAt).toEqual(at(134));
});

it("moves the time of the first answer too where there was none yet", () => {
  const closed = timedAnew({ ...NEW, status: "closed" }, at(1));
  expect(timedAnew({ ...closed, status: "open" }, at(11))).toMatchObject({ firstAnswerDueAt: at(14), pausedAt: null });
});

it("opens again what was done within the days, and nothing older", () => {
  const closed = { status: "closed", resolvedAt: at(0), closedAt: at(24) } as const;
  expect(mayBeReopened(closed, 1, at(48))).toBe(true);
  expect(mayBeReopened(closed, 1, at(49))).toBe(false);
  expect(mayBeReopened({ ...closed, status: "open" }, 0, at(900))).toBe(true);
});

it("fills the places of a prepared answer once, and leaves other braces", () => {
  const words = { member: "{ticket} $& Ada", ticket: "#7", server: null };
  expect(filledMacro("Hello {member}, {ticket} about {server}: {constructor}", words)).toBe(
    "Hello {ticket} $& Ada, #7 about : {constructor}",
  );
});

it("shows of a long text what is around the word", () => {
  const text = `${"far ".repeat(100)}needle ${"away ".repeat(100)}`;
  expect(snippetOf(text, "NEEDLE")).toContain("needle");
  expect(snippetOf(text, "NEEDLE").length).toBeLessThan(170);
  expect(snippetOf("<b>short</b>", "x")).toBe("<b>short</b>");
});
