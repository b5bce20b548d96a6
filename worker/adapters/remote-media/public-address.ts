import ipaddr from "ipaddr.js";

/** Ports of their schemes. The URL parser leaves those out, so an address with a port has another one. */
const SCHEMES = ["http:", "https:"];
/** Names that never belong to a public host (RFC 6761, RFC 6762, RFC 8375, and what clouds use inside). */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|lan|home|corp|intranet|test|invalid|onion|home\.arpa)$/;

/**
 * The address if it may lead to a public host, as far as its text tells: the URL parser has already turned every way to
 * write an IPv4 address (decimal, octal, hexadecimal, short) into the usual one.
 */
export function publicAddress(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !SCHEMES.includes(url.protocol) || url.port || url.username || url.password) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (ipaddr.isValid(host)) return isPublicIp(host) ? url : undefined;
  return host.includes(".") && !PRIVATE_NAME.test(host) ? url : undefined;
}

/** Whether an address of IPv4 or IPv6 belongs to the public internet, also one that wraps another. */
export const isPublicIp = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.parse(address).range() === "unicast";
