import type { FastifyRequest } from "fastify";
import ipaddr from "ipaddr.js";
import { addressClass } from "../../platform/http/address-class.js";

/** How much of an IPv6 address names who has it: everything behind it is theirs to choose. */
const PREFIX = 64;

/**
 * The address that a request came from, as far as it names one subscriber of a network; undefined where it does not: an address of this
 * machine or of a network of one's own is a front end, or a proxy that is not known to be one, and stands for all who come by it.
 */
export function subscriberOf({ ip, socket }: Pick<FastifyRequest, "ip" | "socket">): string | undefined {
  const address = ip.startsWith("::ffff:") ? ip.slice("::ffff:".length) : ip;
  const toldByProxy = ip !== socket.remoteAddress;
  if (!toldByProxy && addressClass(address) !== "public") return undefined;
  if (!ipaddr.IPv6.isValid(address)) return address;
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/${PREFIX}`).toString();
}
