import type { Vault } from "#app/platform/crypto.ts";
import type { Blueprint } from "../blueprint.ts";
import type { VariableValue } from "../variable.ts";

type Variables = Readonly<Record<string, VariableValue>>;
type Defined = Pick<Blueprint, "variables">;

function secretKeys({ variables }: Defined): Set<string> {
  return new Set(variables.filter(({ type }) => type === "secret").map(({ key }) => key));
}

/** A server's variables as they are stored: those that the blueprint calls secret are sealed. */
export function sealVariables(vault: Vault, blueprint: Defined, variables: Variables): Record<string, VariableValue> {
  const secret = secretKeys(blueprint);
  return mapped(variables, (key, value) => (secret.has(key) && value !== "" ? vault.seal(String(value)) : value));
}

/** Stored variables as its node needs them. Throws for what was sealed under another secret of the installation. */
export function openVariables(vault: Vault, blueprint: Defined, stored: Variables): Record<string, VariableValue> {
  const secret = secretKeys(blueprint);
  return mapped(stored, (key, value) => (secret.has(key) && value !== "" ? vault.open(String(value)) : value));
}

/** Stored variables as people see them, and the names of the secret ones that are set: their values are shown to nobody. */
export function shownVariables(blueprint: Defined, stored: Variables) {
  const secret = secretKeys(blueprint);
  return {
    variables: Object.fromEntries(Object.entries(stored).filter(([key]) => !secret.has(key))),
    secretVariables: Object.keys(stored).filter((key) => secret.has(key) && stored[key] !== ""),
  };
}

/** New variables in place of the stored ones. A secret that is left out stays, as whoever changes the others cannot know it. */
export function replacedVariables(blueprint: Defined, opened: Variables, wanted: Variables) {
  const secret = secretKeys(blueprint);
  const kept = Object.entries(opened).filter(([key]) => secret.has(key) && !Object.hasOwn(wanted, key));
  return { ...Object.fromEntries(kept), ...wanted };
}

/** The variables among these that only those who run the panel may set, and that differ from what is there. */
export function notTheirs(blueprint: Defined, before: Variables, after: Variables): string[] {
  return blueprint.variables
    .filter(({ userEditable }) => !userEditable)
    .filter((variable) => {
      const standard = "default" in variable ? variable.default : undefined;
      return String(before[variable.key] ?? standard ?? "") !== String(after[variable.key] ?? standard ?? "");
    })
    .map(({ key }) => key);
}

function mapped(variables: Variables, change: (key: string, value: VariableValue) => VariableValue) {
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, change(key, value)]));
}
