import type { BlueprintCommand } from "./blueprint.ts";
import { compilePattern } from "./pattern.ts";
import type { ServerSpec } from "./server-spec.ts";
import { BUILTIN_VARIABLES, type BuiltinVariable, renderTemplate, type TemplateValues } from "./template.ts";

/** What the templates of a spec get: its variables, and what the agent alone knows. */
export function templateValues(spec: ServerSpec, builtins: Record<BuiltinVariable, string>): TemplateValues {
  const own = Object.fromEntries(BUILTIN_VARIABLES.map((name) => [name, builtins[name]]));
  return { ...spec.variables, ...own };
}

/** Each argument by itself: a value may be empty or have spaces and stays within its argument. */
export function renderArguments(argv: readonly string[], values: TemplateValues): string[] {
  return argv.map((argument) => renderTemplate(argument, values));
}

export function renderEnvironment(environment: Record<string, string>, values: TemplateValues): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, renderTemplate(text, values)]));
}

/** A path inside the server's folder. Throws if a variable's value would lead out of it. */
export function renderInnerPath(template: string, values: TemplateValues): string {
  const path = renderTemplate(template, values);
  if (path === "" || path.startsWith("/") || path.split("/").includes("..") || /[\r\n\0]/.test(path)) {
    throw new Error(`${JSON.stringify(path)} is not a path inside the server's folder`);
  }
  return path;
}

export type RenderedCommand = { line: string } | { problems: { path: string[]; message: string }[] };

/**
 * The line that says a blueprint's command with these arguments. Line breaks and control characters are refused, so that
 * an argument cannot become a second command.
 */
export function renderCommand(command: BlueprintCommand, given: Readonly<Record<string, string>>): RenderedCommand {
  const problems: { path: string[]; message: string }[] = [];
  const values: Record<string, string> = {};
  const complain = (key: string, message: string) => problems.push({ path: ["arguments", key], message });
  for (const key of Object.keys(given)) {
    if (!command.arguments.some((argument) => argument.key === key))
      complain(key, "is not an argument of this command");
  }
  for (const argument of command.arguments) {
    const value = (Object.hasOwn(given, argument.key) ? given[argument.key] : undefined)?.trim() ?? "";
    values[argument.key] = value;
    if (value === "" && argument.required) complain(argument.key, "is required");
    if (/[\p{Cc}\u2028\u2029]/u.test(value)) complain(argument.key, "must be a single line");
    if (value.length > argument.maxLength) {
      complain(argument.key, `must have at most ${argument.maxLength} characters`);
    }
    if (value !== "" && argument.pattern && !compilePattern(argument.pattern).test(value)) {
      complain(argument.key, `must match ${argument.pattern}`);
    }
  }
  return problems.length > 0 ? { problems } : { line: renderTemplate(command.template, values).trim() };
}
