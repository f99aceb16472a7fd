/** What was wrong with one field. `path` is the field's name, its parts joined by dots: "limits.memoryMiB". */
export interface FieldProblem {
  path: string;
  message: string;
}

/** An error as a person is told it. `message` is a sentence; `requestId` finds it in the log. */
export interface Failure {
  message: string;
  requestId?: string;
  fields: readonly FieldProblem[];
}

/**
 * Reads what an error says to a person, whatever its kind: the API's envelope `{ message, details, requestId }`, found
 * on the error itself or under `data`, `shape` or `error` as transports put it. `details` are `{ path, message }`, the
 * path as text or as parts. Never throws; an error without words gets a plain sentence.
 */
export function readFailure(error: unknown): Failure {
  const layers = layersOf(error);
  const said = layers.map((layer) => layer.message).find((text) => typeof text === "string" && text !== "");
  const requestId = layers.map((layer) => layer.requestId).find((id) => typeof id === "string");
  const details = layers.map((layer) => layer.details).find((list) => Array.isArray(list));
  return {
    message: isUnanswered(error)
      ? "The panel did not answer: it may be restarting, or the connection is gone. Try again in a moment."
      : typeof said === "string"
        ? said
        : "The panel could not do this. Try again in a moment.",
    ...(typeof requestId === "string" && { requestId }),
    fields: Array.isArray(details) ? details.flatMap(readProblem) : [],
  };
}

/** Whether a call reached nobody, or somebody before the panel who answered in its place, as browsers tell of it. */
function isUnanswered(error: unknown): boolean {
  const causes = [error, isObject(error) ? error.cause : null];
  return causes.some(
    (cause) =>
      (cause instanceof SyntaxError && /JSON/.test(cause.message)) ||
      (cause instanceof TypeError && /fetch|network|load failed/i.test(cause.message)),
  );
}

function layersOf(error: unknown): Record<string, unknown>[] {
  if (typeof error === "string") return [{ message: error }];
  if (!isObject(error)) return [];
  const shape = isObject(error.shape) ? error.shape : undefined;
  const inner = [error.data, shape?.data, error.error].filter(isObject);
  return [...inner, error];
}

function readProblem(detail: unknown): FieldProblem[] {
  if (!isObject(detail) || typeof detail.message !== "string") return [];
  const path = Array.isArray(detail.path) ? detail.path.join(".") : detail.path;
  return typeof path === "string" ? [{ path, message: detail.message }] : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
