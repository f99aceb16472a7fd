import type { Headers } from "mailparser";
import { keepableText } from "#app/lib/text.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { cutMail } from "../../cut-mail.ts";

export interface ReadMail {
  /** Who says that they wrote it; null: nobody, or several. */
  from: string | null;
  /** What is the same when the same mail comes again. */
  id: string;
  /** A program wrote it, or a list or this panel: nothing that is to be answered or taken. */
  isAutomatic: boolean;
  /** What they wrote, without what they quote. */
  text: string;
  files: { name: string; content: Uint8Array }[];
}

/** What is longer was not written for a ticket, and takes long to be made into text. */
const LONGEST_HTML = 200_000;
const LONGEST_TEXT = 1_000_000;
/** What mail programs add and nobody has attached. */
const SEALS = new Set(["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"]);
const OWN_ID = /^<(?:ntf|ticket\.tkt)_[0-9a-f]{32}@/;

/** Reads a mail as it came. Throws for what is none that can be read. */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  const { simpleParser } = await import("mailparser");
  const mail = await simpleParser(raw, {
    ...{ skipImageLinks: true, keepCidLinks: true, skipTextToHtml: true, skipTextLinks: true },
    maxHtmlLengthToParse: LONGEST_HTML,
  });
  const headers: Headers = mail.headers ?? new Map();
  const from = mail.from?.value ?? [];
  // Of two such headers the mail server that checks senders may have read the other one.
  const isOne = from.length === 1 && mail.headerLines.filter(({ key }) => key === "from").length === 1;
  return {
    from: isOne ? (from[0]!.address?.toLowerCase() ?? null) : null,
    id: mail.messageId ? mail.messageId.trim() : sha256Hex(raw),
    isAutomatic: isAutomatic(headers, mail.messageId),
    text: cutMail(keepableText((mail.text ?? "").slice(0, LONGEST_TEXT))),
    files: mail.attachments
      .filter(({ contentType }) => !SEALS.has(contentType))
      .map(({ filename, content }) => ({ name: keepableText(filename ?? "").slice(0, 255) || "file", content })),
  };
}

function isAutomatic(headers: Headers, messageId: string | undefined): boolean {
  const said = (name: string) => {
    const value = headers.get(name);
    const first = Array.isArray(value) ? value[0] : value;
    return (typeof first === "object" && first !== null && "value" in first ? String(first.value) : String(first ?? ""))
      .trim()
      .toLowerCase();
  };
  const submitted = said("auto-submitted");
  return (
    (submitted !== "" && !/^no\b/.test(submitted)) ||
    ["bulk", "junk", "list", "auto_reply", "auto-reply"].includes(said("precedence")) ||
    ["x-autoreply", "x-autorespond", "list-id", "list"].some((name) => headers.has(name)) ||
    said("content-type") === "multipart/report" ||
    OWN_ID.test(messageId?.trim() ?? "")
  );
}
