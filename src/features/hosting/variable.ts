import * as z from "zod";
import { compilePattern, isPattern, PATTERN_RULE } from "./pattern.ts";

const MAX_TEXT = 4096;

/** How a variable is written in templates and environments: `MAX_PLAYERS`. */
export const VariableKey = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{0,63}$/, "must be capital letters, digits and underscores, beginning with a letter");

export const Pattern = z.string().min(1).max(1000).refine(isPattern, PATTERN_RULE);

const base = {
  key: VariableKey,
  label: z.string().min(1).max(100),
  description: z.string().max(1000).default(""),
  /** Whether the server's owner may change it, or only who manages the installation. */
  userEditable: z.boolean().default(true),
  required: z.boolean().default(true),
};
const text = {
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).max(MAX_TEXT).optional(),
  pattern: Pattern.optional(),
};

/** One thing that can be set on a server, and what it may be set to. */
export const BlueprintVariable = z.discriminatedUnion("type", [
  z.strictObject({ ...base, ...text, type: z.literal("string"), default: z.string().max(MAX_TEXT).optional() }),
  z.strictObject({ ...base, ...text, type: z.literal("secret") }),
  z.strictObject({
    ...base,
    type: z.literal("integer"),
    default: z.int().optional(),
    min: z.int().optional(),
    max: z.int().optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal("number"),
    default: z.number().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal("boolean"),
    default: z.boolean().optional(),
    /** What a template gets for true and for false. */
    whenTrue: z.string().max(MAX_TEXT).default("true"),
    whenFalse: z.string().max(MAX_TEXT).default("false"),
  }),
  z.strictObject({
    ...base,
    type: z.literal("choice"),
    default: z.string().optional(),
    choices: z
      .array(z.strictObject({ value: z.string().max(MAX_TEXT), label: z.string().min(1).max(100) }))
      .min(1)
      .max(200),
  }),
]);
export type BlueprintVariable = z.infer<typeof BlueprintVariable>;

/** What a variable is set to, as a form or a program gives it. */
export const VariableValue = z.union([z.string(), z.number(), z.boolean()]);
export type VariableValue = z.infer<typeof VariableValue>;

/** A value as templates take it, or the sentence of what is wrong with it. */
export type CheckedValue = { text: string } | { problem: string };

/** One value against the variable's rules. Numbers and booleans may come as text, as forms send them. */
export function checkValue(variable: BlueprintVariable, value: VariableValue): CheckedValue {
  switch (variable.type) {
    case "string":
    case "secret":
      return checkText(variable, value);
    case "integer":
    case "number":
      return checkNumber(variable, value);
    case "boolean": {
      const truth = { true: true, false: false }[String(value)];
      if (truth === undefined) return { problem: "must be true or false" };
      return { text: truth ? variable.whenTrue : variable.whenFalse };
    }
    case "choice": {
      if (variable.choices.some((choice) => choice.value === String(value))) return { text: String(value) };
      return { problem: `must be one of ${variable.choices.map((choice) => choice.value).join(", ")}` };
    }
  }
}

function checkText(rule: { minLength?: number; maxLength?: number; pattern?: string }, value: VariableValue) {
  const given = String(value);
  if (/[\r\n\0]/.test(given)) return { problem: "must be a single line" };
  if (given.length < (rule.minLength ?? 0)) return { problem: `must have at least ${rule.minLength} characters` };
  if (given.length > (rule.maxLength ?? MAX_TEXT)) {
    return { problem: `must have at most ${rule.maxLength ?? MAX_TEXT} characters` };
  }
  if (rule.pattern !== undefined && !compilePattern(rule.pattern).test(given)) {
    return { problem: `must match ${rule.pattern}` };
  }
  return { text: given };
}

function checkNumber(rule: { type: string; min?: number; max?: number }, value: VariableValue) {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return { problem: "must be a number" };
  if (rule.type === "integer" && !Number.isSafeInteger(number)) return { problem: "must be a whole number" };
  if (rule.min !== undefined && number < rule.min) return { problem: `must be at least ${rule.min}` };
  if (rule.max !== undefined && number > rule.max) return { problem: `must be at most ${rule.max}` };
  return { text: String(number) };
}
