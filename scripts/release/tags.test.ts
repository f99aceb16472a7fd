import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createEmptyTestDatabase } from "#app/testing/database.ts";
import { type Fixture, makeFixtureIn, readFixtures } from "./fixture.ts";
import { taggedReleases, tagOf, untestedReleases } from "./tags.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
let folder: string;
let fixture: Fixture;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-tags-"));
  const source = await createEmptyTestDatabase();
  fixture = await makeFixtureIn(source.url, "0.1.0", path.join(folder, "fixtures")).finally(() => source.drop());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every release that this clone has a tag of has an upgrade fixture with all its migrations", async (context) => {
  const { tags, none } = taggedReleases(ROOT);
  if (none) {
    console.log(`Left out: upgrades from tagged releases, because ${none}.`);
    context.skip(none);
  }
  expect(await untestedReleases(ROOT, tags, readFixtures())).toEqual([]);
});

/** A repository whose commits have the migrations named, each with its tag. */
function repositoryOf(releases: Record<string, string[]>): string {
  const repository = mkdtempSync(path.join(folder, "repository-"));
  const git = (...words: string[]) => {
    const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
    execFileSync("git", ["-C", repository, ...who, ...words], { stdio: "ignore" });
  };
  git("init");
  for (const [tag, migrations] of Object.entries(releases)) {
    for (const name of migrations) {
      mkdirSync(path.join(repository, "prisma/migrations", name), { recursive: true });
      writeFileSync(path.join(repository, "prisma/migrations", name, "migration.sql"), "SELECT 1;\n");
    }
    git("add", ".");
    git("commit", "--allow-empty", "-m", tag);
    git("tag", tag);
  }
  return repository;
}

test("a tag of a release without a fixture is named", async () => {
  const repository = repositoryOf({ "v0.1": [], "v0.2": [], "v0.2.1": [], "not-a-release": [] });
  const { tags } = taggedReleases(repository);
  expect(tags).toEqual(["v0.1", "v0.2", "v0.2.1"]);
  expect(await untestedReleases(repository, tags, [fixture])).toEqual([
    "The release v0.2 has no upgrade fixture: prisma/upgrades/0.2.0.backup is missing.",
    "The release v0.2.1 has no upgrade fixture: prisma/upgrades/0.2.1.backup is missing.",
  ]);
});

test("a fixture that is older than its release's last migration is named", async () => {
  const repository = repositoryOf({ "v0.1": ["99990101000000_late"] });
  expect(await untestedReleases(repository, ["v0.1"], [fixture])).toEqual([
    "The upgrade fixture of v0.1 was made before migration 99990101000000_late of that release.",
  ]);
});

test("a folder without git and a clone without tags say so", () => {
  expect(taggedReleases(path.join(folder, "fixtures"))).toEqual({ tags: [], none: "this folder is no git repository" });
  expect(taggedReleases(repositoryOf({}))).toEqual({ tags: [], none: "this clone has no tags of releases" });
});

test.each([
  ["0.1.0", "v0.1"],
  ["0.10.0", "v0.10"],
  ["0.1.2", "v0.1.2"],
  ["1.0.0", "v1.0"],
])("the tag of %s is %s", (version, tag) => expect(tagOf(version)).toBe(tag));
