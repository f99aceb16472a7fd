import { MOST_FACTS } from "#app/features/logs/log-terms.ts";
import type { LoggedDeath, ReadReport } from "#app/features/logs/logged-facts.ts";
import { LogImport } from "#app/features/logs/schema.ts";
import { callPanel } from "./panel-client.ts";
import type { Profile } from "./profiles.ts";

export interface SenderOptions {
  panel: Profile;
  communityId?: string | undefined;
  isOwn: boolean;
}

/** Hands in the deaths of one log part by part. A log without any begins no import. */
export class LogSender {
  readonly #options: SenderOptions;
  readonly #file: { name: string; bytes: number };
  readonly #waiting: LoggedDeath[] = [];
  #sent = 0;
  #import: LogImport | null = null;

  constructor(options: SenderOptions, file: { name: string; bytes: number }) {
    this.#options = options;
    this.#file = file;
  }

  add(death: LoggedDeath): void {
    this.#waiting.push(death);
  }

  /** Sends what waits, or only whole parts of it. What could not be sent waits on. */
  async flush(known: ReadReport, { wholePartsOnly = false } = {}): Promise<void> {
    while (this.#waiting.length >= (wholePartsOnly ? MOST_FACTS : 1)) {
      const deaths = this.#waiting.slice(0, MOST_FACTS);
      this.#import ??= await this.#begin();
      const { handle, version: build } = known.session;
      this.#import = await this.#call(`/logs/imports/${this.#import.id}/deaths`, {
        from: this.#sent,
        deaths,
        readBytes: known.bytes,
        handle,
        build,
        ...(known.game ? { game: known.game } : {}),
      });
      this.#sent += deaths.length;
      this.#waiting.splice(0, deaths.length);
    }
  }

  /** The log is at its end. Null: there was nothing to hand in. */
  async end(report: ReadReport): Promise<LogImport | null> {
    await this.flush(report);
    return this.#import && (await this.#call(`/logs/imports/${this.#import.id}/end`, { report }));
  }

  #begin(): Promise<LogImport> {
    const { communityId, isOwn } = this.#options;
    return this.#call("/logs/imports", {
      ...this.#file,
      source: "cli",
      isOwn,
      ...(communityId === undefined ? {} : { communityId }),
    });
  }

  #call(path: string, body: unknown): Promise<LogImport> {
    return callPanel(this.#options.panel, "POST", path, body, LogImport);
  }
}
