import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type * as z from "zod";
import { ERRORS } from "#app/lib/errors.ts";
import { ALL_PERMISSIONS, PERMISSION_BUNDLES, PERMISSIONS } from "#app/lib/permissions.ts";
import { Env } from "#app/platform/env.ts";
import { VERSION } from "#app/platform/version.ts";
import { asyncApiDocument } from "#app/transport/asyncapi.ts";
import { openApiDocument } from "#app/transport/openapi.ts";
import type { ApiDocument } from "./docs/json-schema.ts";
import { postmanCollection } from "./docs/postman.ts";
import { breaksOf, type Surface, surfaceOf, surfaceText } from "./docs/surface.ts";
import { typescriptClient } from "./docs/typescript-client.ts";

/**
 * Writes what is derived from the code: the API's document, its client and its collection in public, docs/api, .env.example.
 * With --check it writes nothing and ends with 1 where a file differs from what it would write, or where the API lost what a release had promised.
 * With --release it also writes down what this release promises (docs/api/releases), for the next ones to be held to.
 */
const document = openApiDocument() as unknown as ApiDocument;
const RELEASES = "docs/api/releases";
const generated: Record<string, string> = {
  "public/asyncapi.json": `${JSON.stringify(asyncApiDocument(), null, 2)}\n`,
  "public/openapi.json": `${JSON.stringify(document, null, 2)}\n`,
  "public/gamekeeper-client.ts": typescriptClient(document),
  "public/gamekeeper.postman_collection.json": `${JSON.stringify(postmanCollection(document), null, 2)}\n`,
  "docs/api/errors.md": errorsPage(),
  "docs/api/permissions.md": permissionsPage(),
  ".env.example": envExample(),
};

const check = process.argv.includes("--check");
const stale: string[] = [];
for (const [file, text] of Object.entries(generated)) {
  if (read(file) === text) continue;
  stale.push(file);
  if (!check) writeFileSync(file, text);
}
if (stale.length > 0) {
  console.log(check ? `Not as generated: ${stale.join(", ")}. Run npm run docs.` : `Wrote ${stale.join(", ")}.`);
  if (check) process.exitCode = 1;
}
if (process.argv.includes("--release")) {
  mkdirSync(RELEASES, { recursive: true });
  writeFileSync(`${RELEASES}/${VERSION}.json`, surfaceText(surfaceOf(document)));
}
const broken = brokenPromises();
if (broken.length > 0) {
  console.log(`Programs written for an earlier release would break:\n${broken.map((line) => `  ${line}`).join("\n")}`);
  process.exitCode = 1;
}

/** What the API no longer does as each release since the first has promised, but for what is written down with its reason (and told in the changelog). */
function brokenPromises(): string[] {
  const now = surfaceOf(document);
  const meant = JSON.parse(readFileSync("docs/api/breaks.json", "utf8")) as Record<string, string>;
  return readdirSync(RELEASES).flatMap((file) => {
    const release = path.basename(file, ".json");
    const promised = JSON.parse(readFileSync(path.join(RELEASES, file), "utf8")) as Surface;
    return breaksOf(promised, now)
      .filter((line) => !Object.hasOwn(meant, line))
      .map((line) => `${release}: ${line}`);
  });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { http, retry }]) => `| \`${code}\` | ${http} | ${retry ? "yes" : "no"} |`,
  );
  return `# Errors of the API

Every error has the same form: \`{"error": {"code", "reason", "message", "details", "requestId", "docUrl"}}\`. Branch on \`code\`, or on \`reason\` where you
need to know exactly; \`message\` is for people and may change. \`details\` names the fields that are wrong, by path. Where permissions are lacking, \`required\`
names them; the clients of other systems at \`/compat\` find them in the header \`X-Required-Permission\`.

| code | HTTP | may the same call succeed later? |
|---|---|---|
${rows.join("\n")}
`;
}

function permissionsPage(): string {
  const rows = ALL_PERMISSIONS.map((name) => `| \`${name}\` | ${PERMISSIONS[name].on} | ${PERMISSIONS[name].says} |`);
  const bundles = Object.entries(PERMISSION_BUNDLES).map(
    ([name, permissions]) =>
      `| \`${name}\` | ${permissions.length === ALL_PERMISSIONS.length ? "all" : permissions.map((p) => `\`${p}\``).join(", ")} |`,
  );
  return `# Permissions and scopes

A role is a set of permissions; an API key's scopes are permissions too. A key may do what is in its scopes and what its owner may do at that moment.

| permission | held on | what it allows |
|---|---|---|
${rows.join("\n")}

Names for sets of them, which a key may be made with:

| name | permissions |
|---|---|
${bundles.join("\n")}
`;
}

function envExample(): string {
  const lines = Object.entries(Env.shape as Record<string, z.ZodType>)
    .filter(([, field]) => !field.description?.startsWith("Set by the scripts"))
    .map(([name, field]) => {
      const standard = field.safeParse(undefined);
      const value =
        standard.success && typeof standard.data !== "object" && standard.data !== undefined
          ? String(standard.data)
          : "";
      return `# ${field.description}\n# ${name}=${value === "false" ? "0" : value}\n`;
    });
  return `# Settings of the panel. Copy to .env and take away the # in front of what you change.\n\n${lines.join("\n")}`;
}
