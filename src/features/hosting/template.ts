const PLACE = /\{\{([A-Z][A-Z0-9_]*)\}\}/g;

/** Names that the agent fills in itself, as only it knows them. A blueprint's own variables may not take them. */
export const BUILTIN_VARIABLES = ["NODE", "BOX", "SERVER_ID", "SERVER_DIRECTORY", "PANEL_URL"] as const;
export type BuiltinVariable = (typeof BUILTIN_VARIABLES)[number];

/** Values by variable name. */
export type TemplateValues = Readonly<Record<string, string>>;

/** The sentence for a text that `isTemplate` refuses. */
export const TEMPLATE_RULE = "has a {{ that is not the name of a variable, like {{PORT}}";

/** Whether every `{{` of the text begins a well-formed place such as `{{PORT}}`. */
export function isTemplate(text: string): boolean {
  return !text.replaceAll(PLACE, "").includes("{{");
}

/** The names of the variables a template asks for, each once. */
export function templateVariables(template: string): string[] {
  return [...new Set([...template.matchAll(PLACE)].map((match) => match[1] as string))];
}

/**
 * The template with each place filled in, in one pass: a value that itself contains `{{…}}` stays as it is.
 * Throws for a place without a value.
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  return template.replaceAll(PLACE, (_place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`no value for {{${name}}}`);
    return value;
  });
}
