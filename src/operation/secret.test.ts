import { expect, it } from "vitest";
import * as z from "zod";
import { secret, secretFields } from "./secret.ts";

it("finds the fields that hold a secret, however deep", () => {
  const input = z.object({
    plain: z.string(),
    direct: secret(z.string()),
    maybe: secret(z.string()).optional(),
    within: z.object({ list: z.array(z.object({ token: secret(z.string()).nullable() })) }),
    either: z.union([z.string(), z.object({ key: secret(z.string()) })]),
    harmless: z.object({ list: z.array(z.string()) }),
  });
  expect(secretFields(input)).toEqual(["direct", "maybe", "within", "either"]);
});
