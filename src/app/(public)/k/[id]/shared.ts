import { pageApi } from "#app/transport/next/caller.ts";
import { readForEverybody } from "#app/transport/next/for-everybody.ts";

/** A kill as everybody may see it by its link; `busy` where this address asks too much, null where there is nothing for everybody. */
export function sharedKill(killId: string) {
  return readForEverybody(`kill ${killId}`, async () => (await pageApi()).kills.shared({ killId }));
}
