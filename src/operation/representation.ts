import { hash } from "node:crypto";
import type { AnyOperation } from "./define.ts";

/** What REST answers: `{items, …}` is a list, its items are the data and the rest tells of the list. */
export function enveloped(output: unknown): { data: unknown; meta?: unknown } {
  if (output !== null && typeof output === "object" && "items" in output) {
    const { items, ...meta } = output;
    return Object.keys(meta).length > 0 ? { data: items, meta } : { data: items };
  }
  return { data: output };
}

/**
 * The entity tag of a query's answer. Of two parts where the query says what of it people edit: that alone is compared by If-Match (a server's state does not
 * stand in the way of its new name), while If-None-Match compares the whole. `text` is the answer's JSON.
 */
export function entityTag(query: AnyOperation, output: unknown, text: string): string {
  const whole = digest(text);
  const edited = query.kind === "query" ? query.edited?.(output) : undefined;
  return edited === undefined ? `"${whole}"` : `"${digest(JSON.stringify(edited))}.${whole}"`;
}

/** Whether an If-None-Match names this tag: then the caller has the answer already. Weak or not makes no difference here. */
export function isKnown(ifNoneMatch: string, tag: string): boolean {
  return tagsOf(ifNoneMatch).some((given) => given === "*" || given.replace(/^W\//, "") === tag);
}

/** Whether an If-Match names what is there now, by the part of the tag that people edit. Weak tags never match. */
export function isUnchanged(ifMatch: string, tag: string): boolean {
  return tagsOf(ifMatch).some((given) => given === "*" || editedPart(given) === editedPart(tag));
}

function tagsOf(header: string): string[] {
  return header.split(",").map((each) => each.trim());
}

function editedPart(tag: string): string {
  return tag.replace(/^"([^."]+)(\.[^"]*)?"$/, "$1");
}

function digest(text: string): string {
  return hash("sha1", text, "base64url");
}
