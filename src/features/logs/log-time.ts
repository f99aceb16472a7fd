import { compilePattern, type LinePattern } from "../hosting/pattern.ts";

const DAY_IN_NAME = /(?<!\d)\d{4}-\d\d-\d\d(?!\d)/;
const DAY_MS = 86_400_000;
/** A clock that goes back by as much has passed midnight; by less it was put right. */
const MIDNIGHT_MS = DAY_MS / 4;
/** A game's clock that goes back by less, and not to its beginning, is of the same run. */
const PUT_RIGHT_MS = 60_000;
/** Zones change at quarters of an hour. */
const QUARTER_MS = 900_000;

/** What is known of a log's times beside what its lines say. */
export interface LogTimes {
  /** What the file is called: many games put the day there. */
  name: string;
  begins: string | null;
  timeZone: string;
}

/** When a line was written: in UTC, and by which words. */
export interface LineTime {
  at: number;
  written: string;
  /** Whether it is known of the line's own run when that began; where it is not, it is not before what is said. */
  isSure: boolean;
}

/**
 * Reads when lines were written. Where they tell no day it is the file's or what somebody said, counted on at each midnight; where neither is there they have no
 * time. A clock of a game that begins anew tells of another run: it began when the one before had ended at the earliest, and that is what its times are counted from.
 */
export class LogClock {
  readonly #stamps: LinePattern[];
  readonly #begins: string | null;
  readonly #offsets: ZoneOffsets;
  #day: number | null;
  #latest = 0;
  /** What the runs before this one took. */
  #runBefore = 0;
  #isAnotherRun = false;
  #needs: "day" | "time" | null = null;

  constructor(stamps: readonly string[], { name, begins, timeZone }: LogTimes) {
    this.#stamps = stamps.map(compilePattern);
    this.#begins = begins;
    this.#offsets = new ZoneOffsets(timeZone);
    const day = (begins ?? DAY_IN_NAME.exec(name)?.[0])?.slice(0, 10);
    this.#day = day === undefined ? null : dayOf(day.split("-").map(Number));
  }

  /** What is missing to give the lines so far a time. */
  get needs(): "day" | "time" | null {
    return this.#needs;
  }

  read(line: string): LineTime | null {
    for (const pattern of this.#stamps) {
      const said = pattern.fields(line.slice(0, 200));
      if (said) return said.minutes === undefined ? this.#byDay(said) : this.#byClock(said);
    }
    return null;
  }

  #byDay({ year, month, day, hour, minute, second }: Record<string, string>): LineTime | null {
    const ofDay = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
    if (!(ofDay >= 0 && ofDay < DAY_MS)) return null;
    if (year !== undefined) this.#day = dayOf([year, month, day].map(Number));
    else if (this.#day !== null && this.#latest - ofDay > MIDNIGHT_MS) this.#day += DAY_MS;
    if (this.#day === null) {
      if (year === undefined) this.#needs = "day";
      return null;
    }
    this.#latest = ofDay;
    return this.#time(this.#day + ofDay);
  }

  #byClock({ minutes, seconds }: Record<string, string>): LineTime | null {
    const since = (Number(minutes) * 60 + Number(seconds)) * 1000;
    const back = this.#latest - since;
    if (back > 0 && (back > PUT_RIGHT_MS || since < PUT_RIGHT_MS)) {
      this.#runBefore += this.#latest;
      this.#latest = 0;
      this.#isAnotherRun = true;
    }
    this.#latest = Math.max(this.#latest, since);
    if (this.#day === null) {
      this.#needs = "time";
      return null;
    }
    const [hour = 0, minute = 0, second = 0] = (this.#begins ?? "").slice(11).split(":").map(Number);
    const begun = this.#day + ((hour * 60 + minute) * 60 + second) * 1000;
    const hasTime = this.#begins !== null && this.#begins.length >= 16;
    const passed = this.#runBefore + since;
    // What has passed is told by no clock that is put on or back.
    return {
      at: begun - this.#offsets.at(begun) + passed,
      written: written(begun + passed),
      isSure: hasTime && !this.#isAnotherRun,
    };
  }

  #time(wall: number): LineTime {
    return { at: wall - this.#offsets.at(wall), written: written(wall), isSure: true };
  }
}

function written(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19);
}

/** Midnight of a day as if it were UTC; null for days that there are not. */
function dayOf([year = 0, month = 0, day = 0]: number[]): number | null {
  const at = Date.UTC(year, month - 1, day);
  const made = new Date(at);
  return year >= 1970 && made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? at : null;
}

/** How far a zone's clocks are ahead of UTC. */
class ZoneOffsets {
  readonly #format: Intl.DateTimeFormat;
  #quarter = Number.NaN;
  #offset = 0;

  constructor(timeZone: string) {
    const numeric = "numeric";
    this.#format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  }

  /** At this moment of the zone's own clocks. */
  at(wall: number): number {
    const quarter = Math.floor(wall / QUARTER_MS);
    if (quarter !== this.#quarter) {
      this.#quarter = quarter;
      this.#offset = this.#ofUtc(wall - this.#ofUtc(wall));
    }
    return this.#offset;
  }

  #ofUtc(utc: number): number {
    const parts = Object.fromEntries(this.#format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utc / 1000) * 1000;
  }
}

/** Whether it is the name of a zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The zone of the machine that runs this. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
