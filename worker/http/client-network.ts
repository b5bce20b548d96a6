import ipaddr from "ipaddr.js";

/** Groups of 16 bits that a provider gives to one customer (RFC 6177). */
const PREFIX_GROUPS = 4;

/** What one client sends from: an IPv4 address, or the /64 network of an IPv6 address. */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.parse(address);
  if (!("parts" in parsed)) return parsed.toString();
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return `${parsed.parts
    .slice(0, PREFIX_GROUPS)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}
