import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { ServerReport } from "#app/protocol/agent.ts";
import { WireError } from "#app/protocol/wire.ts";
import { log } from "./log.ts";
import { readStored, storeFile } from "./stored-file.ts";

const Cursor = z.object({ epoch: z.string(), acknowledged: z.int().nonnegative() });
const MAX_QUEUED = 5000;
const RETRY_MS = 2000;

/** Takes one report to the panel; rejects if it was not taken. */
export type ReportSender = (report: ServerReport) => Promise<unknown>;

/**
 * Reports on disk, one file each, until the panel has taken them; in the order of their numbers. A report may be sent
 * twice, never with another number, so the panel can tell.
 */
export class ReportQueue {
  readonly epoch: string;
  readonly #folder: string;
  readonly #queued: number[];
  #acknowledged: number;
  #lastSeq: number;
  #send: ReportSender | null = null;
  #sending = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(agentHome: string) {
    this.#folder = path.join(agentHome, "reports");
    fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const cursor = readStored(this.#cursorFile(), Cursor);
    this.epoch = cursor?.epoch ?? randomUUID();
    this.#acknowledged = cursor?.acknowledged ?? 0;
    if (!cursor) this.#storeCursor();
    this.#queued = fs
      .readdirSync(this.#folder)
      .flatMap((name) => (/^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
      .sort((a, b) => a - b);
    this.#lastSeq = Math.max(this.#acknowledged, this.#queued.at(-1) ?? 0);
  }

  /** The next report's number. To be written with what it tells, before `put`, so that the two cannot come apart. */
  nextSeq(): number {
    return ++this.#lastSeq;
  }

  /** Queues a report. One that was queued or taken before is not queued again. */
  put(report: ServerReport): void {
    const { reportSeq, nodeEpoch } = report;
    this.#lastSeq = Math.max(this.#lastSeq, reportSeq);
    if (nodeEpoch !== this.epoch || reportSeq <= this.#acknowledged || this.#queued.includes(reportSeq)) return;
    storeFile(this.#file(reportSeq), JSON.stringify(report));
    this.#queued.push(reportSeq);
    this.#queued.sort((a, b) => a - b);
    this.#dropExcess();
    void this.#pump();
  }

  /** Begins to send, or stops with null. */
  setSender(send: ReportSender | null): void {
    this.#send = send;
    clearTimeout(this.#retry);
    void this.#pump();
  }

  /** Settles when the panel has taken all, or after the time given. */
  async drained(withinMs: number): Promise<void> {
    for (const end = Date.now() + withinMs; this.#queued.length > 0 && Date.now() < end; ) await sleep(20);
  }

  async #pump(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#send && this.#queued.length > 0) await this.#sendFirst(this.#send);
    } catch (error) {
      log.debug("a report was not taken", { error: String(error) });
      clearTimeout(this.#retry);
      if (this.#send) this.#retry = setTimeout(() => void this.#pump(), RETRY_MS).unref();
    } finally {
      this.#sending = false;
    }
  }

  async #sendFirst(send: ReportSender): Promise<void> {
    const seq = this.#queued[0] as number;
    const report = this.#read(seq);
    if (report) await this.#offer(report, send);
    this.#acknowledged = Math.max(this.#acknowledged, seq);
    this.#storeCursor();
    this.#remove(seq);
  }

  /** A panel that cannot even read a report will never: it is left out, so that those behind it come through. */
  async #offer(report: ServerReport, send: ReportSender): Promise<void> {
    try {
      await send(report);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "malformed") throw error;
      log.error("the panel cannot read a report, which is left out", {
        reportSeq: report.reportSeq,
        problem: error.message,
      });
    }
  }

  #read(seq: number): ServerReport | null {
    try {
      return readStored(this.#file(seq), ServerReport);
    } catch (error) {
      log.error("a report could not be read and is left out", { reportSeq: seq, error: String(error) });
      return null;
    }
  }

  /** While the panel is away for long, news of ends is kept before news of states in between. */
  #dropExcess(): void {
    if (this.#queued.length <= MAX_QUEUED) return;
    const unimportant = this.#queued.slice(0, 100).find((seq) => this.#read(seq)?.exit === null);
    this.#remove(unimportant ?? (this.#queued[0] as number));
  }

  #remove(seq: number): void {
    fs.rmSync(this.#file(seq), { force: true });
    const at = this.#queued.indexOf(seq);
    if (at >= 0) this.#queued.splice(at, 1);
  }

  #storeCursor(): void {
    storeFile(this.#cursorFile(), JSON.stringify({ epoch: this.epoch, acknowledged: this.#acknowledged }));
  }

  #cursorFile(): string {
    return path.join(this.#folder, "cursor.json");
  }

  #file(seq: number): string {
    return path.join(this.#folder, `${String(seq).padStart(15, "0")}.json`);
  }
}
