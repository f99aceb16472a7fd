import { parseDocument } from "yaml";
import { Blueprint } from "./blueprint.ts";

/** One thing that is wrong with a blueprint's text. `path` leads to it, as in `start.argv.2`; empty for the text itself. */
export interface BlueprintProblem {
  path: string;
  message: string;
}

export type ParsedBlueprint = { blueprint: Blueprint } | { problems: BlueprintProblem[] };

const MAX_BYTES = 512 * 1024;

/** A blueprint out of YAML or JSON text (which is YAML too), or all that is wrong with it. */
export function parseBlueprint(text: string): ParsedBlueprint {
  if (text.length > MAX_BYTES) return { problems: [{ path: "", message: "is larger than 512 KiB" }] };
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(({ message }) => ({ path: "", message: message.split("\n")[0] ?? message })),
    };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    return { problems: [{ path: "", message: String(error) }] };
  }
  const parsed = Blueprint.safeParse(value);
  if (parsed.success) return { blueprint: parsed.data };
  return { problems: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })) };
}
