/** What the text on the screen says, as far as the bot reads it. */
export interface Sight {
  title: string;
  exits: string[];
  locked: string[];
  npcs: string[];
  players: string[];
  ground: boolean;
  shop: boolean;
  health: number;
  healthMax: number;
  level: number;
  coins: number;
  fighting: boolean;
  dead: boolean;
}

/** Something that happened on the screen and may call for an answer. */
export type Notice =
  | { kind: "question"; text: string }
  | { kind: "said"; who: string; text: string; toMe: boolean }
  | { kind: "came"; who: string }
  | { kind: "woke"; who: string }
  | { kind: "killed"; what: string }
  | { kind: "died"; by: string }
  | { kind: "level"; level: number }
  | { kind: "night" }
  | { kind: "verdict"; name: string; text: string }
  | { kind: "carried"; names: string[] }
  | { kind: "goods"; price: number; name: string; level: number }
  | { kind: "entered"; title: string }
  | { kind: "line"; text: string };

const ESC = String.fromCharCode(27);
const TITLE = new RegExp(`^${ESC}\\[36m([^${ESC}]+)${ESC}\\[0m$`);
const COLOUR = new RegExp(`${ESC}\\[[0-9;]*m`, "g");
const PROMPT = /^<(\d+)\/(\d+)hp (\d+)lv (\d+)c> /;
const QUESTION = /^[^<>]*(?:\?|:) $/;

/** Reads a telnet screen line by line; keeps the last sight and hands out what is new. */
export class Senses {
  readonly sight: Sight = {
    title: "",
    exits: [],
    locked: [],
    npcs: [],
    players: [],
    ground: false,
    shop: false,
    health: 1,
    healthMax: 1,
    level: 1,
    coins: 0,
    fighting: false,
    dead: false,
  };
  #rest = "";
  #lastTitle = "";
  #notices: Notice[] = [];

  feed(text: string): void {
    const lines = (this.#rest + text.replaceAll("\r", "")).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#readLine(line);
    this.#readPrompt();
  }

  /** All that has been noticed since the last time. */
  take(): Notice[] {
    return this.#notices.splice(0);
  }

  /** A prompt has no end of line, so it is what is left over. */
  #readPrompt(): void {
    const plain = this.#rest.replace(COLOUR, "");
    const prompt = PROMPT.exec(plain);
    if (prompt) {
      const [health = 1, healthMax = 1, level = 1, coins = 0] = prompt.slice(1).map(Number);
      Object.assign(this.sight, { health, healthMax, level, coins });
      this.#rest = plain.slice(prompt[0].length);
    } else if (QUESTION.test(plain)) {
      this.#notices.push({ kind: "question", text: plain.trim() });
      this.#rest = "";
    }
  }

  #readLine(raw: string): void {
    const title = TITLE.exec(raw);
    if (title?.[1]) this.#lastTitle = title[1];
    const line = raw.replace(COLOUR, "").replace(PROMPT, "").trimEnd();
    if (line === "") return;
    if (!this.#readRoom(line) && !this.#readFight(line) && !this.#readPeople(line)) this.#readThings(line);
    this.#notices.push({ kind: "line", text: line });
  }

