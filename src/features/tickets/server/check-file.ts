import type { Sharp } from "sharp";
import { AppError } from "#app/lib/errors.ts";
import { MAX_FILE_BYTES, MAX_TEXT_BYTES } from "../terms.ts";

/** A file as it is kept: nothing of it is as it was sent but what it shows. */
export interface CheckedFile {
  name: string;
  contentType: string;
  content: Buffer;
  width: number | null;
  height: number | null;
}

/** Of a picture with all its frames: enough for any screen, and what a small file may unpack to. */
const MOST_PIXELS = 50_000_000;
const MOST_FRAMES = 200;
const LONGEST_SIDE = 8_000;
const TIMEOUT_SEC = 20;
/** What was sent small may be larger when it is drawn anew. */
const MOST_DRAWN_BYTES = 2 * MAX_FILE_BYTES;

const PICTURES = {
  png: { contentType: "image/png", extension: "png" },
  jpeg: { contentType: "image/jpeg", extension: "jpg" },
  gif: { contentType: "image/gif", extension: "gif" },
  webp: { contentType: "image/webp", extension: "webp" },
} as const;
type Picture = keyof typeof PICTURES;

/** Names of plain text that keep their ending; all else that is text is called `.txt` besides. */
const TEXT_ENDINGS = new Set([
  "txt",
  "log",
  "cfg",
  "conf",
  "ini",
  "json",
  "yml",
  "yaml",
  "toml",
  "csv",
  "md",
  "properties",
]);

/** Drawing takes processor and memory: one after the other in each process. */
let drawing: Promise<unknown> = Promise.resolve();

/**
 * A picture is drawn anew, so that what was hidden in it, and where it was taken, is gone; a text is plain text whatever it is called. Throws AppError for all
 * else: what a picture is, is read in its first bytes and not in its name. `count` is told how many pixels are to be drawn, in all frames, and may throw.
 */
export async function checkFile(
  name: string,
  bytes: Buffer,
  count: (megapixels: number) => Promise<void> = async () => {},
): Promise<CheckedFile> {
  if (bytes.length === 0) throw new AppError("invalid_input", "tickets.file_empty");
  const kind = pictureKind(bytes);
  if (kind === null) return plainText(name, bytes);
  const drawn = drawing.then(
    () => drawnAnew(kind, bytes, count),
    () => drawnAnew(kind, bytes, count),
  );
  drawing = drawn.catch(() => {});
  const { contentType, extension } = PICTURES[kind];
  return { ...(await drawn), name: endingIn(name, [extension, ...(kind === "jpeg" ? ["jpeg"] : [])]), contentType };
}

function pictureKind(bytes: Buffer): Picture | null {
  const start = bytes.subarray(0, 16).toString("latin1");
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) return "gif";
  return start.startsWith("RIFF") && start.slice(8, 12) === "WEBP" ? "webp" : null;
}

async function drawnAnew(
  kind: Picture,
  bytes: Buffer,
  count: (megapixels: number) => Promise<void>,
): Promise<Pick<CheckedFile, "content" | "width" | "height">> {
  const { default: sharp } = await import("sharp");
  const isAnimated = kind === "gif" || kind === "webp";
  try {
    const picture = sharp(bytes, { animated: isAnimated, limitInputPixels: MOST_PIXELS, failOn: "error" });
    const { format, width, height, pageHeight, pages = 1 } = await picture.metadata();
    const high = pageHeight ?? height;
    if (
      format !== kind ||
      pages > MOST_FRAMES ||
      width > LONGEST_SIDE ||
      high > LONGEST_SIDE ||
      width * height > MOST_PIXELS
    )
      throw new AppError("invalid_input", "tickets.file_too_big");
    await count(Math.ceil((width * height) / 1_000_000));
    // A picture that lies on its side says so beside it, which goes: it is turned first.
    const turned = isAnimated ? picture : picture.autoOrient();
    const { data, info } = await encoded(turned, kind)
      .timeout({ seconds: TIMEOUT_SEC })
      .toBuffer({ resolveWithObject: true });
    if (data.length > MOST_DRAWN_BYTES) throw new AppError("invalid_input", "tickets.file_too_big");
    return { content: data, width: info.width, height: info.pageHeight ?? info.height };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (/^timeout\b/.test((error as Error).message)) throw new AppError("invalid_input", "tickets.file_too_big");
    throw new AppError("invalid_input", "tickets.file_broken");
  }
}

function encoded(picture: Sharp, kind: Picture): Sharp {
  switch (kind) {
    case "png":
      return picture.png();
    case "jpeg":
      return picture.jpeg({ quality: 88 });
    case "gif":
      return picture.gif();
    case "webp":
      return picture.webp({ quality: 88 });
  }
}

function plainText(name: string, bytes: Buffer): CheckedFile {
  if (bytes.length > MAX_TEXT_BYTES) throw new AppError("invalid_input", "tickets.file_too_big");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("invalid_input", "tickets.file_kind");
  }
  // What draws is a picture that cannot be drawn anew: it may hold scripts.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what no text has.
  if (/[\0-\x08\x0e-\x1a\x1c-\x1f]/.test(text) || /<svg[\s>]/i.test(text.slice(0, 4_096)))
    throw new AppError("invalid_input", "tickets.file_kind");
  return {
    name: endingIn(name, [...TEXT_ENDINGS], "txt"),
    ...{ contentType: "text/plain", content: Buffer.from(text), width: null, height: null },
  };
}

/** A name that is nothing but a name, with one of these endings. */
function endingIn(name: string, endings: readonly string[], ending = endings[0]!): string {
  const plain =
    name
      .split(/[\\/]/)
      .at(-1)!
      // Nor may it turn its reading direction, or begin as a hidden file does.
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029"<>:|?*]/gu, "")
      .replace(/^[.\s]+|[.\s]+$/g, "")
      .slice(0, 100)
      .toWellFormed() || "file";
  const [, has] = /\.(\w{1,12})$/.exec(plain) ?? [];
  return has !== undefined && endings.includes(has.toLowerCase()) ? plain : `${plain}.${ending}`;
}
