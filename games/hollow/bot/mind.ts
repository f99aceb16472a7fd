import type { Random } from "../game/random.ts";
import { Belongings } from "./gear.ts";
import { WalkedMap } from "./map.ts";
import type { Notice, Senses, Sight } from "./senses.ts";
import { Tongue } from "./tongue.ts";

const HOME = "The Well Square";
const PIT = "The Bear Pit";

/** How somebody plays. Shares from 0 to 1. */
export interface Temper {
  readonly brave: number;
  readonly talkative: number;
}

/** Decides what to type next, out of nothing but what was on the screen. Lives as long as its player, through many visits. */
export class Mind {
  readonly #random: Random;
  readonly #temper: Temper;
  readonly #tongue: Tongue;
  readonly #map = new WalkedMap();
  readonly #things = new Belongings();
  readonly #verdicts = new Map<string, string>();
  readonly #shown = new Set<string>();
  #goods: { price: number; name: string; level: number }[] = [];
  /** Typed before anything else is thought of, one at a time. */
  #plan: string[] = [];
  #lastRoom = "";
  #lastWay = "";
  #lastTried = "";
  #turnsHere = 0;

  constructor(name: string, random: Random, temper: Temper) {
    this.#tongue = new Tongue(name, random, temper.talkative);
    this.#random = random;
    this.#temper = temper;
  }

  /** Forgets what was meant to be done; what is known stays. Call when a visit begins. */
  wake(): void {
    this.#plan = ["look", "inventory"];
    this.#lastRoom = "";
    this.#lastWay = "";
  }

  farewell(): string {
    return this.#tongue.farewell();
  }

  /** The next line to type, or null to wait and see. */
  next(senses: Senses): string | null {
    const { sight } = senses;
    this.#tongue.rest();
    for (const notice of senses.take()) this.#notice(notice, sight);
    if (sight.dead) return null;
    if (sight.fighting) return this.#fight(sight);
    const planned = this.#plan.shift();
    if (planned) return planned;
    this.#turnsHere += 1;
    return (
      this.#recover(sight) ?? this.#gather(sight) ?? this.#trade(sight) ?? this.#hunt(sight) ?? this.#wander(sight)
    );
  }

