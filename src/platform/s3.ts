import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { now } from "./clock.ts";
import { OperatorError } from "./operator-error.ts";
import { EMPTY_HASH, type S3Credentials, signedHeaders, uriEncoded } from "./s3-signature.ts";

/** A bucket of a store that speaks S3, asked by path: `https://endpoint/bucket/key`. */
export interface S3Bucket extends S3Credentials {
  /** `https://s3.eu-central-1.amazonaws.com`, `http://minio.lan:9000`. */
  endpoint: string;
  bucket: string;
}

export interface S3Options {
  signal?: AbortSignal;
  /** Called with how many bytes went over in all. */
  onBytes?(bytes: number): void;
  /** Smaller in tests. */
  partBytes?: number;
  /** Between two tries; longer each time. */
  retryMs?: number;
}

/** What a store answered that was no success. `code` is its own word, such as NoSuchBucket. */
export class S3Error extends OperatorError {
  override name = "S3Error";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, place: string, says: string) {
    super(`The store at ${place} refused it: ${says || code || "no reason given"} (${code || "no code"}, ${status}).`);
    this.status = status;
    this.code = code;
  }
}

/** Larger files go in parts. A part is held in memory. */
const PART_BYTES = 16 * 1024 * 1024;
const MOST_PARTS = 10_000;
const ANSWER_MS = 30_000;
/** For the body of a part on a slow line. */
const PART_MS = 10 * 60_000;
const TRIES = 4;
const RETRY_MS = 500;

interface Ask {
  method: "GET" | "PUT" | "POST" | "DELETE" | "HEAD";
  key?: string;
  query?: Record<string, string>;
  body?: Uint8Array;
  timeoutMs?: number;
}

/** One request, tried again where the store is away or says that it is busy. */
async function ask(bucket: S3Bucket, request: Ask, options: S3Options): Promise<Response> {
  const url = urlOf(bucket, request);
  const bodyHash = request.body ? createHash("sha256").update(request.body).digest("hex") : EMPTY_HASH;
  for (let tried = 1; ; tried++) {
    options.signal?.throwIfAborted();
    // Signed anew for each try: a signature is good for minutes.
    const { host: _, ...headers } = signedHeaders(
      { method: request.method, url, headers: {}, bodyHash },
      bucket,
      now(),
    );
    const timeout = AbortSignal.timeout(request.timeoutMs ?? ANSWER_MS);
    const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
    let problem: Error;
    try {
      const response = await fetch(url, {
        method: request.method,
        headers,
        body: (request.body as BodyInit | undefined) ?? null,
        redirect: "manual",
        signal,
      });
      if (response.ok) return response;
      problem = await refusal(response, url.host);
      if (response.status < 500 && response.status !== 429) throw problem;
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof S3Error) problem = error;
      else problem = new OperatorError(`The store at ${url.host} does not answer: ${causeOf(error)}.`);
      if (error instanceof S3Error && error.status < 500 && error.status !== 429) throw error;
    }
    if (tried === TRIES) throw problem;
    await wait((options.retryMs ?? RETRY_MS) * 2 ** (tried - 1), undefined, { signal: options.signal });
  }
}

