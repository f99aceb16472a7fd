import ipaddr from "ipaddr.js";

/** Whether an address is one of these addresses or CIDR blocks. An IPv4 address inside IPv6 counts as IPv4. An empty list lets all in. */
export function isAllowedAddress(address: string | null, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true;
  if (address === null || !ipaddr.isValid(address)) return false;
  const found = ipaddr.process(address);
  return allowed.some((entry) => {
    const block = parseBlock(entry);
    return block !== null && block[0].kind() === found.kind() && found.match(block);
  });
}

/** Whether an address or CIDR block lies whole in one of these. */
export function isWithin(text: string, allowed: readonly string[]): boolean {
  const inner = parseBlock(text);
  if (inner === null) return false;
  return allowed.some((entry) => {
    const outer = parseBlock(entry);
    return outer !== null && outer[0].kind() === inner[0].kind() && outer[1] <= inner[1] && inner[0].match(outer);
  });
}

/** An address or a CIDR block as an address and its prefix length, or null if it is neither. */
export function parseBlock(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  try {
    if (text.includes("/")) {
      const [address, bits] = ipaddr.parseCIDR(text);
      // ::ffff:10.0.0.0/104 is 10.0.0.0/8.
      return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96
        ? [address.toIPv4Address(), bits - 96]
        : [address, bits];
    }
    const address = ipaddr.process(text);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  } catch {
    return null;
  }
}
