import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openVault } from "./crypto.ts";
import { openSealedFile, type SealKey, sealFile, sealOf } from "./sealed-file.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-sealed-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string) => path.join(folder, name);
const SECRET: SealKey = { by: "installation", vault: openVault("a secret of an installation, long enough") };
const WORDS: SealKey = { by: "passphrase", passphrase: "correct horse battery staple" };

async function sealedBytes(bytes: Buffer, key: SealKey): Promise<Buffer> {
  for (const name of ["plain", "sealed", "again"]) rmSync(file(name), { force: true });
  writeFileSync(file("plain"), bytes);
  await sealFile(file("plain"), file("sealed"), key);
  return readFileSync(file("sealed"));
}

const opened = async (key: SealKey) => {
  rmSync(file("again"), { force: true });
  await openSealedFile(file("sealed"), file("again"), key);
  return readFileSync(file("again"));
};

it("comes back as it was, whatever its size, and holds nothing of it in plain sight", async () => {
  for (const key of [SECRET, WORDS])
    for (const size of [0, 1, 65_535, 65_536, 65_537, 3 * 65_536]) {
      const bytes = randomBytes(size);
      const sealed = await sealedBytes(bytes, key);
      expect((await opened(key)).equals(bytes)).toBe(true);
      if (size > 32) expect(sealed.includes(bytes.subarray(0, 32))).toBe(false);
    }
  expect(await sealOf(file("sealed"))).toBe("passphrase");
  expect(await sealOf(file("plain"))).toBeNull();
});

it("does not open by another key, and says which it needs", async () => {
  await sealedBytes(Buffer.from("text"), WORDS);
  await expect(opened({ by: "passphrase", passphrase: "correct horse" })).rejects.toThrow(/the passphrase is another/);
  await expect(opened(SECRET)).rejects.toThrow(/sealed under a passphrase: give it/);
  await sealedBytes(Buffer.from("text"), SECRET);
  await expect(opened(WORDS)).rejects.toThrow(/secret of its installation/);
  await expect(
    opened({ by: "installation", vault: openVault("another secret, as long as the first one") }),
  ).rejects.toThrow(/another installation/);
  expect(existsSync(file("again"))).toBe(false);
});

it("is refused where it was cut, changed, or its pieces were moved", async () => {
  const sealed = await sealedBytes(randomBytes(3 * 65_536), SECRET);
  const start = sealed.indexOf(10) + 1;
  const piece = 65_536 + 16;
  const moved = Buffer.concat([
    sealed.subarray(0, start),
    sealed.subarray(start + piece, start + 2 * piece),
    sealed.subarray(start, start + piece),
    sealed.subarray(start + 2 * piece),
  ]);
  const flipped = Buffer.from(sealed);
  flipped[start + 70_000]! ^= 1;
  const otherHeader = Buffer.from(sealed);
  otherHeader[sealed.indexOf('"salt":"') + 8]! ^= 1;
  const bad = [
    sealed.subarray(0, -1),
    sealed.subarray(0, start + 2 * piece),
    sealed.subarray(0, start),
    moved,
    flipped,
    otherHeader,
  ];
  for (const bytes of bad) {
    writeFileSync(file("sealed"), bytes);
    await expect(opened(SECRET)).rejects.toThrow(/damaged or was cut off/);
    expect(existsSync(file("again"))).toBe(false);
  }
});
