import { sizeText } from "#app/features/hosting/size-text.ts";
import type { CountedResource } from "../resources.ts";

/** "4.2 GiB", "200 %", "3": an amount as people read it. */
export function amountText(resource: CountedResource, amount: number): string {
  if (resource === "memoryMiB" || resource === "diskMiB") return sizeText(amount);
  return resource === "cpuPercent" ? `${amount} %` : String(amount);
}
