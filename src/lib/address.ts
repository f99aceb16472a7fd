import ipaddr from "ipaddr.js";

/**
 * Whom an address stands for where calls or tries are counted: itself, or for IPv6 its /64, which is what one household or one machine is given.
 * "unknown" for what is no address.
 */
export function addressBlock(address: string | null): string {
  if (address === null || !ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4"
    ? parsed.toString()
    : `${parsed.toNormalizedString().split(":").slice(0, 4).join(":")}::/64`;
}

/** The network that an address belongs to, as far as one provider or household goes: /24 of IPv4, /48 of IPv6. Null for what is no address. */
export function networkOf(address: string | null): string | null {
  if (address === null || !ipaddr.isValid(address)) return null;
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4"
    ? `${parsed.toString().split(".").slice(0, 3).join(".")}.0/24`
    : `${parsed.toNormalizedString().split(":").slice(0, 3).join(":")}::/48`;
}
