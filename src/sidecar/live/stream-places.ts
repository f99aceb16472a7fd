import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { stillThere } from "#app/operation/presence.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import { row, sql } from "#app/platform/sql.ts";
import type { Carrier } from "./live-actors.ts";

const AGAIN_MS = 1_000;
const log = logOf("live");

/**
 * The event streams that keys have open, counted over all processes: a row for each, under the address of the process that has it. The rows of a process
 * that was killed count no more as soon as it is missed, or has started again.
 */
export class StreamPlaces {
  readonly #database: Database;
  readonly #holder: string;
  /** Places that were given back, and whose rows are still there. */
  readonly #left = new Set<string>();
  #forgetting: Promise<void> | null = null;
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  /** `holder`: what the process is known by among the others, its internal address. */
  constructor(database: Database, holder: string) {
    this.#database = database;
    this.#holder = holder;
  }

  /** To be called before the first is taken: forgets what a process at this address left behind when it was killed, and those that nobody misses any more. */
  async begin(): Promise<void> {
    await this.#database.execute(
      sql`delete from stream_places p where holder = ${this.#holder}
          or not exists (select from presence o where o.part = 'sidecar' and o.url = p.holder)`,
    );
  }

  /**
   * Takes a place of a key, until what carries the stream closes. Throws AppError where all are taken: as many as the key has of its own, else as the setting
   * says. Returns the way to give it back sooner.
   */
  async take(keyId: string, carrier: Carrier): Promise<() => void> {
    const place = newId("sid");
    let open = true;
    const leave = () => {
      open = false;
      carrier.off("close", leave);
      this.#left.add(place);
      void this.#forget();
    };
    carrier.once("close", leave);
    try {
      // Who closes one stream to open another has room for it.
      await this.#forget();
      await this.#insert(place, keyId);
    } catch (error) {
      leave();
      throw error;
    }
    // It closed meanwhile, and what deletes its row may have come before the row.
    if (!open) leave();
    return leave;
  }

  /** Gives all of this process back. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    await this.#database.execute(sql`delete from stream_places where holder = ${this.#holder}`);
  }

  async #insert(place: string, keyId: string): Promise<void> {
    const ordinary = await setting(this.#database, "event-connections");
    await this.#database.transaction(async (tx) => {
      // One at a time for each key: of many that come at once none counts without the others.
      const key = await row(
        tx,
        z.object({ eventStreams: z.int().nullable() }),
        sql`select "eventStreams" from api_keys where id = ${keyId} for no key update`,
      );
      const limit = key?.eventStreams ?? ordinary;
      const taken = await row(
        tx,
        z.object({ count: z.int() }),
        sql`select count(*)::int as count from stream_places p where "keyId" = ${keyId}
            and (holder = ${this.#holder} or ${stillThere("sidecar", sql`p.holder`)})`,
      );
      if (taken!.count >= limit) throw new AppError("rate_limited", "live.too_many", { limit });
      await tx.execute(
        sql`insert into stream_places (id, "keyId", holder, "takenAt") values (${place}, ${keyId}, ${this.#holder}, ${now()})`,
      );
    });
  }

  /** Resolves when the rows of all that has been given back are gone, or could not be deleted; then it tries again later. */
  #forget(): Promise<void> {
    if (this.#left.size === 0 || this.#closed) return Promise.resolve();
    this.#forgetting ??= this.#deleteLeft();
    return this.#forgetting;
  }

  async #deleteLeft(): Promise<void> {
    while (this.#left.size > 0) {
      const ids = [...this.#left];
      try {
        await this.#database.execute(sql`delete from stream_places where id = any(${ids}::text[])`);
      } catch (error) {
        this.#forgetting = null;
        if (this.#closed) return;
        log.warn(
          { err: error, places: ids.length },
          "places of event streams could not be given back; they are tried again",
        );
        clearTimeout(this.#again);
        this.#again = setTimeout(() => void this.#forget(), AGAIN_MS).unref();
        return;
      }
      for (const id of ids) this.#left.delete(id);
    }
    this.#forgetting = null;
  }
}
