import { describe, expect, it } from "vitest";
import { readFailure } from "./failure.ts";

const details = [
  { path: ["limits", "memoryMiB"], code: "too_small", message: "At least 128 MiB." },
  { path: "name", code: "required", message: "Give the server a name." },
];

describe("readFailure", () => {
  it("finds the fields of an API envelope", () => {
    const failure = readFailure({
      error: { code: "invalid_input", message: "Two fields are wrong.", details, requestId: "req_1" },
    });
    expect(failure).toEqual({
      message: "Two fields are wrong.",
      requestId: "req_1",
      fields: [
        { path: "limits.memoryMiB", message: "At least 128 MiB." },
        { path: "name", message: "Give the server a name." },
      ],
    });
  });

  it("finds them under data of a transport's error as well", () => {
    const error = Object.assign(new Error("The name is taken."), { data: { requestId: "req_2", details } });
    expect(readFailure(error)).toMatchObject({
      message: "The name is taken.",
      requestId: "req_2",
      fields: { length: 2 },
    });
  });

  it.each([
    new TypeError("Failed to fetch"),
    new Error("no", { cause: new TypeError("NetworkError when attempting to fetch resource.") }),
    new Error("no", { cause: new SyntaxError(`Unexpected token '<', "<html>" is not valid JSON`) }),
  ])("says that nobody answered where nobody did: %s", (error) => {
    expect(readFailure(error).message).toMatch(/^The panel did not answer/);
  });

  it.each([undefined, null, 7, {}, { details: "no" }, { message: 3 }])("gives a sentence even for %j", (error) => {
    expect(readFailure(error)).toEqual({ message: expect.stringMatching(/\.$/), fields: [] });
  });
});
