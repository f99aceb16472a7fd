import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { AppError } from "#app/lib/errors.ts";
import { checkFile } from "./check-file.ts";

const square = (side = 40) => sharp({ create: { width: side, height: side, channels: 3, background: "#28f" } });
const reasonOf = (name: string, bytes: Buffer) =>
  checkFile(name, bytes).then(
    () => "taken",
    (error: AppError) => error.reason,
  );

/** A PNG that says it has these sides, with as many zeros as it takes. */
function bomb(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    const named = Buffer.concat([Buffer.from(type), body]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const zeros = deflateSync(Buffer.alloc(Math.min(width * height, 60_000_000)));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    ...[chunk("IHDR", head), chunk("IDAT", zeros), chunk("IEND", Buffer.alloc(0))],
  ]);
}
function crc(bytes: Buffer): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let i = 0; i < 8; i++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return ~value >>> 0;
}

describe("a picture", () => {
  it.each(["png", "jpeg", "gif", "webp"] as const)("is drawn anew as the %s that it is", async (format) => {
    const kept = await checkFile(`a.${format}`, await square().toFormat(format).toBuffer());
    expect(kept).toMatchObject({ name: `a.${format}`, contentType: `image/${format}`, width: 40, height: 40 });
    expect((await sharp(kept.content).metadata()).format).toBe(format);
  });

  it("loses what was hidden in it, and stays upright", async () => {
    const sent = await sharp({ create: { width: 40, height: 20, channels: 3, background: "#fff" } })
      .withExif({ IFD0: { Copyright: "hidden words" }, IFD3: { GPSLatitude: "52/1 30/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { content, width, height } = await checkFile("photo.jpeg", sent);
    const { exif, orientation } = await sharp(content).metadata();
    expect([exif, orientation, width, height]).toEqual([undefined, undefined, 20, 40]);
    expect(content.includes("hidden words")).toBe(false);
  });

  it("is nothing else besides: what is hung on it goes, and so does its ending", async () => {
    const gif = await square().gif().toBuffer();
    const polyglot = Buffer.concat([gif, Buffer.from("/*<script>alert(1)</script>*/ PK\x03\x04")]);
    const kept = await checkFile("evil.html", polyglot);
    expect(kept).toMatchObject({ name: "evil.html.gif", contentType: "image/gif" });
    expect(kept.content.includes("script")).toBe(false);
    expect(await reasonOf("a.png", Buffer.from("GIF89a=1;alert(1)//"))).toBe("tickets.file_broken");
    expect((await checkFile("a.png", await square().jpeg().toBuffer())).name).toBe("a.png.jpg");
  });

  it("that unpacks to too much is refused before it does", async () => {
    expect(await reasonOf("bomb.png", bomb(30_000, 30_000))).toMatch(/^tickets.file_(too_big|broken)$/);
    expect(await reasonOf("wide.png", bomb(9_000, 10))).toBe("tickets.file_too_big");
    expect(await reasonOf("large.png", bomb(7_999, 7_000))).toMatch(/^tickets.file_(too_big|broken)$/);
  });

  it("keeps its frames", async () => {
    const frames = await Promise.all(
      ["#f00", "#0f0"].map((background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const sent = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const kept = await checkFile("a.gif", sent);
    expect([kept.width, kept.height, (await sharp(kept.content).metadata()).pages]).toEqual([8, 8, 2]);
  });

  it("that is cut off or broken is refused", async () => {
    const png = await square(400).png().toBuffer();
    expect(await reasonOf("a.png", png.subarray(0, 60))).toBe("tickets.file_broken");
    expect(await reasonOf("a.webp", Buffer.from("RIFF\x00\x00\x00\x00WEBPVP8 "))).toBe("tickets.file_broken");
  });
});

describe("all else", () => {
  it("is plain text, whatever it is called", async () => {
    const page = await checkFile("../../etc/evil.html", Buffer.from("<script>alert(1)</script>"));
    expect(page).toMatchObject({ name: "evil.html.txt", contentType: "text/plain" });
    expect((await checkFile("C:\\logs\\latest.log", Buffer.from("a"))).name).toBe("latest.log");
    expect((await checkFile("..", Buffer.from("a"))).name).toBe("file.txt");
    expect((await checkFile("run\u202Egnp.exe", Buffer.from("a"))).name).toBe("rungnp.exe.txt");
    expect((await checkFile('a"\r\nSet-Cookie: x=1.txt', Buffer.from("a"))).name).toBe("aSet-Cookie x=1.txt");
    expect((await checkFile(`${"x".repeat(300)}.txt`, Buffer.from("a"))).name.length).toBeLessThan(110);
  });

  it("is refused where it is no text, or draws", async () => {
    const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
    for (const [name, bytes] of [
      ["a.svg", Buffer.from(svg)],
      ["a.png", Buffer.from(svg)],
      ["a.exe", Buffer.from("MZ\x90\0\x03", "latin1")],
      ["a.txt", Buffer.from([0xff, 0xfe, 0x41, 0x00])],
      ["a.pdf", Buffer.from("%PDF-1.7\n\0")],
      ["a.zip", Buffer.from("PK\x03\x04")],
    ] as const)
      expect(await reasonOf(name, bytes), name).toBe("tickets.file_kind");
    expect(await reasonOf("a.txt", Buffer.alloc(0))).toBe("tickets.file_empty");
    expect(await reasonOf("a.txt", Buffer.alloc(2 * 1024 * 1024 + 1, "a"))).toBe("tickets.file_too_big");
  });

  it("keeps the colours of a console's log", async () => {
    const text = "\x1b[31m[ERROR]\x1b[0m port taken\r\n\tat x";
    expect((await checkFile("latest.log", Buffer.from(text))).content.toString()).toBe(text);
  });
});
