import ipaddr from "ipaddr.js";

/** Where an address leads: to the public network, to this machine, or to anything that outsiders have no business with. */
export type AddressClass = "public" | "loopback" | "other";

/** All that is handed out for the public network; embedded IPv4 addresses, transition mechanisms and the rest lie outside or are named by ipaddr.js. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * The class of an IP address in its usual spelling. Only what is certainly public is public: an address that carries another
 * (IPv4-mapped, NAT64, 6to4, Teredo) is not, nor is one with a zone, or a text that is no address.
 */
export function addressClass(address: string): AddressClass {
  // Only the four decimal parts that a resolver gives: other spellings mean different things to different readers.
  const isIPv4 = ipaddr.IPv4.isValidFourPartDecimal(address);
  if (!isIPv4 && (address.includes("%") || !ipaddr.IPv6.isValid(address))) return "other";
  const parsed = isIPv4 ? ipaddr.IPv4.parse(address) : ipaddr.IPv6.parse(address);
  const range = parsed.range();
  if (range === "loopback") return "loopback";
  if (range !== "unicast") return "other";
  return parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST) ? "other" : "public";
}
