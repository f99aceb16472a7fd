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

/** An address or a CIDR block as an address and its prefix length, or null if it is neither. */
export function parseBlock(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  try {
    if (text.includes("/")) return ipaddr.parseCIDR(text);
    const address = ipaddr.process(text);
    return [address, address.kind() === "ipv4" ? 32 : 128];
  } catch {
    return null;
  }
}
