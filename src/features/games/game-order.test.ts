import { expect, it } from "vitest";
import { BlueprintCommand } from "../hosting/blueprint.ts";
import { renderCommand } from "../hosting/render-spec.ts";
import { argumentsOf } from "./game-order.ts";

const kick = BlueprintCommand.parse({
  name: "kick",
  label: "Kick",
  template: 'kick {{PLAYER}} "{{REASON}}"',
  arguments: [
    { key: "PLAYER", label: "Player", pattern: "^\\w+$" },
    { key: "REASON", label: "Reason", required: false, pattern: '^[^"\\\\]*$', maxLength: 40 },
  ],
});
const said = (fields: object) => renderCommand(kick, argumentsOf(kick, fields as Record<string, unknown>));

it("nobody goes free for a reason that a console would stumble over, and nobody ends its words by one", () => {
  expect(said({ player: "Ada", reason: 'said "quit"; \\o/' })).toEqual({ line: "kick Ada \"said 'quit'; /o/\"" });
});

it("a name is said as it is or not at all", () => {
  expect(said({ player: 'Ada"; quit', reason: "x" })).toMatchObject({ problems: [{ path: ["arguments", "PLAYER"] }] });
});
