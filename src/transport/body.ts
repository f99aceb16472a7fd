import { AppError } from "#app/lib/errors.ts";

/** The most that a call's JSON may have. Files go another way. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** A request's JSON object; `{}` where there is no body. Counted as it arrives: what is too long is refused, never cut. */
export async function readJson(request: Request): Promise<Record<string, unknown>> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (request.body === null || (declared === 0 && !request.headers.has("transfer-encoding"))) return {};
  const type = request.headers.get("content-type");
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (type === null || !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type))
    throw new AppError("unsupported_media_type");
  const value = parse(bytes);
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new AppError("invalid_json", "invalid_json", { problem: "Send an object." });
  return value as Record<string, unknown>;
}

/** A request's whole body, counted by the length it declares and as it arrives; throws AppError `too_large`. */
export async function readBytes(request: Request): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), refusePrototype);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid_json", "invalid_json", { problem: error instanceof Error ? error.message : "" });
  }
}

/** A body that names `__proto__` wants to change what it has no business with. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === "__proto__")
    throw new AppError("invalid_json", "invalid_json", { problem: "A field may not be called __proto__." });
  return value;
}

function tooLarge(): AppError {
  return new AppError("too_large", "too_large", { limit: "1 MiB" });
}
