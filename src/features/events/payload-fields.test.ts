import { expect, it } from "vitest";
import { EVENT_TYPES } from "./catalogue.ts";
import { payloadFields } from "./payload-fields.ts";

const fieldsOf = (type: string) =>
  Object.fromEntries(payloadFields(EVENT_TYPES.get(type)!).map(({ name, form, says }) => [name, [form, says]]));

it("says of each field what it holds", () => {
  expect(fieldsOf("user.state_changed").state![0]).toBe('"active" | "suspended" | "removed"');
  expect(fieldsOf("server.exited").code![0]).toBe("integer | null");
  expect(fieldsOf("session.revoked").sessionIds![0]).toBe("string[]");
  expect(fieldsOf("node.disconnected").since).toEqual(["string", "When it was last heard."]);
  expect(fieldsOf("setting.changed").value![0]).toBe("any");
});

it("names every field of every payload", () => {
  for (const event of EVENT_TYPES.values())
    expect(payloadFields(event).map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(event.example as object)),
    );
});
