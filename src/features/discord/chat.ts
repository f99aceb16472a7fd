import { cut, plain } from "../webhooks/discord.ts";
import { MESSAGE_LENGTH } from "./template.ts";

/** The longest text and name that go from a channel to a game, in characters. */
const TEXT_LENGTH = 200;
const NAME_LENGTH = 32;
/** As much of a line of chat goes the other way. */
const CHAT_LENGTH = 500;

/** Colours and formats that games make of text: ANSI and Luanti escapes, Minecraft's §, the caret of Quake's family. */
const ESC = String.fromCodePoint(0x1b);
const ESCAPES = new RegExp(`${ESC}(?:\\([^)]*\\)|\\[[0-9;?]*[A-Za-z])?`, "g");
const SECTION = /§./gu;
const CARET = /\^(?=[0-9A-Za-z])/g;
/** Discord's own emoji, written with their id. */
const EMOJI = /<a?(:\w+:)\d+>/g;
/** Minecraft puts the names of all that it chooses in the place of `@a` or `@e`. */
const SELECTOR = /@(?=[aenprs])/g;
/** What ends a line or hides in one. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\s]+/gu;

/** Text without what a game would make of it, in one line. Quotes and backslashes end a console's word, so they are written as their like. */
export function tame(text: string, most: number): string {
  let tamed = text.toWellFormed().normalize("NFC").replaceAll(EMOJI, "$1");
  // What is left when one is taken out may be another.
  for (let before = ""; before !== tamed; ) {
    before = tamed;
    tamed = tamed.replaceAll(ESCAPES, "").replaceAll(SECTION, "").replaceAll(CARET, "");
  }
  const line = tamed
    .replaceAll("§", "")
    .replaceAll(UNSEEN, " ")
    .replaceAll('"', "'")
    .replaceAll("\\", "/")
    .replaceAll(SELECTOR, "＠")
    .trim();
  const characters = [...line];
  return characters.length <= most
    ? line
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

export interface ChannelMessage {
  /** As they are called in that server of Discord. */
  name: string;
  /** With mentions as names. */
  text: string;
  /** Files that came with it. */
  files: number;
}

const MARK = "[Discord]";
const MARKED = /\[Discord\] (?:<[^>]+> |\d+ messages? left out)/;

/** Whether a line of a game's chat is what it prints of a message that came from Discord. */
export function isFromDiscord(text: string): boolean {
  return MARKED.test(text);
}

/** What a game says of a message in a channel; null where nothing is left of it. The name comes first, so no text of anybody's begins a line. */
export function toGame({ name, text, files }: ChannelMessage): string | null {
  const said = tame(text, TEXT_LENGTH);
  const attached = files === 0 ? "" : files === 1 ? "[a file]" : `[${files} files]`;
  const whole = [said, attached].filter(Boolean).join(" ");
  return whole === "" ? null : `${MARK} <${tame(name, NAME_LENGTH).replaceAll(/[<>]/g, "") || "somebody"}> ${whole}`;
}

/** How a game is told that more was written than it could be told of. */
export function leftOutInGame(count: number): string {
  return `${MARK} ${count === 1 ? "1 message" : `${count} messages`} left out`;
}

/** How a channel reads a line of a game's chat: nothing of it is markup or mentions anybody. */
export function chatLine(name: string, text: string): string {
  const one = (raw: string) => plain(raw.replaceAll(SECTION, "").replaceAll(/\s+/g, " ").trim());
  return cut(`**${cut(one(name), 100)}** ${one(text)}`, CHAT_LENGTH);
}

/** Lines as few messages, and what tells of those that are missing. The first `taken` lines are in it. */
export function chatMessage(lines: readonly string[], leftOut: number): { content: string; taken: number } {
  const kept = leftOut > 0 ? [`-# ${leftOut === 1 ? "1 message" : `${leftOut} messages`} left out`] : [];
  let length = kept.join("\n").length;
  let taken = 0;
  for (const line of lines) {
    if (length + 1 + line.length > MESSAGE_LENGTH) break;
    kept.push(line);
    length += 1 + line.length;
    taken += 1;
  }
  return { content: kept.join("\n"), taken };
}
