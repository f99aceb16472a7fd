import { createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "#app/lib/errors.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { runtime } from "./runtime.ts";

const TAG_BYTES = 9;
const keys = new WeakMap<Vault, Buffer>();

/**
 * The opaque form of the last id of a page, so that nobody counts on what is in it. It names a row and no offset, so rows that come or go meanwhile neither
 * repeat nor hide another; its tag is that of this installation, so that one is given and not made up.
 */
export function cursorOf(id: number): string {
  return sealed(`v2:${id}`);
}

/** The id in a cursor that `cursorOf` made; anything else is a bad request. */
export function cursorId(cursor: string): number {
  const [, digits] = /^v2:(\d{1,15})$/.exec(unsealed(cursor)) ?? [];
  if (digits === undefined) throw new AppError("bad_request", "request.cursor");
  return Number(digits);
}

/** The cursor of a list that is made of several tables, in the order of time: the moment of its last row, and the row's name among those of that moment. */
export function momentCursorOf(at: Date, id: string): string {
  return sealed(`m1:${at.getTime()}:${id}`);
}

/** What `momentCursorOf` put into a cursor; anything else is a bad request. */
export function cursorMoment(cursor: string): { at: Date; id: string } {
  const [, ms, id] = /^m1:(\d{1,15}):(.{1,100})$/.exec(unsealed(cursor)) ?? [];
  if (ms === undefined || id === undefined) throw new AppError("bad_request", "request.cursor");
  return { at: new Date(Number(ms)), id };
}

function sealed(text: string): string {
  return Buffer.concat([tagOf(text), Buffer.from(text)]).toString("base64url");
}

function unsealed(cursor: string): string {
  const bytes = Buffer.from(cursor, "base64url");
  const text = bytes.subarray(TAG_BYTES).toString("utf8");
  if (bytes.length <= TAG_BYTES || !timingSafeEqual(bytes.subarray(0, TAG_BYTES), tagOf(text)))
    throw new AppError("bad_request", "request.cursor");
  return text;
}

function tagOf(text: string): Buffer {
  const { vault } = runtime();
  let key = keys.get(vault);
  if (!key) {
    key = vault.derive("cursors");
    keys.set(vault, key);
  }
  return createHmac("sha256", key).update(text).digest().subarray(0, TAG_BYTES);
}
