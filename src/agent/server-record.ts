import type { ObservedReason, ObservedState } from "#app/features/hosting/schema.ts";
import type { DesiredServer } from "#app/features/hosting/server-spec.ts";
import type { ExitReport, InstallProgress, ServerReport } from "#app/protocol/agent.ts";
import type { PanelClock } from "./clock.ts";
import type { ReportQueue } from "./reports.ts";
import { forgetMemory, type ServerMemory, storeMemory } from "./server-memory.ts";

/** What is seen of a server now. */
export interface Observation {
  observed: ObservedState | null;
  reason?: ObservedReason | null;
  detail?: string | null;
  install?: InstallProgress | null;
  exit?: ExitReport | null;
}

/** What the agent knows of one server, on disk before anything is done with it. */
export class ServerRecord {
  readonly #agentHome: string;
  readonly #reports: ReportQueue;
  readonly #clock: PanelClock;
  #memory: ServerMemory;

  constructor(agentHome: string, memory: ServerMemory, reports: ReportQueue, clock: PanelClock) {
    this.#agentHome = agentHome;
    this.#memory = memory;
    this.#reports = reports;
    this.#clock = clock;
    // It may have been written here, and not yet queued, when the last agent died.
    if (memory.report) reports.put(memory.report);
  }

  get memory(): Readonly<ServerMemory> {
    return this.#memory;
  }

  get desired(): DesiredServer {
    return this.#memory.desired;
  }

  update(change: Partial<ServerMemory>): void {
    this.#memory = { ...this.#memory, ...change };
    storeMemory(this.#agentHome, this.#memory);
  }

  /** Reports what is seen, and remembers it in the same write as the change that goes with it. */
  observe(observation: Observation, change: Partial<ServerMemory> = {}): void {
    const { desired, report: last } = this.#memory;
    const run = change.run === undefined ? this.#memory.run : change.run;
    const isSame = last?.observed === observation.observed;
    const report: ServerReport = {
      nodeEpoch: this.#reports.epoch,
      reportSeq: this.#reports.nextSeq(),
      serverId: desired.serverId,
      generation: desired.generation,
      observed: observation.observed,
      reason: observation.reason ?? null,
      detail: observation.detail?.slice(0, 2000) ?? null,
      since: isSame ? last.since : this.#clock.now(),
      process:
        run?.startedAt == null ? null : { startedAt: this.#clock.ofLocal(run.startedAt), generation: run.generation },
      install: observation.install ?? null,
      exit: observation.exit ?? null,
    };
    this.update({ ...change, report });
    this.#reports.put(report);
  }

  /** Reports that the server is no more, and forgets it. */
  forget(): void {
    this.observe({ observed: null, reason: "deleted" }, { run: null });
    forgetMemory(this.#agentHome, this.desired.serverId);
  }
}
