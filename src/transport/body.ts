import { AppError } from "#app/lib/errors.ts";

/** The most that a call's JSON may have; of few operations more, as they say. */
export const MAX_BODY_BYTES = 1024 * 1024;
/** How deep objects and lists may lie in one another. */
const MAX_DEPTH = 32;

/** A request's JSON object; `{}` where there is no body. Counted as it arrives: what is too long is refused, never cut. */
export async function readJson(request: Request, most = MAX_BODY_BYTES): Promise<Record<string, unknown>> {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (request.body === null || (declared === 0 && !request.headers.has("transfer-encoding"))) return {};
  const encoding = request.headers.get("content-encoding");
  // What a few bytes unpack to is nobody's to bound before it is there.
  if (encoding !== null && encoding.toLowerCase() !== "identity")
    throw new AppError("unsupported_media_type", "request.encoding");
  const type = request.headers.get("content-type");
  const bytes = await readBytes(request, most);
  if (bytes.length === 0) return {};
  if (type === null || !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type))
    throw new AppError("unsupported_media_type");
  const value = parse(bytes);
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw notAnObject(value);
  if (isDeeper(value, MAX_DEPTH)) throw tooDeep();
  return value as Record<string, unknown>;
}

function notAnObject(value: unknown): AppError {
  const code = Array.isArray(value) ? "array" : "not_an_object";
  const message = "Send an object.";
  return new AppError("invalid_json", "invalid_json", { problem: message }, [{ path: "", code, message }]);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== "object") return false;
  if (levels === 0) return true;
  return Object.values(value).some((below) => isDeeper(below, levels - 1));
}

/** A request's whole body, counted by the length it declares and as it arrives; throws AppError `too_large`. */
export async function readBytes(request: Request, most = MAX_BODY_BYTES): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge(most);
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), refusePrototype);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // It lay so deep that the reading itself gave up.
    if (error instanceof RangeError) throw tooDeep();
    throw new AppError("invalid_json", "invalid_json", { problem: error instanceof Error ? error.message : "" });
  }
}

/** A body that names `__proto__` wants to change what it has no business with. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === "__proto__")
    throw new AppError("invalid_json", "invalid_json", { problem: "A field may not be called __proto__." });
  return value;
}

function tooDeep(): AppError {
  return new AppError("invalid_json", "invalid_json", { problem: `Nothing may lie deeper than ${MAX_DEPTH} levels.` });
}

function tooLarge(most: number): AppError {
  return new AppError("too_large", "too_large", { limit: `${Math.floor(most / MAX_BODY_BYTES)} MiB` });
}
