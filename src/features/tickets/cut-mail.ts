/** Stands at the head of mails that may be answered by mail: what is written above it is the answer. */
export const ABOVE_LINE = "--- Write above this line to answer ---";

const QUOTED = /^\s{0,3}>/;
/** How mail programs say what they quote: "On Monday Ada wrote:", in some languages, over up to three lines. */
const ATTRIBUTION =
  /^(?:on|am|le|el|il|op|em|den|w dniu)\b.{0,400}\b(?:wrote|schrieb.{0,200}|a écrit|escribió|ha scritto|schreef.{0,200}|escreveu|skrev.{0,200}|napisał(?:\(a\)|a)?)\s?:$/iu;
const MOST_ATTRIBUTION_LINES = 3;
const SEPARATOR =
  /^(?:-{3,}\s?(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|forwarded message)\s?-{3,}|_{20,})$/iu;
/** The block that Outlook puts before what it quotes. */
const BLOCK_FROM = /^\*{0,2}(?:from|von|de|da)\s?:\*{0,2}\s/iu;
const BLOCK_SENT = /^\*{0,2}(?:sent|date|gesendet|envoyé|enviado|inviato)\s?:\*{0,2}\s/iu;
const DEVICE = /^(?:sent from my |get outlook for |von meinem .{1,60} gesendet|envoyé de mon |enviado desde mi )/iu;
const LONGEST_SIGNATURE = 15;

/**
 * What somebody wrote in a mail, without what they quote and without their signature. What cannot be told from their own words stays, such as answers between
 * quoted lines; where nothing would be left all of it does.
 */
export function cutMail(mail: string): string {
  const lines = mail.replace(/\r\n?/g, "\n").split("\n");
  const marked = lines.findIndex((line) => line.includes(ABOVE_LINE));
  const above = marked === -1 ? lines : lines.slice(0, marked);
  const cut = withoutSignature(withoutQuote(above, marked !== -1));
  return textOf(cut) || textOf(lines.filter((line) => !line.includes(ABOVE_LINE)));
}

const textOf = (lines: readonly string[]) => lines.join("\n").trim();
const isBlank = (line: string | undefined) => line !== undefined && line.trim() === "";

/** `isCut`: a quote that stood at the end is gone already, and only its first line may be left. */
function withoutQuote(lines: readonly string[], isCut: boolean): readonly string[] {
  const separator = lines.findIndex((line, index) => SEPARATOR.test(line.trim()) || isBlock(lines, index));
  const before = separator > 0 ? lines.slice(0, separator) : lines;
  let end = before.length;
  let quoted = isCut || separator > 0;
  while (end > 0 && (isBlank(before[end - 1]) || QUOTED.test(before[end - 1]!))) {
    end -= 1;
    quoted ||= QUOTED.test(before[end]!);
  }
  if (!quoted) return before;
  for (let count = 1; count <= MOST_ATTRIBUTION_LINES && count <= end; count++) {
    const said = before.slice(end - count, end).map((line) => line.trim());
    if (said.some((line) => line === "")) break;
    if (ATTRIBUTION.test(said.join(" "))) return before.slice(0, end - count);
  }
  return before.slice(0, end);
}

function isBlock(lines: readonly string[], index: number): boolean {
  return BLOCK_FROM.test(lines[index]!) && lines.slice(index + 1, index + 3).some((line) => BLOCK_SENT.test(line));
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const from = lines.findLastIndex((line) => line === "-- " || line === "--");
  const cut = from > 0 && lines.length - from <= LONGEST_SIGNATURE + 1 ? lines.slice(0, from) : lines;
  const last = cut.findLastIndex((line) => !isBlank(line));
  return last > 0 && DEVICE.test(cut[last]!.trim()) ? cut.slice(0, last) : cut;
}
