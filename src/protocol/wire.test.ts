import { afterEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { ask, type Handlers, openPeer, push, WireError } from "./wire.ts";

const left = {
  greet: ask(z.object({ name: z.string() }), z.object({ text: z.string() }), 50),
  note: push(z.object({ n: z.int() })),
};
const right = { add: ask(z.object({ a: z.int(), b: z.int() }), z.object({ sum: z.int() })) };

/** Two peers over two queues, as over a socket: frames arrive later, and in order. */
function pair(handlers: Partial<Handlers<typeof left>> = {}) {
  const notes: number[] = [];
  const problems: WireError[] = [];
  const frames: string[] = [];
  const server = openPeer({
    incoming: left,
    outgoing: right,
    handlers: {
      greet: ({ name }) => ({ text: `hello ${name}` }),
      note: ({ n }) => void notes.push(n) as undefined,
      ...handlers,
    },
    send: (frame) => queueMicrotask(() => client.receive(frame)),
    onProblem: (problem) => problems.push(problem),
  });
  const client = openPeer({
    incoming: right,
    outgoing: left,
    handlers: { add: ({ a, b }) => ({ sum: a + b }) },
    send(frame) {
      frames.push(frame);
      queueMicrotask(() => server.receive(frame));
    },
  });
  return { client, server, notes, problems, frames };
}

afterEach(() => vi.useRealTimers());

test("both sides ask and answer over one connection", async () => {
  const { client, server, notes } = pair();
  client.push("note", { n: 1 });
  const answers = await Promise.all([client.ask("greet", { name: "Ada" }), server.ask("add", { a: 2, b: 3 })]);
  expect(answers).toEqual([{ text: "hello Ada" }, { sum: 5 }]);
  expect(notes).toEqual([1]);
});

test("fields that nobody knows are left out", async () => {
  const seen: object[] = [];
  const { client } = pair({
    greet(body) {
      seen.push(body);
      return { text: "", ...{ more: 1 } };
    },
  });
  const known = { name: "Ada", age: 36 };
  expect(await client.ask("greet", known)).toEqual({ text: "" });
  expect(seen).toEqual([{ name: "Ada" }]);
});

describe("what goes wrong", () => {
  test("a body that does not fit is answered with where", async () => {
    const { client } = pair();
    await expect(client.ask("greet", { name: 7 as never })).rejects.toMatchObject({
      code: "malformed",
      message: expect.stringContaining("name"),
    });
  });

  test("a type that nobody knows is answered so, prototype names included", async () => {
    const { client } = pair();
    for (const type of ["nothing", "constructor", "__proto__"]) {
      await expect(client.ask(type as never, {} as never)).rejects.toBeInstanceOf(Error);
    }
    const { server, frames } = pair();
    server.receive('{"id":"1","type":"toString","body":{}}');
    expect(frames).toEqual([]);
  });

  test("an answer that does not fit is not handed on", async () => {
    const { client } = pair({ greet: () => ({ text: 5 as never }) });
    await expect(client.ask("greet", { name: "Ada" })).rejects.toMatchObject({ code: "malformed" });
  });

  test("a handler's own error reaches the asker; what it did not mean to say does not", async () => {
    const own = pair({ greet: () => Promise.reject(new WireError("not_now", "later")) });
    await expect(own.client.ask("greet", { name: "" })).rejects.toMatchObject({ code: "not_now", message: "later" });
    const secret = pair({ greet: () => Promise.reject(new Error("password=hunter2")) });
    await expect(secret.client.ask("greet", { name: "" })).rejects.toMatchObject({
      code: "failed",
      message: "greet failed",
    });
    expect(secret.problems[0]?.message).toContain("hunter2");
  });

  test("no answer in time is an error, and a late one changes nothing", async () => {
    vi.useFakeTimers();
    let answer: (value: { text: string }) => void = () => {};
    const { client } = pair({ greet: () => new Promise((resolve) => (answer = resolve)) });
    const asked = client.ask("greet", { name: "Ada" });
    const refused = expect(asked).rejects.toMatchObject({ code: "timeout" });
    await vi.advanceTimersByTimeAsync(60);
    await refused;
    answer({ text: "late" });
    await vi.advanceTimersByTimeAsync(60);
  });

  test("a closed connection fails all that waits, and all that comes", async () => {
    const { client } = pair({ greet: () => new Promise(() => {}) });
    const asked = client.ask("greet", { name: "Ada" });
    client.close();
    await expect(asked).rejects.toMatchObject({ code: "closed" });
    await expect(client.ask("greet", { name: "Ada" })).rejects.toMatchObject({ code: "closed" });
  });

  test.each(["", "null", "[]", "7", '{"type":7}', '{"re":1}', "{", '{"re":"99","ok":1}'])(
    "%j is survived",
    async (frame) => {
      const { server, client } = pair();
      server.receive(frame);
      expect(await client.ask("greet", { name: "Ada" })).toEqual({ text: "hello Ada" });
    },
  );
});
