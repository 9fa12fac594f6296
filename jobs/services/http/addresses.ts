import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * What is not reached through the internet, or is not a single host there, by the registries of special addresses
 * (RFC 6890, iana.org/assignments/iana-ipv4-special-registry), and the metadata services of clouds.
 */
const special4 = subnets("ipv4", [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  // From here on multicast and what is reserved; the last is Azure's metadata, which looks like any other.
  ...["224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"],
]);

/** Only 2000::/3 is given out for the internet, and of that not these: Teredo, ORCHID, examples, 6to4. */
const global6 = subnets("ipv6", ["2000::/3"]);
const special6 = subnets("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);
/** An IPv4 address behind a translator (RFC 6052): as good as the address itself. */
const translated = subnets("ipv6", ["64:ff9b::/96"]);

/** Whether an IP address is one of the internet: not of this computer, of a private network, or of no single host. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special4.check(address, "ipv4");
  if (!isIPv6(address) || address.includes("%")) return false;
  if (translated.check(address, "ipv6")) return isPublicAddress(lastFourBytes(address));
  return global6.check(address, "ipv6") && !special6.check(address, "ipv6");
}

function lastFourBytes(address: string): string {
  const dotted = /\d+\.\d+\.\d+\.\d+$/.exec(address);
  if (dotted) return dotted[0];
  // As a URL writes it, the end is two groups of hexadecimal digits, of which the first may be left out with "::".
  const [high = "", low = ""] = new URL(`http://[${address}]`).hostname.slice(1, -1).split(":").slice(-2);
  const bits = Number.parseInt(high || "0", 16) * 65_536 + Number.parseInt(low || "0", 16);
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join(".");
}

function subnets(family: "ipv4" | "ipv6", ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", prefix] = range.split("/");
    list.addSubnet(network, Number(prefix), family);
  }
  return list;
}
