import type { Vault } from "#app/platform/crypto.ts";
import type { Database } from "#app/platform/database.ts";
import type { Doorbell } from "#app/platform/doorbell.ts";
import type { AgentGateway } from "./gateway.ts";
import type { Limiter } from "./limiter.ts";
import type { LiveOutlet } from "./live-outlet.ts";

/** What a process of the panel has: put together once by its main (or by a test) and found by whatever runs in it. */
export interface Runtime {
  database: Database;
  vault: Vault;
  limiter: Limiter;
  gateway: AgentGateway;
  /** Where live events go; stored ones are rows. */
  liveEvents: LiveOutlet;
  /** Listens for news in the database. */
  doorbell: Doorbell;
  /** Tells all processes that there is news in the database; cheap, may be called often. */
  ringDoorbell(): void;
  /** How people reach the panel, without a slash at the end. */
  publicUrl: string;
  startedAt: Date;
}

// Next bundles a module once for each kind of route; the process is still one, so the runtime hangs on the process.
const SLOT = Symbol.for("gamekeeper.runtime");
type Slot = { [SLOT]?: Runtime };

export function setRuntime(runtime: Runtime | undefined): void {
  (globalThis as Slot)[SLOT] = runtime;
}

export function runtime(): Runtime {
  const found = (globalThis as Slot)[SLOT];
  if (!found) throw new Error("This process has no runtime yet: its main must call setRuntime first.");
  return found;
}

export function hasRuntime(): boolean {
  return (globalThis as Slot)[SLOT] !== undefined;
}
