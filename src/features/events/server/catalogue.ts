import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { EVENT_TYPES } from "../catalogue.ts";
import { publishedExample } from "../published-example.ts";
import { CataloguedType } from "../schema.ts";

let items: z.output<typeof CataloguedType>[] | undefined;

/** What can be followed: by the stream, by webhooks, in the history. The same for everybody; which events one gets is decided for each. */
export const catalogue = defineQuery({
  id: "events.catalogue",
  summary: "List the types of events",
  description: "Each with its payload's JSON Schema, an example and the permission that a reader needs.",
  access: { kind: "list", permission: "events:read" },
  input: z.object({}),
  output: z.object({ items: z.array(CataloguedType) }),
  example: {},
  http: { method: "GET", path: "/event-types" },
  run: async () => {
    items ??= [...EVENT_TYPES.values()].map((event) => ({
      type: event.type,
      version: event.version,
      summary: event.summary,
      permission: event.permission,
      kind: event.kind,
      schema: z.toJSONSchema(event.payload, { io: "output" }) as z.output<typeof CataloguedType>["schema"],
      example: publishedExample(event),
    }));
    return { items };
  },
});