  #readRoom(line: string): boolean {
    const exits = /^Exits: (.*)\.$/.exec(line)?.[1];
    const seen = /^You see: (.*)\.$/.exec(line)?.[1];
    const also = /^Also here: (.*)\.$/.exec(line)?.[1];
    const { sight } = this;
    if (exits !== undefined) {
      const ways = exits.split(", ");
      Object.assign(sight, { title: this.#lastTitle, npcs: [], players: [], ground: false, shop: false, dead: false });
      sight.exits = ways.map((way) => way.replace(" (locked)", ""));
      sight.locked = ways.filter((way) => way.endsWith(" (locked)")).map((way) => way.replace(" (locked)", ""));
      sight.fighting = false;
      this.#notices.push({ kind: "entered", title: sight.title });
    } else if (seen !== undefined) sight.npcs = seen.split(", ").map((name) => name.replace(/^an? | \(.*\)$/g, ""));
    else if (also !== undefined) sight.players = also.split(", ").map((name) => name.replace(/ \(.*$/, ""));
    else if (line.startsWith("On the ground:")) sight.ground = true;
    else if (line.startsWith("This is a shop")) sight.shop = true;
    else return false;
    return true;
  }

  #readFight(line: string): boolean {
    const { sight } = this;
    const dead = /^(?:The )?(.+) is dead, killed by /.exec(line)?.[1];
    const killer = /^(.+) has killed you\./.exec(line)?.[1];
    if (killer) {
      Object.assign(sight, { dead: true, fighting: false });
      this.#notices.push({ kind: "died", by: killer });
    } else if (dead) {
      sight.fighting = false;
      const name = dead.toLowerCase();
      const index = sight.npcs.findIndex((npc) => npc.toLowerCase().replace(/^the /, "") === name);
      if (index >= 0) sight.npcs.splice(index, 1);
      this.#notices.push({ kind: "killed", what: dead });
    } else if (/^You (attack|hit|miss) | (attacks|hits|misses) you|^You are in a fight/.test(line))
      sight.fighting = true;
    else if (/ leaves .*(coin|something to GET)/.test(line)) sight.ground = true;
    else return false;
    return true;
  }

  #readPeople(line: string): boolean {
    const { sight } = this;
    const said = /^([A-Z][a-z]+) (says|tells you|shouts): (.*)$/.exec(line);
    const came = /^([A-Z][a-z]+) arrives/.exec(line)?.[1];
    const woke = /^([A-Z][a-z]+) wakes and looks about/.exec(line)?.[1];
    const left = /^([A-Z][a-z]+) (?:leaves \w+\.|is gone\.|fades)/.exec(line)?.[1];
    const npcCame = /^The (.+) (?:arrives|appears)/.exec(line)?.[1];
    if (said?.[1])
      this.#notices.push({ kind: "said", who: said[1], text: said[3] ?? "", toMe: said[2] === "tells you" });
    else if (came ?? woke) {
      const who = came ?? woke ?? "";
      sight.players.push(who);
      this.#notices.push({ kind: came ? "came" : "woke", who });
    } else if (left) sight.players = sight.players.filter((name) => name !== left);
    else if (npcCame) sight.npcs.push(npcCame);
    else return false;
    return true;
  }

  #readThings(line: string): void {
    const level = /^You have reached level (\d+)/.exec(line)?.[1];
    const verdict = /^(?:The )?(.+) \(level \d+\) (would be|should be|looks|would kill)(.*)/.exec(line);
    const carried = /^You carry: (.*)\.$/.exec(line)?.[1];
    const goods = /^ +(\d+) {2}(.+?)(?: \(level (\d+)\))?, (\d+) left$/.exec(line);
    if (level) this.#notices.push({ kind: "level", level: Number(level) });
    else if (line.endsWith("It is night.")) this.#notices.push({ kind: "night" });
    else if (verdict?.[1])
      this.#notices.push({ kind: "verdict", name: verdict[1].toLowerCase(), text: `${verdict[2]}${verdict[3]}` });
    else if (carried) {
      const names = carried === "nothing" ? [] : carried.split(", ").flatMap(repeated);
      this.#notices.push({ kind: "carried", names });
    } else if (goods && Number(goods[4]) > 0)
      this.#notices.push({
        kind: "goods",
        price: Number(goods[1]),
        name: goods[2] ?? "",
        level: Number(goods[3] ?? 1),
      });
  }
}

/** "a rat tail (3)" is three rat tails. */
function repeated(text: string): string[] {
  const [, name = text, count = "1"] = /^(.*?)(?: \((\d+)\))?$/.exec(text) ?? [];
  return Array<string>(Math.min(50, Number(count))).fill(name.replace(/^an? /, ""));
}
