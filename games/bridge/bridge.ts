import { randomUUID } from "node:crypto";
import { type Answer, PanelHttp } from "./http.ts";
import { CommandLane, EconomyLane, EventLane, type Lane, type Report } from "./lane.ts";
import { Mirror } from "./mirror.ts";
import { OrderDesk } from "./order-desk.ts";
import type { Area, BridgeOptions, GameEvent, Item, Npc, PlayerFacts, PlayerPosition, Room } from "./types.ts";

const FLUSH_MS = 200;
const AGAIN_MS = { least: 500, most: 10_000 };

type Sending = { lane: Lane; revision: number; reports: Report[] };

/**
 * A game's connection to its server in the panel. Tell it what there is and what happens; it says so in its own time, again until it was heard, and never
 * twice. Nothing it is told waits for the panel, and nothing it does throws into the game.
 */
export class Bridge {
  readonly areas = new Mirror<Area>("areas", ({ key }) => key);
  readonly rooms = new Mirror<Room>("rooms", ({ key }) => key);
  readonly npcs = new Mirror<Npc>("npcs", ({ key }) => key);
  readonly items = new Mirror<Item>("items", ({ key }) => key);
  /** What is known of players; nobody is taken away. */
  readonly players = new Mirror<PlayerFacts>("players", ({ player }) => player);
  /** Where those are who are in. */
  readonly positions = new Mirror<PlayerPosition>("positions", ({ player }) => player);
  readonly economy = new EconomyLane();
  readonly #events = new EventLane();
  readonly #commands = new CommandLane();
  /**
   * In the order in which they are told: what happened before what there is, rooms before what is in them. Counts of commands before the commands themselves,
   * which the panel counts only for games that do not.
   */
  readonly #lanes: readonly Lane[] = [
    this.#commands,
    this.#events,
    this.areas,
    this.rooms,
    this.players,
    this.positions,
    this.npcs,
    this.items,
    this.economy,
  ];
  readonly #options: BridgeOptions;
  readonly #http: PanelHttp;
  readonly #path: string;
  readonly #run = randomUUID();
  readonly #startedAt = new Date().toISOString();
  readonly #orders: OrderDesk;
  #connected = false;
  #closing = false;
  #heartbeat: NodeJS.Timeout | null = null;
  #wake: (() => void) | null = null;
  #working: Promise<void> | null = null;
  #sending: Sending | null = null;
  /** The last thing that was said of how it goes, so that it is not said again. */
  #mood = "";

  constructor(options: BridgeOptions) {
    this.#options = options;
    this.#http = new PanelHttp(options.url, options.key);
    this.#path = `/servers/${encodeURIComponent(options.serverId)}/bridge`;
    const handle = options.obey ?? (() => ({ state: "failed" as const, said: "This game takes no orders." }));
    this.#orders = new OrderDesk({ http: this.#http, path: this.#path, run: this.#run, obey: handle });
  }

  /** Whether the panel hears this game now. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Begins; may be told of things before. */
  start(): void {
    this.#working ??= this.#work();
  }

  /** Something has happened. */
  event({ kind, at = new Date(), fields, details = {} }: GameEvent): void {
    this.#events.add({ kind, at: at.toISOString(), fields, details });
  }

  /** A player gave a command, and the game took so long over it. */
  command(name: string, ms: number, failed = false): void {
    this.#commands.count(name, ms, failed);
  }

  /** Tells what is still to be told and says goodbye, in at most so many milliseconds. */
  async close(withinMs = 1_500): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    this.#orders.stop();
    this.#wake?.();
    const late = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
    await Promise.race([late, this.#leave()]);
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    this.#connected = false;
    this.#http.close();
  }

  async #leave(): Promise<void> {
    await Promise.all([this.#working, this.#orders.settled()]);
    if (!this.#connected) return;
    // What the last orders and the end itself have changed.
    while (await this.#flushed());
    await this.#http.post(`${this.#path}/goodbye`, { run: this.#run }).catch(() => {});
  }

  async #work(): Promise<void> {
    let waitMs = AGAIN_MS.least;
    while (!this.#closing) {
      try {
        if (!this.#connected) await this.#connect();
        if (this.#connected) await this.#flushed();
        waitMs = this.#connected ? FLUSH_MS : Math.min(waitMs * 2, AGAIN_MS.most);
      } catch (error) {
        this.#tell("warn", `the panel cannot be reached: ${error instanceof Error ? error.message : String(error)}`);
        waitMs = Math.min(waitMs * 2, AGAIN_MS.most);
      }
      if (!this.#closing) await this.#sleep(waitMs);
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #connect(): Promise<void> {
    const { client = null, gameVersion = null, tells = [], takes = [] } = this.#options;
    const sentAt = new Date().toISOString();
    const said = { run: this.#run, startedAt: this.#startedAt, sentAt, client, gameVersion, tells, takes };
    const answer = await this.#http.post(`${this.#path}/hello`, said);
    if (answer.status >= 300) return this.#tell("warn", `the panel does not take this game: ${sentence(answer)}`);
    const { revisions, heartbeatSec } = answer.body as { revisions: Record<string, number>; heartbeatSec: number };
    this.#settle(revisions);
    this.#connected = true;
    this.#orders.follow();
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    this.#heartbeat = setInterval(() => void this.#beat(), heartbeatSec * 1000);
    this.#heartbeat.unref();
    this.#tell("info", "connected to the panel");
    await this.#beat();
  }

  /** What the panel has taken is not told again; what it may not have is. */
  #settle(revisions: Record<string, number>): void {
    for (const lane of this.#lanes) {
      const taken = revisions[lane.name] ?? 0;
      if (this.#sending?.lane === lane && this.#sending.revision <= taken) this.#sending = null;
      if (this.#sending?.lane !== lane && (taken !== lane.revision || taken === 0)) lane.restart(taken);
    }
  }

  async #beat(): Promise<void> {
    try {
      const answer = await this.#http.post(`${this.#path}/heartbeat`, { run: this.#run, ...this.#options.figures?.() });
      if (answer.status === 409 && !this.#closing) this.#lose();
    } catch {
      // The reports will tell; if there are none, so will the next beat.
    }
  }

  /** The panel does not count this game as connected: it says hello again. */
  #lose(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.#orders.pause();
    this.#wake?.();
  }

  /** Whether anything was told. Throws where nothing answered: the same report goes again, and is taken once. */
  async #flushed(): Promise<boolean> {
    let isAny = false;
    for (const lane of this.#lanes) {
      if (!this.#sending) {
        const reports = lane.take();
        if (reports.length === 0) continue;
        this.#sending = { lane, revision: lane.revision + 1, reports };
      }
      isAny = true;
      if (!(await this.#sent(this.#sending))) return false;
      this.#sending = null;
      if (!this.#connected) return false;
    }
    return isAny;
  }

  /** False: the panel does not count this game as connected, and what was to be told waits. */
  async #sent({ lane, revision, reports }: Sending): Promise<boolean> {
    while (reports.length > 0) {
      const answer = await this.#http.post(`${this.#path}/${lane.name}`, {
        run: this.#run,
        revision,
        sentAt: new Date().toISOString(),
        ...reports[0],
      });
      if (answer.error?.reason === "bridge.not_connected") {
        this.#lose();
        return false;
      }
      if (answer.status === 429 || answer.status >= 500) throw new Error(sentence(answer));
      if (answer.status >= 300) {
        // Another try would end the same way: the rest goes on without it.
        this.#tell("warn", `the panel does not take a report of ${lane.name}: ${sentence(answer)}`);
        if (answer.error?.reason === "bridge.gap") lane.restart(lane.revision);
        return true;
      }
      reports.shift();
    }
    lane.revision = revision;
    return true;
  }

  #tell(level: "info" | "warn", text: string): void {
    if (this.#mood === text) return;
    this.#mood = text;
    this.#options.log?.(level, text);
  }
}

function sentence({ status, error }: Answer): string {
  return error ? `${error.message} (${status} ${error.reason})` : `status ${status}`;
}

/**
 * The bridge of a game that the panel hosts and whose blueprint says `bridge: true`: address, server and key are in its environment. Null where they are
 * not, as when it runs by itself.
 */
export function bridgeFromEnvironment(
  options: Omit<BridgeOptions, "url" | "serverId" | "key">,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Bridge | null {
  const { GAMEKEEPER_URL: url, GAMEKEEPER_SERVER_ID: serverId, GAMEKEEPER_KEY: key } = environment;
  return url && serverId && key ? new Bridge({ ...options, url, serverId, key }) : null;
}
