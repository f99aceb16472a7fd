import type { FieldProblem } from "./failure.ts";

/** What is wrong with a value by itself, before anybody is asked; the key of its sentence in `ui.form.faults`. */
export type Fault = "missing" | "choose" | "email" | "number" | "whole" | "atLeast" | "atMost";

type Say = (fault: Fault, limits: { min: string; max: string }) => string;

/** What the browser itself finds wrong with a form's values, in our words: the server need not be asked to learn that a field is empty. */
export function problemsOf(form: HTMLFormElement, say: Say): FieldProblem[] {
  const seen = new Set<string>();
  return [...form.elements].flatMap((element) => {
    if (!isTyped(element) || !element.willValidate || !element.name || seen.has(element.name)) return [];
    const fault = faultOf(element);
    if (!fault) return [];
    seen.add(element.name);
    const { min = "", max = "" } = element as Partial<HTMLInputElement>;
    return [{ path: element.name, message: say(fault, { min, max }) }];
  });
}

type Typed = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Boxes to tick are chosen as a group, of which the browser knows nothing. */
function isTyped(element: Element): element is Typed {
  if (element instanceof HTMLInputElement) return element.type !== "checkbox" && element.type !== "radio";
  return element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
}

function faultOf(element: Typed): Fault | null {
  const { validity } = element;
  if (validity.badInput) return "number";
  if (validity.valueMissing) return element instanceof HTMLSelectElement ? "choose" : "missing";
  if (validity.typeMismatch && element.type === "email") return "email";
  if (validity.stepMismatch) return "whole";
  if (validity.rangeUnderflow) return "atLeast";
  if (validity.rangeOverflow) return "atMost";
  return null;
}
