/** Longest token that is looked at, in characters. */
const LONGEST = 4_096;

/** A signed token in compact form and nothing around it: three parts, none of them empty. */
const COMPACT = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/;

/**
 * All that a token's header may hold. Whatever would bring a key along or say where to fetch one (`jwk`, `jku`, `x5u`, `x5c`),
 * or would change how it is to be read (`crit`, `b64`, `zip`, `cty`), is not among it.
 */
const HEADER_MEMBERS = new Set(["alg", "typ", "kid", "x5t", "x5t#S256"]);

/** A token as it presents itself, before anything of it is believed. */
export interface PresentedToken {
  readonly compact: string;
  readonly issuer: string;
}

/** Takes a token apart under a strict grammar; undefined for what is not one that could be good. */
export function readToken(text: string): PresentedToken | undefined {
  const parts = text.length <= LONGEST ? COMPACT.exec(text)?.slice(1) : undefined;
  if (parts === undefined || !parts.every(isCanonical)) return undefined;
  const [header, payload] = parts.slice(0, 2).map(readObject);
  if (header === undefined || payload === undefined) return undefined;
  if (!Object.keys(header).every((member) => HEADER_MEMBERS.has(member))) return undefined;
  if (typeof header.kid !== "string" || header.kid === "" || typeof payload.iss !== "string") return undefined;
  return { compact: text, issuer: payload.iss };
}

/** One text for the same bytes: no second spelling of a token is accepted. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, "base64url").toString("base64url") === part;
}

function readObject(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(part, "base64url")));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
