import { createConfig, lint } from "@redocly/openapi-core";

/**
 * Looks through public/openapi.json by Redocly's recommended rules: structure, references, names, and examples that fit their schemas. Prints what is wrong,
 * and ends with 1 if anything is.
 */
const config = await createConfig({
  extends: ["recommended"],
  rules: {
    "operation-operationId-unique": "error",
    "operation-summary": "error",
    "no-invalid-media-type-examples": "error",
    "no-invalid-parameter-examples": "error",
    "security-defined": "error",
    // The address is that of whoever runs a panel, so the document names it by its path alone.
    "no-empty-servers": "error",
    "no-server-example.com": "off",
    // `/servers/power` beside `/servers/{serverId}`: ids have a prefix that no such word has, and a literal segment goes first.
    "no-ambiguous-paths": "off",
    "info-license-url": "off",
  },
});
const problems = await lint({ ref: "public/openapi.json", config });
for (const { ruleId, severity, message, location } of problems)
  console.log(`${severity} ${ruleId}: ${message} ${location[0]?.pointer ?? ""}`);
if (problems.length > 0) process.exitCode = 1;
