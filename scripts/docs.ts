import { readFileSync, writeFileSync } from "node:fs";
import type * as z from "zod";
import { ERRORS } from "#app/lib/errors.ts";
import { ALL_PERMISSIONS, PERMISSION_BUNDLES, PERMISSIONS } from "#app/lib/permissions.ts";
import { Env } from "#app/platform/env.ts";
import { asyncApiDocument } from "#app/transport/asyncapi.ts";
import { openApiDocument } from "#app/transport/openapi.ts";

/**
 * Writes what is derived from the code: public/openapi.json, docs/api/errors.md, docs/api/permissions.md, .env.example.
 * With --check it writes nothing and ends with 1 where a file differs from what it would write.
 */
const generated: Record<string, string> = {
  "public/openapi.json": `${JSON.stringify(openApiDocument(), null, 2)}\n`,
  "public/asyncapi.json": `${JSON.stringify(asyncApiDocument(), null, 2)}\n`,
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

Every error has the same form: \`{"error": {"code", "reason", "message", "details", "requestId"}}\`. Branch on \`code\`, or on \`reason\` where you
need to know exactly; \`message\` is for people and may change. \`details\` names the fields that are wrong, by path.

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
