import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import type { ApiDocument, JsonSchema } from "./json-schema.ts";
import { breaksOf, surfaceOf } from "./surface.ts";

function documentOf(input: JsonSchema, output: JsonSchema, path = "/things"): ApiDocument {
  return {
    info: { title: "t", version: "1" },
    components: { schemas: { Kind: { type: "string", enum: ["a", "b"] } } },
    paths: {
      [path]: {
        post: {
          operationId: "things.create",
          summary: "s",
          tags: ["things"],
          requestBody: { content: { "application/json": { schema: input } } },
          responses: { "200": { content: { "application/json": { schema: output } } } },
        },
      },
    },
  };
}

const INPUT: JsonSchema = {
  type: "object",
  properties: { name: { type: "string" }, kind: { $ref: "#/components/schemas/Kind" } },
  required: ["name"],
};
const OUTPUT: JsonSchema = {
  type: "object",
  properties: {
    data: { type: "array", items: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
  },
  required: ["data"],
};
const older = surfaceOf(documentOf(INPUT, OUTPUT));
const withInput = (change: (input: JsonSchema) => void) => {
  const input = structuredClone(INPUT);
  change(input);
  return breaksOf(older, surfaceOf(documentOf(input, OUTPUT)));
};
const withOutput = (change: (item: JsonSchema) => void) => {
  const output = structuredClone(OUTPUT);
  change(output.properties!.data!.items!);
  return breaksOf(older, surfaceOf(documentOf(INPUT, output)));
};

it("lets a release add whatever it likes", () => {
  expect(withInput((input) => (input.properties!.note = { type: "string" }))).toEqual([]);
  expect(withInput((input) => (input.properties!.kind = { type: "string", enum: ["a", "b", "c"] }))).toEqual([]);
  expect(withInput((input) => (input.required = []))).toEqual([]);
  expect(withOutput((item) => (item.properties!.more = { type: "object", properties: {} }))).toEqual([]);
});

it("tells of what programs would break on", () => {
  expect(breaksOf(older, surfaceOf(documentOf(INPUT, OUTPUT, "/others")))).toEqual(["POST /things is gone"]);
  expect(withInput((input) => delete input.properties!.kind)).toEqual(["POST /things body.kind is not taken any more"]);
  expect(withInput((input) => (input.properties!.kind = { type: "string", enum: ["a"] }))).toEqual([
    "POST /things body.kind may not be b any more",
  ]);
  expect(withInput((input) => (input.required = ["name", "kind"]))).toEqual([
    "POST /things body.kind must be given now",
  ]);
  expect(
    withInput((input) => {
      input.properties!.note = { type: "string" };
      input.required = ["name", "note"];
    }),
  ).toEqual(["POST /things body.note must be given now"]);
  expect(withInput((input) => (input.properties!.name = { type: "integer" }))).toEqual([
    "POST /things body.name may not be string any more",
  ]);
  expect(withOutput((item) => delete item.properties!.id)).toEqual(["POST /things data[].id is not given any more"]);
  expect(withOutput((item) => (item.properties!.id = { anyOf: [{ type: "string" }, { type: "null" }] }))).toEqual([
    "POST /things data[].id may be null now",
  ]);
  expect(withOutput((item) => (item.required = []))).toEqual(["POST /things data[].id may be absent now"]);
});

it("holds to what every release has promised", () => {
  // `npm run docs -- --check` compares; without what to compare with it would be silent.
  expect(readdirSync("docs/api/releases")).toContain("0.1.0.json");
});
