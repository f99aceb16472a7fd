import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { SECOND } from "#app/lib/duration.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { signedIn } from "#app/testing/sidecars.ts";
import { LiveActors } from "./live-actors.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
});
afterEach(() => vi.useRealTimers());
afterAll(() => runtime.close());

test("who holds a connection is looked up anew within a second, and no memory is believed then", async () => {
  // By a clock of its own: how busy the machine is has no say in it.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const actors = new LiveActors(runtime);
  try {
    const { cookie, sessionId } = await signedIn(runtime.database, "member");
    const credentials = { headers: new Headers({ cookie }), address: "127.0.0.1" };
    const actor = await actors.identify(credentials);
    const told: string[] = [];
    const heard = new Promise<void>((resolve) => {
      const hear = (what: string) => () => {
        told.push(what);
        resolve();
      };
      actors.hold(credentials, actor, { checked: hear("checked"), ended: (why) => hear(why)() });
    });
    await runtime.database.prisma.session.delete({ where: { id: sessionId } });
    vi.advanceTimersByTime(SECOND - 1);
    await heard;
    expect(told).toEqual(["revoked"]);
  } finally {
    actors.close();
  }
});
