import { readFailure } from "#app/ui/form/failure.ts";
import type { KeyLimit } from "../schema.ts";

/** The windows that the form asks for; a key may have others, made by the API, which stay as they are. */
export const WINDOWS = [
  { name: "limitMinute", unit: "minute", windowSec: 60 },
  { name: "limitHour", unit: "hour", windowSec: 3_600 },
  { name: "limitDay", unit: "day", windowSec: 86_400 },
] as const;

/** The limits that a form asks for, those of other windows kept; null: none. */
export function limitsOfForm(form: FormData, others: readonly KeyLimit[] = []): KeyLimit[] | null {
  const asked = WINDOWS.flatMap(({ name, windowSec }) => {
    const text = String(form.get(name) ?? "").trim();
    return text === "" ? [] : [{ limit: Number(text), windowSec }];
  });
  const limits = [...asked, ...others];
  return limits.length > 0 ? limits : null;
}

/** The number of event streams that a form asks for; null: none of its own. */
export function eventStreamsOfForm(form: FormData): number | null {
  const text = String(form.get("eventStreams") ?? "").trim();
  return text === "" ? null : Number(text);
}

export function linesOf(text: FormDataEntryValue | null): string[] {
  return String(text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The server names single addresses and limits by their place in a list; here each has a box, so the problem goes to it and names what it is about. */
export function underTheirField(
  error: unknown,
  addresses: readonly string[],
  limits: readonly KeyLimit[] | null,
): unknown {
  const failure = readFailure(error);
  const details = failure.fields.map(({ path, message }) => {
    const [field, index] = path.split(".");
    if (field === "allowedAddresses" && index !== undefined)
      return { path: field, message: `${addresses[Number(index)] ?? ""} ${message}` };
    if (field === "limits" && index !== undefined) {
      const window = WINDOWS.find(({ windowSec }) => windowSec === limits?.[Number(index)]?.windowSec);
      if (window) return { path: window.name, message };
    }
    return { path, message };
  });
  return { ...failure, details };
}
