import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { EVENT_TYPES } from "#app/features/events/catalogue.ts";
import { fromReader, STREAM_CLOSES, toReader } from "#app/protocol/event-stream.ts";
import { asyncApiDocument } from "./asyncapi.ts";

interface Message {
  payload: object;
  examples?: { payload: unknown }[];
}

const written = () => JSON.parse(readFileSync("public/asyncapi.json", "utf8"));
const require = createRequire(import.meta.url);

it("is what the schema of AsyncAPI 3.0 says a document is", () => {
  const schema = require("@asyncapi/specs/schemas/3.0.0.json");
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false, validateSchema: false });
  const validate = ajv.compile(schema);
  validate(written());
  expect(validate.errors ?? []).toEqual([]);
});

it("is written as the code has it now", () =>
  expect(written()).toEqual(JSON.parse(JSON.stringify(asyncApiDocument()))));

it("names every stored type of event, every message and every way in which a connection closes", () => {
  const { components, channels } = written();
  for (const { type, kind } of EVENT_TYPES.values())
    if (kind === "stored") expect(Object.keys(channels.stream.messages)).toContain(type);
  for (const name of Object.keys(toReader)) expect(Object.keys(components.messages)).toContain(`socket.${name}`);
  for (const name of Object.keys(fromReader)) expect(Object.keys(channels.socket.messages)).toContain(`reader.${name}`);
  for (const { code } of Object.values(STREAM_CLOSES)) expect(channels.socket.description).toContain(`| ${code} |`);
});

it("leads nowhere that is not there, and its examples are what its schemas say", () => {
  const document = written();
  const at = (ref: string) =>
    ref
      .slice(2)
      .split("/")
      .reduce((value, key) => value?.[key], document);
  for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) expect(at(ref!), ref).toBeDefined();
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(document, "document");
  let examples = 0;
  for (const [name, { examples: given = [] }] of Object.entries(
    document.components.messages as Record<string, Message>,
  ))
    for (const { payload } of given) {
      const validate = ajv.compile({ $ref: `document#/components/messages/${name}/payload` });
      expect(validate(payload), `${name}: ${ajv.errorsText(validate.errors)}`).toBe(true);
      examples += 1;
    }
  expect(examples).toBe(Object.keys(document.components.messages).filter((name) => EVENT_TYPES.has(name)).length);
});
