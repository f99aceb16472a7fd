import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { EVENT_TYPES } from "#app/features/events/catalogue.ts";
import { publishedExample } from "#app/features/events/published-example.ts";
import { operations } from "#app/features/registry.ts";
import type { ErrorCode } from "#app/lib/errors.ts";
import { errorCodesOf } from "#app/operation/error-codes.ts";
import { STREAM_CLOSES, STREAM_LIMITS, STREAM_PATH } from "#app/protocol/event-stream.ts";
import { POSITION_TEXT, StreamParameters } from "#app/protocol/stream-parameters.ts";
import { API_PATH } from "./rest.ts";

const EXAMPLE_TYPES = "server.*";
const EXAMPLE_EVENT = "server.updated";

/**
 * The stream of events as an address of the OpenAPI document. The sidecar serves it beside the operations, and what it says is described in whole by AsyncAPI;
 * parameters, leave and errors are those that the sidecar itself goes by.
 */
export function streamPaths(
  failures: (codes: readonly ErrorCode[]) => ZodOpenApiResponsesObject,
): ZodOpenApiPathsObject {
  const { follow } = operations.events;
  const permission = "permission" in follow.access ? follow.access.permission : null;
  const codes = errorCodesOf(follow);
  const operation: ZodOpenApiOperationObject = {
    operationId: follow.id,
    summary: follow.summary,
    description: `${DESCRIPTION}\n\nNeeds the scope \`${permission}\`. Opening a stream counts against the limit [\`general\`](/docs/limits#general).`,
    tags: ["events"],
    security: [{ bearer: [] }, { apiKey: [] }, { ticket: [] }],
    requestParams: {
      query: StreamParameters.extend({ types: StreamParameters.shape.types.meta({ example: EXAMPLE_TYPES }) }),
      header: z.object({
        "Last-Event-ID": z
          .string()
          .regex(POSITION_TEXT)
          .optional()
          .describe("The position of the last event that was read, as an EventSource sends it that comes back."),
      }),
    },
    responses: {
      101: {
        description: "The stream as WebSocket, where the call asks to upgrade. Its messages: `/api/v1/asyncapi.json`.",
      },
      200: {
        description: "The events, for as long as the connection lasts.",
        headers: { "X-Request-Id": { $ref: "#/components/headers/RequestId" } },
        content: { "text/event-stream": { schema: z.string(), example: exampleText() } },
      },
      ...failures(codes),
    },
    "x-permission": permission,
    "x-limit-class": follow.rate ?? "general",
    "x-errors": codes,
    "x-codeSamples": codeSamples(),
  };
  return { [STREAM_PATH.slice(API_PATH.length)]: { get: operation } };
}

const DESCRIPTION = [
  "By Server-Sent Events: `id` is the position of an event, `event` its type, `data` the event as JSON. `ready` says from where on events come; `resync` that what was asked for is no longer kept, so that the present state is to be read; `closing` why the panel ends the stream, and up to where it has told.",
  "Whoever comes back with `since`, or the header Last-Event-ID, goes on after the event that they had last: nothing is lost and nothing comes twice.",
  "The same address is a WebSocket for a call that asks to upgrade (`Connection: Upgrade`, `Upgrade: websocket`), with the same parameters but `ticket`, which is then the first message. There subscriptions can be changed while it is open.",
  `It is closed for being read too slowly when more than ${STREAM_LIMITS.unreadBytes / 1024 ** 2} MiB waits (${STREAM_CLOSES.too_slow.code}), and at once when the key, the session or the scope is no more (${STREAM_CLOSES.revoked.code}) or the panel is closed for maintenance (${STREAM_CLOSES.maintenance.code}).`,
  "Live events (`game.tick`, `game.damage`, `game.room_enter` and others) come to those who name their types, or `game.*`: `position` is null, there is no `id`, they are stored nowhere, and they are left out for who reads too slowly.",
  "Types and what they carry: [/docs/events](/docs/events), and `/api/v1/asyncapi.json`.",
].join("\n\n");

function exampleText(): string {
  const told = publishedExample(EVENT_TYPES.get(EXAMPLE_EVENT)!);
  const message = (id: number, event: string, data: object) =>
    `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
  const position = told.position ?? 0;
  return message(position - 1, "ready", { position: position - 1, denied: [] }) + message(position, told.type, told);
}

function codeSamples() {
  return [
    {
      lang: "Shell",
      label: "curl",
      source: `curl -N "$PANEL/api/v1/events?types=${EXAMPLE_TYPES}" \\\n  -H "Authorization: Bearer $KEY"`,
    },
    {
      lang: "TypeScript",
      label: "TypeScript",
      source: `import { GamekeeperClient } from "./gamekeeper-client.ts";

const panel = new GamekeeperClient({ url: process.env.PANEL!, key: process.env.KEY! });
for await (const event of panel.events({ types: ["${EXAMPLE_TYPES}"] })) console.log(event.type, event.payload);`,
    },
    {
      lang: "Python",
      label: "Python",
      source: `import json, os, urllib.request

request = urllib.request.Request(
    os.environ["PANEL"] + "/api/v1/events?types=${EXAMPLE_TYPES}",
    headers={"Authorization": "Bearer " + os.environ["KEY"]},
)
with urllib.request.urlopen(request) as stream:
    for line in stream:
        if line.startswith(b"data: "):
            print(json.loads(line[6:]))`,
    },
  ];
}
