import fs from "node:fs";

/** A place in the raw log: line `seq` begins at byte `offset`, and was read at `at` (ms since 1970) or soon after. */
export interface IndexEntry {
  seq: number;
  offset: number;
  at: number;
}

const MAGIC = "GKLINES1";
const RECORD_BYTES = 24;

function parseEpoch(header: Buffer): string | null {
  if (header.length < RECORD_BYTES || header.toString("latin1", 0, 8) !== MAGIC) return null;
  const hex = header.toString("hex", 8, RECORD_BYTES);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function header(epoch: string): Buffer {
  return Buffer.concat([Buffer.from(MAGIC, "latin1"), Buffer.from(epoch.replaceAll("-", ""), "hex")]);
}

function encode(entry: IndexEntry): Buffer {
  const record = Buffer.alloc(RECORD_BYTES);
  record.writeDoubleLE(entry.seq, 0);
  record.writeDoubleLE(entry.offset, 8);
  record.writeDoubleLE(entry.at, 16);
  return record;
}

function decode(records: Buffer, index: number): IndexEntry {
  const start = index * RECORD_BYTES;
  return {
    seq: records.readDoubleLE(start),
    offset: records.readDoubleLE(start + 8),
    at: records.readDoubleLE(start + 16),
  };
}

/**
 * The sparse index of a log: entries of one size in a file, in ascending order, looked up by halving on the file itself,
 * so that a long history costs no memory. Any prefix of it is valid: entries follow from the raw bytes, and a missing
 * one is made again. The first record holds the epoch.
 */
export class LineIndex {
  readonly epoch: string;
  readonly #path: string;
  #file: number;
  #count: number;
  #last: IndexEntry | null;

  private constructor(path: string, file: number, epoch: string) {
    this.#path = path;
    this.#file = file;
    this.epoch = epoch;
    this.#count = Math.max(0, Math.floor(fs.fstatSync(file).size / RECORD_BYTES) - 1);
    this.#last = this.#count > 0 ? this.get(this.#count - 1) : null;
  }

  /** The index in this file, without what a crash has torn at its end; null if there is none. */
  static open(path: string): LineIndex | null {
    let file: number;
    try {
      file = fs.openSync(path, "r+");
    } catch {
      return null;
    }
    const first = Buffer.alloc(RECORD_BYTES);
    const length = fs.readSync(file, first, 0, RECORD_BYTES, 0);
    const epoch = parseEpoch(first.subarray(0, length));
    if (epoch === null) {
      fs.closeSync(file);
      return null;
    }
    const index = new LineIndex(path, file, epoch);
    index.#dropTornEnd();
    return index;
  }

  /** A new index in place of whatever is there. */
  static create(path: string, epoch: string, entries: IndexEntry[]): LineIndex {
    const draft = `${path}.${process.pid}.new`;
    fs.writeFileSync(draft, Buffer.concat([header(epoch), ...entries.map(encode)]), { mode: 0o600 });
    fs.renameSync(draft, path);
    return new LineIndex(path, fs.openSync(path, "r+"), epoch);
  }

  get count(): number {
    return this.#count;
  }

  get last(): IndexEntry | null {
    return this.#last;
  }

  get(index: number): IndexEntry {
    const entry = this.slice(index, 1)[0];
    if (!entry) throw new Error(`The line index has no entry ${index}.`);
    return entry;
  }

  /** Up to `limit` entries from this one on. */
  slice(index: number, limit: number): IndexEntry[] {
    const records = Buffer.alloc(Math.max(0, Math.min(limit, this.#count - index)) * RECORD_BYTES);
    const length = fs.readSync(this.#file, records, 0, records.length, (index + 1) * RECORD_BYTES);
    return Array.from({ length: Math.floor(length / RECORD_BYTES) }, (_, at) => decode(records, at));
  }

  append(entry: IndexEntry): void {
    fs.writeSync(this.#file, encode(entry), 0, RECORD_BYTES, (this.#count + 1) * RECORD_BYTES);
    this.#count++;
    this.#last = entry;
  }

  /** The number of the last entry whose field is at most `value`; -1 if all are greater. */
  find(field: keyof IndexEntry, value: number): number {
    let low = -1;
    for (let high = this.#count; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (this.get(middle)[field] <= value) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Forgets the entries before this one. The file is written anew only if that makes it much smaller. */
  dropBefore(index: number): void {
    if (index < 4096 || index < this.#count / 2) return;
    const kept = this.slice(index, this.#count);
    const fresh = LineIndex.create(this.#path, this.epoch, kept);
    fs.closeSync(this.#file);
    this.#file = fresh.#file;
    this.#count = fresh.#count;
  }

  close(): void {
    fs.closeSync(this.#file);
  }

  #dropTornEnd(): void {
    while (this.#count > 0) {
      const last = this.get(this.#count - 1);
      const previous = this.#count > 1 ? this.get(this.#count - 2) : { seq: 0, offset: -1, at: 0 };
      if (last.seq > previous.seq && last.offset > previous.offset && last.at > 0 && last.at >= previous.at) break;
      this.#count--;
    }
    this.#last = this.#count > 0 ? this.get(this.#count - 1) : null;
    fs.ftruncateSync(this.#file, (this.#count + 1) * RECORD_BYTES);
  }
}
