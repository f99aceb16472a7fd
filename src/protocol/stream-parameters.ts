import * as z from "zod";
import { TypePatterns } from "#app/features/events/schema.ts";

/** A position as an address or a header names it. */
export const POSITION_TEXT = /^\d{1,15}$/;
const list = z
  .string()
  .max(4000)
  .transform((text) => text.split(","))
  .pipe(z.array(z.string().min(1).max(100)).max(100));

/** What an address may ask of the event stream. */
export const StreamParameters = z.strictObject({
  since: z
    .string()
    .regex(POSITION_TEXT)
    .transform(Number)
    .optional()
    .describe("The position of the last event that was read; the header Last-Event-ID says the same."),
  types: TypePatterns.optional().describe("Types to be told of, comma-separated; server.* is all of one noun."),
  servers: list.optional().describe("Ids of servers, comma-separated: only what is about one of them."),
  communities: list.optional().describe("Ids of communities, comma-separated: only what is about one of them."),
  ticket: z
    .string()
    .max(200)
    .optional()
    .describe("For an EventSource, which can send no key. Good for one connection."),
});
