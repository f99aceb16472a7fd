import { execFileSync } from "node:child_process";
import { openBackupFile } from "#app/platform/backup-file.ts";
import type { Fixture } from "./fixture.ts";

/** The tag of a version: v0.2 for 0.2.0, v0.2.1 for 0.2.1. */
export function tagOf(version: string): string {
  return `v${version.replace(/\.0$/, "")}`;
}

/** The releases that a clone knows by their tags, or why it knows none: a copy without git, or a shallow clone. */
export function taggedReleases(repository: string): { tags: string[]; none?: string } {
  const answer = git(repository, "tag", "--list", "v[0-9]*.[0-9]*");
  if (answer === null) return { tags: [], none: "this folder is no git repository" };
  const tags = answer.split("\n").filter((tag) => /^v\d+\.\d+(\.\d+)?$/.test(tag));
  return tags.length > 0 ? { tags } : { tags, none: "this clone has no tags of releases" };
}

/**
 * What lacks for upgrades from these releases to be tested, a sentence each: a release without a fixture, or one whose fixture was made before
 * its last migration.
 */
export async function untestedReleases(repository: string, tags: string[], fixtures: Fixture[]): Promise<string[]> {
  const problems: string[] = [];
  for (const tag of tags) {
    const version = tag.slice(1).split(".").length === 2 ? `${tag.slice(1)}.0` : tag.slice(1);
    const fixture = fixtures.find((one) => one.version === version);
    if (!fixture) {
      problems.push(`The release ${tag} has no upgrade fixture: prisma/upgrades/${version}.backup is missing.`);
      continue;
    }
    const { header } = await openBackupFile(fixture.file);
    const had = header.migrations.map(({ name }) => name);
    const later = migrationsAt(repository, tag).filter((name) => !had.includes(name));
    if (later.length > 0)
      problems.push(`The upgrade fixture of ${tag} was made before migration ${later.join(", ")} of that release.`);
  }
  return problems;
}

function migrationsAt(repository: string, tag: string): string[] {
  const listed = git(repository, "ls-tree", "-d", "--name-only", `${tag}:prisma/migrations`);
  return (listed ?? "").split("\n").filter(Boolean);
}

/** What git says, or null where it does not. */
function git(repository: string, ...words: string[]): string | null {
  try {
    return execFileSync("git", ["-C", repository, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return null;
  }
}
