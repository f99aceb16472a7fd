import { OperatorError } from "#app/platform/operator-error.ts";

const UNRELEASED = "## Unreleased";

/**
 * The changelog with what stood under Unreleased under a version and its day. What is added to a version that is there already, because it is made
 * once more before its tag, goes to its end. Throws OperatorError where a version would have nothing to say.
 */
export function releaseNotes(changelog: string, version: string, day: string): string {
  const sections = changelog.split(/^(?=## )/m);
  const unreleased = sections.findIndex((section) => section.startsWith(UNRELEASED));
  if (unreleased < 0) throw new OperatorError(`CHANGELOG.md has no part "${UNRELEASED}".`);
  const news = sections[unreleased]!.slice(UNRELEASED.length).trim();
  const own = sections.findIndex((section) => section.startsWith(`## ${version} `));
  if (own < 0 && news === "") throw new OperatorError(`CHANGELOG.md says nothing under Unreleased about ${version}.`);
  const before = own < 0 ? "" : sections[own]!.slice(sections[own]!.indexOf("\n")).trim();
  const section = `## ${version} – ${day}\n\n${[before, news].filter(Boolean).join("\n\n")}\n`;
  const others = sections.filter((_section, index) => index !== unreleased && index !== own);
  const isLast = others.length === 1;
  return [others[0], `${UNRELEASED}\n\n`, isLast ? section : `${section}\n`, ...others.slice(1)].join("");
}
