import { BlockList, isIP, isIPv4 } from "node:net";

/**
 * Addresses of the Internet that are not for everyone: IANA's registries of special-purpose addresses (RFC 6890 and its
 * updates), multicast, and the ways to write an IPv4 address as one of IPv6.
 */
const special = new BlockList();
for (const [address, length] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  special.addSubnet(address, length, "ipv4");

/** Of IPv6, only what is given out for use by everyone is: `2000::/3`, without these. */
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");
for (const [address, length] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  special.addSubnet(address, length, "ipv6");

/** Whether an IP address is one that everyone can reach, so that trying it says nothing of the network it is tried from. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (isIPv4(bare)) return !special.check(bare, "ipv4");
  return isIP(bare) === 6 && global.check(bare, "ipv6") && !special.check(bare, "ipv6");
}

/** Ports of the web, and those that no service of the system has. */
export function isWebPort(port: number): boolean {
  return port === 80 || port === 443 || port >= 1024;
}
