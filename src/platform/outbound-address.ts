import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Public by its range, and yet the address at which machines of one cloud find their own secrets. */
const METADATA = new Set(["168.63.129.16"]);
/** All of IPv6 that is routed in public lies in it. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/**
 * Whether an address is one that strangers may have us call: public and unicast. What carries another address inside (IPv4-mapped, NAT64, 6to4, Teredo),
 * documentation, benchmarks, carrier's NAT, link-local, loopback and private ranges are not.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(GLOBAL_UNICAST);
  return !METADATA.has(parsed.toString());
}

/** One target that the operator lets the panel call although it is not public, or not by TLS: a name, or a block of addresses, perhaps at one port alone. */
type AllowedTarget = ({ host: string } | { block: [ipaddr.IPv4 | ipaddr.IPv6, number] }) & {
  port: number | null;
};

/** Reads `10.0.0.0/8, hooks.lan:8080, [fd00::1]:9000`. Throws for an entry that is none of it: a typo there must not pass unnoticed. */
export function parseAllowedTargets(text: string): AllowedTarget[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .map((entry) => {
      const target = parseTarget(entry);
      if (!target)
        throw new Error(`"${entry}" is neither a host, an address nor a CIDR block, with or without a port.`);
      return target;
    });
}

function parseTarget(text: string): AllowedTarget | null {
  const [, v6, name, digits] = /^(?:\[([^\]]+)\]|([^\s[\]:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = v6 ?? name ?? text;
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port < 1 || port > 65_535)) return null;
  if (ipaddr.isValidCIDR(host)) return { block: ipaddr.parseCIDR(host), port };
  if (isIP(host)) {
    const address = ipaddr.parse(host);
    return { block: [address, address.kind() === "ipv4" ? 32 : 128], port };
  }
  if (/[/:\s[\]]/.test(host) || !/^[a-z0-9.-]+$/i.test(host)) return null;
  return { host: host.toLowerCase(), port };
}

/** Whether two texts are one address. */
export function isSameAddress(a: string, b: string): boolean {
  return (
    a === b || (ipaddr.isValid(a) && ipaddr.isValid(b) && ipaddr.process(a).toString() === ipaddr.process(b).toString())
  );
}

/** What the operator has allowed beyond what is public; see `parseAllowedTargets`. */
export class AllowedTargets {
  readonly #targets: readonly AllowedTarget[];

  constructor(targets: readonly AllowedTarget[]) {
    this.#targets = targets;
  }

  /** Whether it names addresses at all: if so, a name is judged by where it leads. */
  get hasBlocks(): boolean {
    return this.#targets.some((target) => "block" in target);
  }

  /** Whether this host is allowed by its name, at this port. */
  hasHost(host: string, port: number): boolean {
    const wanted = host.toLowerCase().replace(/\.$/, "");
    return this.#targets.some((target) => "host" in target && target.host === wanted && isAt(target, port));
  }

  /** Whether this address is in an allowed block, at this port. Odd forms of an address are never in one: they are no way to write it. */
  hasAddress(address: string, port: number): boolean {
    if (!ipaddr.isValid(address)) return false;
    const parsed = ipaddr.parse(address);
    return this.#targets.some((target) => "block" in target && isIn(parsed, target.block) && isAt(target, port));
  }
}

function isAt({ port }: AllowedTarget, wanted: number): boolean {
  return port === null || port === wanted;
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, [block, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === block.kind() && address.match(block, bits);
}
