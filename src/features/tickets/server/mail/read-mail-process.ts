import { answerParent } from "#app/platform/answer-parent.ts";
import { readMail } from "./read-mail.ts";

// Reads one mail in a process of its own; see read-mail-apart.ts.

answerParent((raw: Uint8Array) => readMail(Buffer.from(raw)));
