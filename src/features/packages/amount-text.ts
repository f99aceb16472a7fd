import { sizeText } from "#app/features/hosting/size-text.ts";
import { type CountedResource, exactAmountText, isSize } from "./resources.ts";

/** "4.2 GiB", "200 %", "3": an amount as people read it at a glance. */
export function amountText(resource: CountedResource, amount: number): string {
  return isSize(resource) ? sizeText(amount) : exactAmountText(resource, amount);
}

/** In what a field takes amounts of it; none for what is counted. */
export function unitOf(resource: CountedResource): string | undefined {
  if (isSize(resource)) return "MiB";
  return resource === "cpuPercent" ? "%" : undefined;
}
