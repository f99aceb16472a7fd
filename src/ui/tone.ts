/** The five meanings a colour may have. A tone is never alone: words and an icon say the same. */
export type Tone = "ok" | "warn" | "bad" | "info" | "idle";

/** Text and ground of each tone. */
export const TONE_SOFT: Readonly<Record<Tone, string>> = {
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
  idle: "bg-idle-soft text-idle",
};

/** Text alone of each tone. */
export const TONE_TEXT: Readonly<Record<Tone, string>> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  info: "text-info",
  idle: "text-idle",
};
