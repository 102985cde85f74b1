import { isIP } from "node:net";
import { addressClass } from "./address-class.js";

/** What is refused beside public addresses may be allowed again, for development and tests. */
export interface Allowance {
  /** Addresses of this machine, and plain http to them. */
  readonly loopback?: boolean;
}

const LONGEST = 2_048;
/** Where HTTPS is served by custom; other ports below 1024 belong to services that were never meant to be posted to. */
const HTTPS_PORT = 443;
const FIRST_FREE_PORT = 1_024;
/** Endings of names that mean something on the local network or this machine only. */
const LOCAL_ENDINGS = ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "onion"];

/** What can be wrong with an address that we are to call. */
export const URL_FAULTS = {
  malformed: { es: "no es una dirección válida", en: "is not a valid address" },
  scheme: { es: "debe comenzar con https://", en: "must begin with https://" },
  credentials: { es: "no debe llevar usuario ni contraseña", en: "must not carry a user name or password" },
  port: { es: "el puerto debe ser 443 o uno desde 1024", en: "the port must be 443 or one from 1024 on" },
  host: { es: "el nombre no es de la red pública", en: "the name is not one of the public network" },
  address: { es: "no lleva a la red pública", en: "does not lead to the public network" },
  unresolved: { es: "el nombre no se pudo resolver", en: "the name could not be resolved" },
} as const;

export type UrlFault = keyof typeof URL_FAULTS;

/** Name or IP address to call, as sockets take it: no brackets. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

/** What the text of an address alone shows to be wrong. Nothing is looked up: a name may still lead anywhere. */
export function urlFaults(text: string, { loopback = false }: Allowance = {}): readonly UrlFault[] {
  // The parser drops white space and control characters silently; no honest address has any.
  if (text.length > LONGEST || /[\s\p{Cc}\\]/u.test(text) || !URL.canParse(text)) return ["malformed"];
  const url = new URL(text);
  const faults: UrlFault[] = [];
  const host = hostOf(url);
  const toLoopback = loopback && (host === "localhost" || addressClass(host) === "loopback");
  if (url.protocol !== "https:" && !(loopback && url.protocol === "http:")) faults.push("scheme");
  if (url.username !== "" || url.password !== "") faults.push("credentials");
  const port = url.port === "" ? HTTPS_PORT : Number(url.port);
  if (port !== HTTPS_PORT && port < FIRST_FREE_PORT) faults.push("port");
  if (toLoopback) return faults;
  if (isIP(host) !== 0) {
    if (!mayConnect(host, url.protocol, { loopback })) faults.push("address");
  } else if (!isPublicName(host)) faults.push("host");
  return faults;
}

/** Whether a connection to an IP address may be made; plain http goes to this machine only, if that. */
export function mayConnect(address: string, protocol: string, { loopback = false }: Allowance): boolean {
  const found = addressClass(address);
  return (found === "public" && protocol === "https:") || (found === "loopback" && loopback);
}

function isPublicName(host: string): boolean {
  if (!host.includes(".") || host.endsWith(".")) return false;
  return !LOCAL_ENDINGS.some((ending) => host.endsWith(`.${ending}`));
}
