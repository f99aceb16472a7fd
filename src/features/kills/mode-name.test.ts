import { expect, it } from "vitest";
import { modeName } from "./mode-name.ts";

it.each([
  ["pu", "Persistent Universe"],
  ["SC_Default", "Persistent Universe"],
  ["EA_PirateSwarm", "Arena Commander: Pirate Swarm"],
  ["EA_FPSGunGame", "Arena Commander: FPS Gun Game"],
  ["EA_VehicleFreeFlight_Classic", "Arena Commander: Vehicle Free Flight Classic"],
])("Star Citizen's %s is %s", (mode, name) => {
  expect(modeName("star citizen", mode)).toBe(name);
});

it("what is not known stays as the game says it, and other games' words are theirs", () => {
  for (const mode of ["Theaters of War", "EA_", "SC_Frontend"]) expect(modeName("star citizen", mode)).toBe(mode);
  expect(modeName("quake", "pu")).toBe("pu");
});
