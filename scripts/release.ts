/**
 * npm run release -- <version>   Makes the working tree that of a release: its version, what is generated from it, the changelog, and the
 *                                installation from which later releases test their upgrade (prisma/upgrades). Commits and tags nothing: that
 *                                is for whoever has run npm test on it. May be run again until the tag is there.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OperatorError } from "#app/platform/operator-error.ts";
import { generateClient } from "#app/supervisor/prisma-command.ts";
import { releaseNotes } from "./release/changelog.ts";
import { taggedReleases, tagOf } from "./release/tags.ts";
import { checkVersion, readVersion, writeVersion } from "./release/version.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const CHANGELOG = path.join(ROOT, "CHANGELOG.md");

async function release(version: string): Promise<void> {
  checkVersion(version, readVersion(ROOT));
  const tag = tagOf(version);
  if (taggedReleases(ROOT).tags.includes(tag))
    throw new OperatorError(`${version} is released: there is a tag ${tag}. Give a later version.`);
  const changelog = releaseNotes(readFileSync(CHANGELOG, "utf8"), version, new Date().toISOString().slice(0, 10));
  await generateClient();
  writeVersion(ROOT, version);
  writeFileSync(CHANGELOG, changelog);
  generateDocuments();
  // Only now: what it imports takes the version out of package.json.
  const { makeFixture } = await import("./release/fixture.ts");
  const { file } = await makeFixture(version);
  console.log(`Wrote ${path.relative(ROOT, file)} (${Math.ceil(statSync(file).size / 1024)} KiB).`);
  console.log(`\nThe tree is that of ${version}. After npm test:\n
  git add package.json package-lock.json CHANGELOG.md .env.example public docs prisma/upgrades && git commit -m "chore: release ${version}"
  git tag -a ${tag} -m "Gamekeeper ${version}"`);
}

/** A process of its own, so that it reads the new version. */
function generateDocuments(): void {
  const { status } = spawnSync(process.execPath, ["scripts/docs.ts", "--release"], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) throw new OperatorError("npm run docs failed; its words are above.");
}

try {
  await release(process.argv[2] ?? "");
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
