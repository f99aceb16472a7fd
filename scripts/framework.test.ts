import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** The first release of each that has no hole by which a page's visitor runs code (CVE-2025-55182) or passes the proxy by (CVE-2025-29927). */
const FLOORS = { next: "16.0.7", react: "19.2.1", "react-dom": "19.2.1" };

const lock: { packages: Record<string, { version?: string }> } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const ofText = (version: string) => version.split(".").map(Number);

function isBelow(version: string, floor: string): boolean {
  const [found, least] = [ofText(version), ofText(floor)];
  const at = found.findIndex((part, index) => part !== least[index]);
  return at >= 0 && found[at]! < least[at]!;
}

describe.each(Object.entries(FLOORS))("%s", (name, floor) => {
  const versions = Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([, { version }]) => version!);

  it(`is ${floor} or newer wherever it is installed`, () => {
    expect(versions.length).toBeGreaterThan(0);
    expect(versions.filter((version) => isBelow(version, floor))).toEqual([]);
  });
});