  #notice(notice: Notice, sight: Sight): void {
    switch (notice.kind) {
      case "entered":
        this.#arrive(notice.title, sight);
        return;
      case "verdict":
        this.#verdicts.set(`${notice.name} ${sight.level}`, notice.text);
        return;
      case "carried":
        this.#things.carried = notice.names;
        return;
      case "goods":
        this.#goods.push(notice);
        this.#things.learnPrice(notice.name, notice.price);
        return;
      case "killed":
        if (sight.ground) this.#plan.push("get all", "inventory");
        this.#say(this.#tongue.remark("killed", 0.12, "", notice.what));
        return;
      case "died":
        this.#map.fear(sight.title, sight.level + 2);
        this.#lastWay = "";
        this.#plan = ["look", "inventory"];
        this.#say(this.#tongue.remark("died", 0.6, "", notice.by.replace(/^The /, "the "), "shout"));
        return;
      case "level":
        this.#say(this.#tongue.remark("level", 0.7, "", String(notice.level), "shout"));
        return;
      case "said":
        this.#say(this.#tongue.answer(notice.who, notice.text, notice.toMe));
        return;
      case "came":
        this.#say(this.#tongue.remark("greet", 0.25, notice.who, ""));
        return;
      case "woke":
        this.#say(this.#tongue.remark("woke", 0.4, notice.who, ""));
        return;
      case "night":
        this.#say(this.#tongue.remark("night", 0.1, "", ""));
        return;
      case "line":
        if (/^You must be level/.test(notice.text)) this.#things.isTooHard(this.#lastTried, sight.level);
        return;
      case "question":
        return;
    }
  }

  #arrive(title: string, sight: Sight): void {
    if (this.#lastWay !== "" && this.#lastRoom !== "" && title !== this.#lastRoom)
      this.#map.walked(this.#lastRoom, this.#lastWay, title);
    this.#map.see(title, sight.exits, sight.shop);
    if (title !== this.#lastRoom) {
      this.#turnsHere = 0;
      this.#goods = [];
      this.#shown.clear();
    }
    this.#lastRoom = title;
    this.#lastWay = "";
  }

  #fight({ health, healthMax }: Sight): string | null {
    const share = health / healthMax;
    if (share > 0.55 - 0.25 * this.#temper.brave) return null;
    const potion = this.#things.potions()[0];
    if (potion && share > 0.15) return this.#drink(potion);
    this.#lastWay = "";
    return "flee";
  }

  #drink(potion: string): string {
    this.#things.lose(potion);
    return `drink ${potion}`;
  }

  /** Hurt: eat if there is food, else get out of the wet and wait. */
  #recover(sight: Sight): string | null {
    const share = sight.health / sight.healthMax;
    if (share > 0.65) return null;
    const potion = this.#things.potions()[0];
    if (potion && share < 0.5) return this.#drink(potion);
    const way = this.#map.stepTo(sight.title, HOME, 99);
    // An empty line brings a new prompt, and with it the health.
    return way && this.#turnsHere > 1 ? this.#walk(way, sight) : "";
  }

  #gather(sight: Sight): string | null {
    if (sight.ground && !this.#shown.has("ground")) {
      this.#shown.add("ground");
      this.#plan.push("inventory");
      return "get all";
    }
    const better = this.#things.toPutOn(sight.level);
    if (!better) return null;
    this.#lastTried = better;
    this.#things.lose(better);
    return `wear ${better}`;
  }

  #trade(sight: Sight): string | null {
    if (!sight.shop) return null;
    if (!this.#shown.has("list")) {
      this.#shown.add("list");
      this.#plan.push("sell all", "inventory");
      return "list";
    }
    const outdone = this.#things.toSell();
    if (outdone && !this.#shown.has(outdone)) {
      this.#shown.add(outdone);
      this.#plan.push("inventory");
      return `sell ${outdone}`;
    }
    const wanted = this.#things.toBuy(this.#goods, sight.level, sight.coins);
    if (!wanted || this.#turnsHere > 12) return null;
    this.#plan.push("inventory");
    return `buy ${wanted}`;
  }

  #hunt(sight: Sight): string | null {
    const rival = sight.players[0];
    if (
      sight.title === PIT &&
      rival &&
      sight.health === sight.healthMax &&
      this.#random.chance(0.4 * this.#temper.brave)
    ) {
      this.#plan.push(this.#tongue.challenge(rival));
      return `attack ${rival}`;
    }
    for (const npc of sight.npcs) {
      const name = npc.toLowerCase().replace(/^the /, "");
      const verdict = this.#verdicts.get(`${name} ${sight.level}`);
      if (verdict === undefined && !this.#shown.has(name)) {
        this.#shown.add(name);
        return `consider ${npc}`;
      }
      if (verdict && this.#dares(verdict, sight)) {
        if (this.#random.chance(0.9)) return `attack ${npc}`;
      } else if (verdict?.startsWith("would kill")) this.#map.fear(sight.title, sight.level + 1);
    }
    return this.#chatWithNpc(sight);
  }

  #dares(verdict: string, sight: Sight): boolean {
    const share = sight.health / sight.healthMax;
    if (verdict.startsWith("would be no trouble") || verdict.startsWith("should be")) return share > 0.5;
    if (verdict.startsWith("looks like a fair")) return share > 0.85 - 0.2 * this.#temper.brave;
    return verdict.startsWith("looks dangerous") && share === 1 && this.#random.chance(0.3 * this.#temper.brave);
  }

  #chatWithNpc(sight: Sight): string | null {
    const npc = sight.npcs.find((name) => /^[A-Z]/.test(name) && !name.startsWith("The "));
    if (!npc || this.#shown.has(`talk ${npc}`) || !this.#random.chance(0.15)) return null;
    this.#shown.add(`talk ${npc}`);
    return `talk ${npc.split(" ")[0]}`;
  }

  #wander(sight: Sight): string | null {
    if (sight.exits.length === 0) return "look";
    const words = this.#tongue.smallTalk(sight.players);
    if (words) return words;
    const locked = sight.locked[0];
    if (locked && this.#things.hasKey() && sight.level >= 7) return `unlock ${locked}`;
    if (this.#things.treasures() >= 5 || (sight.coins > 60 && this.#things.potions().length === 0)) {
      const way = this.#map.stepTo(sight.title, "shop", sight.level);
      if (way) return this.#walk(way, sight);
    }
    const open = sight.exits.filter((exit) => !sight.locked.includes(exit));
    const safe = open.filter((exit) => !this.#map.isFeared(this.#map.leadsTo(sight.title, exit), sight.level));
    const fresh = safe.filter((exit) => this.#map.isNew(sight.title, exit));
    const ways = fresh.length > 0 && this.#random.chance(0.7) ? fresh : safe.length > 0 ? safe : open;
    const way = this.#random.pick(ways);
    return way ? this.#walk(way, sight) : "look";
  }

  #say(line: string | null): void {
    if (line !== null) this.#plan.push(line);
  }

  #walk(way: string, sight: Sight): string {
    this.#lastRoom = sight.title;
    this.#lastWay = way;
    return way;
  }
}
