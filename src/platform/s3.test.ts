import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type S3Server, startS3 } from "#app/testing/s3-server.ts";
import { dropUploads, getFile, putFile, removeObject } from "./s3.ts";
import { EMPTY_HASH, signedHeaders } from "./s3-signature.ts";

/** Source: the examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
const EXAMPLE = {
  region: "us-east-1",
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};
const AT = new Date("2013-05-24T00:00:00.000Z");
const signatureOf = (method: string, address: string, headers: Record<string, string> = {}, bodyHash = EMPTY_HASH) =>
  signedHeaders({ method, url: new URL(address), headers, bodyHash }, EXAMPLE, AT).authorization!.split(
    "Signature=",
  )[1];

describe("signatures", () => {
  it("are those of the protocol's own examples", () => {
    const host = "https://examplebucket.s3.amazonaws.com";
    expect(signatureOf("GET", `${host}/test.txt`, { range: "bytes=0-9" })).toBe(
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    );
    expect(
      signatureOf(
        "PUT",
        `${host}/test%24file.text`,
        { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" },
        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
      ),
    ).toBe("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    expect(signatureOf("GET", `${host}/?lifecycle`)).toBe(
      "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    );
    expect(signatureOf("GET", `${host}/?max-keys=2&prefix=J`)).toBe(
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    );
  });
});

describe("a store that speaks S3", () => {
  let store: S3Server;
  let folder: string;
  const file = (name: string) => path.join(folder, name);
  const quick = { retryMs: 1 };
  beforeAll(async () => {
    store = await startS3();
    folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-s3-"));
  });
  afterEach(() => store.intercept(null));
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("takes a file whole or in parts, under any name, and gives it back as it was", async () => {
    for (const [name, size] of [
      ["empty", 0],
      ["small", 1000],
      ["exact", 3 * 4096],
      ["in parts/of a (strange) näme+&=?#'", 3 * 4096 + 5],
    ] as const) {
      const bytes = randomBytes(size);
      writeFileSync(file("from"), bytes);
      await putFile(store.bucket, `pre fix/${name}`, file("from"), { ...quick, partBytes: 4096 });
      expect(store.objects.get(`pre fix/${name}`)?.equals(bytes)).toBe(true);
      await getFile(store.bucket, `pre fix/${name}`, file("to"), quick);
      expect(readFileSync(file("to")).equals(bytes)).toBe(true);
      expect(statSync(file("to")).mode & 0o777).toBe(0o600);
      rmSync(file("to"));
      await removeObject(store.bucket, `pre fix/${name}`, quick);
      await removeObject(store.bucket, `pre fix/${name}`, quick);
    }
    expect([...store.objects.keys(), ...store.uploads.keys()]).toEqual([]);
  });

  it("is tried again where it is busy, and what was begun is given up where it stays so", async () => {
    writeFileSync(file("from"), randomBytes(10_000));
    let refused = 0;
    store.intercept((_request, response) => {
      if (refused++ % 2 === 1) return false;
      response.writeHead(503).end("<Error><Code>SlowDown</Code><Message>Reduce your request rate</Message></Error>");
      return true;
    });
    await putFile(store.bucket, "busy", file("from"), { ...quick, partBytes: 4096 });
    expect(store.objects.get("busy")?.equals(readFileSync(file("from")))).toBe(true);
    store.intercept((request, response) => {
      if (!request.url!.includes("partNumber=2")) return false;
      response.writeHead(507).end("<Error><Code>XStorageFull</Code><Message>No room is left</Message></Error>");
      return true;
    });
    await expect(putFile(store.bucket, "full", file("from"), { ...quick, partBytes: 4096 })).rejects.toThrow(
      /No room is left \(XStorageFull, 507\)/,
    );
    expect([store.uploads.size, store.objects.has("full")]).toEqual([0, false]);
  });

  it("says in words what is wrong: another secret, another bucket, nobody there, a redirect", async () => {
    writeFileSync(file("from"), "text");
    const put = (change: object) => putFile({ ...store.bucket, ...change }, "key", file("from"), quick);
    await expect(put({ secretAccessKey: "wrong" })).rejects.toThrow(/SignatureDoesNotMatch, 403/);
    await expect(put({ bucket: "other" })).rejects.toThrow(/bucket does not exist \(NoSuchBucket, 404\)/);
    await expect(put({ endpoint: "http://127.0.0.1:1" })).rejects.toThrow(/127\.0\.0\.1:1 does not answer: /);
    store.intercept((_request, response) => {
      response.writeHead(307, { location: "http://169.254.169.254/latest" }).end();
      return true;
    });
    await expect(put({})).rejects.toThrow(/another region/);
    store.intercept(null);
    await expect(getFile(store.bucket, "nothing", file("none"), quick)).rejects.toMatchObject({ code: "NoSuchKey" });
  });

  it("is rid of uploads that a process has left behind", async () => {
    store.uploads.set("left", { key: "a/key", parts: new Map() });
    store.uploads.set("other", { key: "a/key2", parts: new Map() });
    expect(await dropUploads(store.bucket, "a/key", quick)).toBe(1);
    expect([...store.uploads.keys()]).toEqual(["other"]);
    store.uploads.clear();
  });
});
