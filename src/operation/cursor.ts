import { AppError } from "#app/lib/errors.ts";

/** The opaque form of the last id of a page, so that nobody counts on what is in it. */
export function cursorOf(id: number): string {
  return Buffer.from(`v1:${id}`).toString("base64url");
}

/** The id in a cursor that `cursorOf` made; anything else is a bad request. */
export function cursorId(cursor: string): number {
  const [, digits] = /^v1:(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  if (digits === undefined) throw new AppError("bad_request", "request.cursor");
  return Number(digits);
}
