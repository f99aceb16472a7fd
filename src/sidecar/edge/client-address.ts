import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Block = [Address, number];

/** The addresses and CIDR blocks of TRUSTED_PROXIES, comma-separated. Throws for what is neither: a typo there must not pass unnoticed. */
export function parseTrustedProxies(text: string): Block[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [address, bits] = part.split("/", 2);
      const known = normalAddress(address);
      if (known === null || (bits !== undefined && !ipaddr.isValidCIDR(part)))
        throw new Error(`TRUSTED_PROXIES: "${part}" is neither an address nor a CIDR block.`);
      if (bits !== undefined) return blockOf(ipaddr.parseCIDR(part));
      const parsed = ipaddr.process(known);
      return [parsed, parsed.kind() === "ipv4" ? 32 : 128];
    });
}

/** `::ffff:10.0.0.0/104` is 10.0.0.0/8, said by a machine that thinks in IPv6. */
function blockOf([address, bits]: Block): Block {
  return address.kind() === "ipv6" && (address as ipaddr.IPv6).isIPv4MappedAddress() && bits >= 96
    ? [(address as ipaddr.IPv6).toIPv4Address(), bits - 96]
    : [address, bits];
}

/** An address as it is written everywhere: IPv4 also where it came mapped into IPv6, IPv6 in its short form. Null for what is none. */
export function normalAddress(text: string | undefined): string | null {
  if (text === undefined) return null;
  const bare = /^\[(.+)\](:\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  // Only the four-part form: "1" and "0x7f.1" are addresses to a C library, and a disguise here.
  if (!bare.includes(":") && !ipaddr.IPv4.isValidFourPartDecimal(bare)) return null;
  return ipaddr.isValid(bare) ? ipaddr.process(bare).toString() : null;
}

export function isTrusted(address: string, trusted: readonly Block[]): boolean {
  if (trusted.length === 0 || !ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return trusted.some(
    ([block, bits]) => block.kind() === parsed.kind() && parsed.match(block as ipaddr.IPv4 & ipaddr.IPv6, bits),
  );
}

/**
 * Who the client is: the peer itself, or, where the peer is a trusted proxy, the rightmost entry of X-Forwarded-For that is not one. What stands
 * further left was written by the client and is worth nothing. An entry that is no address ends the search: the proxy before it is taken.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly Block[],
): string | null {
  let known = normalAddress(peer);
  if (known === null || forwardedFor === undefined || !isTrusted(known, trusted)) return known;
  const hops = forwardedFor.split(",");
  for (let i = hops.length - 1; i >= 0; i--) {
    const hop = normalAddress(hops[i]!.trim());
    if (hop === null) return known;
    known = hop;
    if (!isTrusted(hop, trusted)) return hop;
  }
  return known;
}
