import type { Blueprint } from "../blueprint.ts";
import type { BlueprintVariable } from "../variable.ts";

/**
 * A blueprint as the panel answers it. It keeps none that it has not checked, so what checks it (schemas, the engine of regular expressions: 80 kB)
 * stays out of the browser.
 */
export function shownBlueprint(document: unknown): Blueprint {
  return document as Blueprint;
}

/** What people may set on their own server. */
export function editableVariables({ variables }: Pick<Blueprint, "variables">): BlueprintVariable[] {
  return variables.filter(({ userEditable }) => userEditable);
}
