import { expect, test } from "vitest";
import { newLogReader } from "#app/features/star-citizen/log-reader.ts";
import { foundInLog } from "./log-words.ts";

test("what was found in a log is told in the singular where it is one, and says why lines were left out", () => {
  const report = {
    ...newLogReader({ kill: () => {} }).end(),
    kills: 1,
    vehicleSteps: 1,
    incapacitations: 2,
    skipped: { npc_only: 1, repeated: 3 },
  };
  expect(foundInLog(report)).toBe(
    "1 death, 1 step of ships' ends, 2 incapacitations, 1 line left out (deaths without any player), 3 lines left out (they repeat others)",
  );
});
