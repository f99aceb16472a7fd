import { expect, it } from "vitest";
import { EVENT_TYPES } from "./catalogue.ts";
import { eventPath } from "./event-path.ts";
import { publishedExample } from "./published-example.ts";

const pathOf = (type: string, payload?: object) => {
  const example = publishedExample(EVENT_TYPES.get(type)!);
  return eventPath({ ...example, ...(payload && { payload: { ...(example.payload as object), ...payload } }) });
};

it("leads to what an event is about", () => {
  expect(pathOf("server.state_changed")).toBe("/servers/srv_019f3c2a7b407d11a2c35e8f90b1c2d3/console");
  expect(pathOf("node.connected")).toBe("/nodes/nod_019f3c2a7b407d11a2c35e8f90b1c2d3");
  expect(pathOf("session.started")).toBe("/settings/users/usr_019f3c2a7b407d11a2c35e8f90b1c2d3");
  expect(pathOf("api_key.created")).toBe("/settings/api-keys/key_019f3c2a7b407d11a2c35e8f90b1c2d3");
  expect(pathOf("kill.recorded")).toBe("/kills/kil_019f3c2a7b407d11a2c35e8f90b1c2d3");
  expect(pathOf("setting.changed")).toBe("/settings/panel");
});

it("leads nowhere where that is gone", () => {
  expect(pathOf("server.deleted")).toBeNull();
  expect(pathOf("node.removed")).toBeNull();
  expect(pathOf("role.changed", { change: "removed" })).toBeNull();
});

it("takes nothing of a payload as part of an address", () =>
  expect(pathOf("node.connected", { nodeId: "../../sign-out?x=1" })).toBe("/nodes/..%2F..%2Fsign-out%3Fx%3D1"));
