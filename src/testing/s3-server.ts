import { createHash, createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { S3Bucket } from "#app/platform/s3.ts";

export interface S3Server {
  bucket: S3Bucket;
  objects: Map<string, Buffer>;
  /** Uploads in parts that were begun and neither completed nor given up. */
  uploads: Map<string, { key: string; parts: Map<number, Buffer> }>;
  requests: string[];
  /** Answers in place of the store, where it gives true. */
  intercept(how: ((request: IncomingMessage, response: ServerResponse) => boolean) | null): void;
  close(): Promise<void>;
}

const sha = (body: Buffer | string) => createHash("sha256").update(body).digest("hex");
const hmac = (key: Buffer | string, text: string) => createHmac("sha256", key).update(text).digest();

/** A store that speaks what we need of S3, in memory, and takes nothing that is not rightly signed: written by the protocol's document, not by our client. */
export async function startS3(name = "backups"): Promise<S3Server> {
  const [accessKeyId, secretAccessKey, region] = ["AKIDTEST", "a secret/with+signs", "eu-central-1"];
  const objects: S3Server["objects"] = new Map();
  const uploads: S3Server["uploads"] = new Map();
  const requests: string[] = [];
  let intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | null = null;

  function refuse(response: ServerResponse, status: number, code: string, message: string): void {
    response.writeHead(status, { "content-type": "application/xml" });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
  }

  function isSigned(request: IncomingMessage, body: Buffer): boolean {
    const found =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
        request.headers.authorization ?? "",
      );
    if (!found) return false;
    const [, id, day, where, names, signature] = found as unknown as string[];
    if (id !== accessKeyId || where !== region) return false;
    if (request.headers["x-amz-content-sha256"] !== sha(body)) return false;
    const [path, search = ""] = request.url!.split("?") as [string, string?];
    const query = search
      .split("&")
      .filter(Boolean)
      .map((pair) => (pair.includes("=") ? pair : `${pair}=`))
      .sort()
      .join("&");
    const headers = names!.split(";").map((each) => `${each}:${String(request.headers[each])}\n`);
    const canonical = [request.method, path, query, headers.join(""), names, sha(body)].join("\n");
    const time = String(request.headers["x-amz-date"]);
    const scope = `${day}/${region}/s3/aws4_request`;
    let key: Buffer | string = `AWS4${secretAccessKey}`;
    for (const text of [day!, region!, "s3", "aws4_request"]) key = hmac(key, text);
    const wanted = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha(canonical)}`).toString("hex");
    return wanted === signature && time.startsWith(day!);
  }

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): unknown {
    if (!isSigned(request, body)) return refuse(response, 403, "SignatureDoesNotMatch", "The signature is not right");
    const url = new URL(request.url!, "http://store");
    const [bucket, ...rest] = url.pathname.slice(1).split("/").map(decodeURIComponent);
    const key = rest.join("/");
    const query = url.searchParams;
    const uploadId = query.get("uploadId");
    if (bucket !== name) return refuse(response, 404, "NoSuchBucket", "The specified bucket does not exist");
    const ok = (text = "", headers = {}) => response.writeHead(200, headers).end(text);
    if (request.method === "POST" && query.has("uploads")) {
      const id = randomUUID();
      uploads.set(id, { key, parts: new Map() });
      return ok(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    if (request.method === "GET" && query.has("uploads")) {
      const all = [...uploads].filter(([, { key: of }]) => of.startsWith(query.get("prefix") ?? ""));
      const list = all.map(([id, { key: of }]) => `<Upload><Key>${of}</Key><UploadId>${id}</UploadId></Upload>`);
      return ok(`<ListMultipartUploadsResult>${list.join("")}</ListMultipartUploadsResult>`);
    }
    if (uploadId !== null) {
      const upload = uploads.get(uploadId);
      if (!upload) return refuse(response, 404, "NoSuchUpload", "The upload does not exist");
      if (request.method === "PUT") {
        upload.parts.set(Number(query.get("partNumber")), body);
        return ok("", { etag: `"${sha(body).slice(0, 32)}"` });
      }
      uploads.delete(uploadId);
      if (request.method === "DELETE") return response.writeHead(204).end();
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>"([0-9a-f]+)"<\/ETag>/g)];
      const parts = named.map(([, number, tag]) => ({ part: upload.parts.get(Number(number)), tag }));
      if (parts.length === 0 || parts.some(({ part, tag }) => !part || sha(part).slice(0, 32) !== tag))
        return refuse(response, 400, "InvalidPart", "A part was not found");
      objects.set(upload.key, Buffer.concat(parts.map(({ part }) => part!)));
      return ok("<CompleteMultipartUploadResult></CompleteMultipartUploadResult>");
    }
    if (request.method === "PUT") {
      objects.set(key, body);
      return ok();
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    const found = objects.get(key);
    if (!found) return refuse(response, 404, "NoSuchKey", "The specified key does not exist");
    return response.writeHead(200, { "content-length": found.length }).end(found);
  }

  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (intercept?.(request, response)) return void request.resume();
    answer(request, response, await buffer(request));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    bucket: { endpoint, bucket: name, region: region!, accessKeyId: accessKeyId!, secretAccessKey: secretAccessKey! },
    objects,
    uploads,
    requests,
    intercept(how) {
      intercept = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
