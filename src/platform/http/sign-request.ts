import { createHash, type KeyObject, randomUUID } from "node:crypto";
import { createSigner, httpbis } from "http-message-signatures";

/** The key that our requests are signed with, so that whoever is called can know that it is we who call. */
export interface RequestKey {
  /** By which the other side finds the public half. */
  readonly id: string;
  /** The private half, ed25519. */
  readonly key: KeyObject;
}

export interface UnsignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Seconds after which a signature is no longer good; its nonce tells a request from its repetition until then. */
const GOOD_FOR = 300;
/** What is signed: parts that a proxy in between leaves alone. */
const COVERED = ["@method", "@authority", "@path", "@query"];
const COVERED_WITH_BODY = [...COVERED, "content-type", "content-digest"];

/** The digest of a body, as RFC 9530 spells it. */
export const contentDigest = (body: string): string =>
  `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;

/** The headers of a request with its signature (RFC 9421), and with the digest of its body where it has one (RFC 9530). */
export async function signedHeaders(
  { method, url, headers, body }: UnsignedRequest,
  { id, key }: RequestKey,
  now: Date,
): Promise<Readonly<Record<string, string>>> {
  const all = body === undefined ? headers : { ...headers, "content-digest": contentDigest(body) };
  const signed = await httpbis.signMessage(
    {
      key: createSigner(key, "ed25519", id),
      fields: body === undefined ? COVERED : COVERED_WITH_BODY,
      params: ["created", "expires", "keyid", "alg", "nonce"],
      paramValues: { created: now, expires: new Date(now.getTime() + GOOD_FOR * 1_000), nonce: randomUUID() },
    },
    { method, url, headers: { ...all } },
  );
  return Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name, String(value)]));
}