function urlOf({ endpoint, bucket }: S3Bucket, { key, query = {} }: Ask): URL {
  const path = [bucket, ...(key === undefined ? [] : key.split("/"))].map(uriEncoded).join("/");
  const url = new URL(`${endpoint.replace(/\/+$/, "")}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  // What is sent must be what is signed, so spaces are not to become `+`.
  url.search = url.search.replaceAll("+", "%20");
  return url;
}

function causeOf(error: unknown): string {
  const { cause, message, name } = error as Error;
  if (name === "TimeoutError") return "it took too long";
  const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string };
  return code ?? inner ?? message;
}

const LONGEST_REFUSAL = 64 * 1024;

async function refusal(response: Response, place: string): Promise<S3Error> {
  const text = (await response.text().catch(() => "")).slice(0, LONGEST_REFUSAL);
  if (response.status >= 300 && response.status < 400)
    return new S3Error(response.status, "Redirect", place, "the bucket is in another region or at another address");
  return new S3Error(response.status, elementOf(text, "Code") ?? "", place, elementOf(text, "Message") ?? "");
}

/** The text of the first element of a name. The store's answers are flat where this is used. */
function elementOf(xml: string, name: string): string | null {
  const begin = xml.indexOf(`<${name}>`);
  const end = begin < 0 ? -1 : xml.indexOf(`</${name}>`, begin);
  return end < 0 ? null : unescaped(xml.slice(begin + name.length + 2, end)).slice(0, 500);
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", "#39": "'", "#34": '"' };

function unescaped(text: string): string {
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Uploads a file, in parts where it is large. What was begun and did not end well is taken away again. */
export async function putFile(bucket: S3Bucket, key: string, file: string, options: S3Options = {}): Promise<void> {
  const { size } = await stat(file);
  const least = options.partBytes ?? PART_BYTES;
  const partBytes = Math.max(least, Math.ceil(size / MOST_PARTS));
  const handle = await open(file);
  try {
    const read = async (from: number) => {
      const part = Buffer.alloc(Math.min(partBytes, size - from));
      await handle.read(part, 0, part.length, from);
      return part;
    };
    if (size <= partBytes) {
      await ask(bucket, { method: "PUT", key, body: await read(0), timeoutMs: PART_MS }, options);
      options.onBytes?.(size);
      return;
    }
    const begun = await (await ask(bucket, { method: "POST", key, query: { uploads: "" } }, options)).text();
    const uploadId = elementOf(begun, "UploadId");
    if (!uploadId) throw new OperatorError(`The store at ${bucket.endpoint} began no upload in parts.`);
    try {
      const tags: string[] = [];
      for (let from = 0; from < size; from += partBytes) {
        const query = { partNumber: String(tags.length + 1), uploadId };
        const put: Ask = { method: "PUT", key, query, body: await read(from), timeoutMs: PART_MS };
        tags.push((await ask(bucket, put, options)).headers.get("etag") ?? "");
        options.onBytes?.(Math.min(size, from + partBytes));
      }
      const parts = tags.map(
        (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
      );
      const body = Buffer.from(`<CompleteMultipartUpload>${parts.join("")}</CompleteMultipartUpload>`);
      const done = await ask(bucket, { method: "POST", key, query: { uploadId }, body, timeoutMs: PART_MS }, options);
      // This one may fail after its headers were sent: it is 200 then, with an error in it.
      const text = await done.text();
      if (text.includes("<Error>"))
        throw new S3Error(
          500,
          elementOf(text, "Code") ?? "",
          new URL(bucket.endpoint).host,
          elementOf(text, "Message") ?? "",
        );
    } catch (error) {
      await ask(bucket, { method: "DELETE", key, query: { uploadId } }, {}).catch(() => {});
      throw error;
    }
  } finally {
    await handle.close();
  }
}

/** An object's bytes. Throws S3Error NoSuchKey where there is none. */
export async function getObject(bucket: S3Bucket, key: string, options: S3Options = {}): Promise<Readable> {
  const response = await ask(bucket, { method: "GET", key, timeoutMs: 6 * 60 * PART_MS }, options);
  return Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
}

/** Downloads an object into a new file. */
export async function getFile(bucket: S3Bucket, key: string, file: string, options: S3Options = {}): Promise<void> {
  await pipeline(await getObject(bucket, key, options), createWriteStream(file, { mode: 0o600, flags: "wx" }));
}

/** Removes an object; one that is not there is no error. */
export async function removeObject(bucket: S3Bucket, key: string, options: S3Options = {}): Promise<void> {
  await ask(bucket, { method: "DELETE", key }, options);
}

/** Takes away what an upload in parts has left that nobody went on with. */
export async function dropUploads(bucket: S3Bucket, key: string, options: S3Options = {}): Promise<number> {
  const answer = await ask(bucket, { method: "GET", query: { uploads: "", prefix: key } }, options);
  const uploads = (await answer.text()).split("<Upload>").slice(1);
  let dropped = 0;
  for (const upload of uploads) {
    const uploadId = elementOf(upload, "UploadId");
    if (elementOf(upload, "Key") !== key || !uploadId) continue;
    await ask(bucket, { method: "DELETE", key, query: { uploadId } }, options);
    dropped += 1;
  }
  return dropped;
}
