import { createHmac, generateKeyPairSync, sign as signBytes } from "node:crypto";
import { compact, type Json, makeKey, type TestKey } from "./issuer.js";

/** What a good token of this issuer holds at `now`. */
export function goodToken(key: TestKey, issuer: string, now: Date): { readonly header: Json; readonly payload: Json } {
  const iat = Math.floor(now.getTime() / 1_000);
  return {
    header: { alg: "EdDSA", typ: "at+jwt", kid: key.kid },
    payload: { iss: issuer, aud: "ventanilla", sub: "ana", role: "business", iat, exp: iat + 600 },
  };
}

/**
 * Tokens that must all be refused, by what is wrong with them. Each differs from a good one in that alone;
 * `elsewhere` is an address that nobody may be made to ask.
 */
export function forgedTokens(key: TestKey, issuer: string, elsewhere: string, now: Date): Record<string, string> {
  const { header, payload } = goodToken(key, issuer, now);
  const seconds = Math.floor(now.getTime() / 1_000);
  const stranger = makeKey(key.kid);
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;
  const good = compact(header, payload, key.sign);
  const [head = "", body = "", signature = ""] = good.split(".");
  const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const make = (more: Json, moreHeader: Json = {}) =>
    compact({ ...header, ...moreHeader }, { ...payload, ...more }, key.sign);
  const headed = (more: Json, sign = key.sign) => compact({ ...header, ...more }, payload, sign);
  const without = (claim: string) =>
    compact(header, Object.fromEntries(Object.entries(payload).filter(([name]) => name !== claim)), key.sign);
  const hmacOf = (secret: Buffer | string) => (bytes: Buffer) => createHmac("sha256", secret).update(bytes).digest();
  const pem = key.publicKey.export({ type: "spki", format: "pem" });
  const lastOfSignature = signature.slice(0, -1) + String.fromCharCode(signature.charCodeAt(signature.length - 1) + 1);

  return {
    "alg none without signature": `${encode({ ...header, alg: "none" })}.${body}.`,
    "alg NoNe without signature": `${encode({ ...header, alg: "NoNe" })}.${body}.`,
    "alg none with the good signature": `${encode({ ...header, alg: "none" })}.${body}.${signature}`,
    "no alg": headed({ alg: undefined }),
    "HS256 with the public key as PEM": headed({ alg: "HS256" }, hmacOf(pem)),
    "HS256 with the public key as bytes": headed(
      { alg: "HS256" },
      hmacOf(key.publicKey.export({ type: "spki", format: "der" })),
    ),
    "HS256 with an empty secret": headed({ alg: "HS256" }, hmacOf("")),
    "RS256 by a key of the forger's": headed({ alg: "RS256" }, (bytes) => signBytes("sha256", bytes, rsa)),
    "PS256, which is not among ours": headed({ alg: "PS256" }, (bytes) => signBytes("sha256", bytes, rsa)),
    "ES256 said of an EdDSA signature": headed({ alg: "ES256" }),
    "a payload edited after signing": `${head}.${encode({ ...payload, role: "administrator" })}.${signature}`,
    "a header edited after signing": `${encode({ ...header, typ: "application/at+jwt" })}.${body}.${signature}`,
    "an empty signature": `${head}.${body}.`,
    "an all-zero signature": compact(header, payload, () => Buffer.alloc(64)),
    "a short signature": compact(header, payload, (bytes) => key.sign(bytes).subarray(0, 32)),
    "another spelling of the same signature": `${head}.${body}.${lastOfSignature}`,
    "padding after the signature": `${good}==`,
    "another key under the same kid": compact(header, payload, stranger.sign),
    "an unknown kid": headed({ kid: "somebody-else" }),
    "no kid": headed({ kid: undefined }),
    "a kid that is not a text": headed({ kid: 7 }),
    "a kid that climbs out of a folder": headed({ kid: "../../../../dev/null" }, hmacOf("")),
    "a kid with SQL in it": headed({ kid: "' or '1'='1" }),
    "a kid that is part of every object": headed({ kid: "__proto__" }),
    "a key of its own (jwk)": headed({ jwk: stranger.jwk }, stranger.sign),
    "the address of a key (jku)": headed({ jku: `${elsewhere}jku` }),
    "the address of a certificate (x5u)": headed({ x5u: `${elsewhere}x5u` }),
    "a certificate of its own (x5c)": headed({ x5c: ["MIIB"] }),
    "crit of something unknown": headed({ crit: ["later"], later: true }),
    "crit of nothing": headed({ crit: [] }),
    "b64 switched off": headed({ crit: ["b64"], b64: false }),
    "a compressed payload": headed({ zip: "DEF" }),
    "a token within a token": headed({ cty: "JWT" }),
    expired: make({ exp: seconds - 6 }),
    "not valid yet": make({ nbf: seconds + 60 }),
    "made in the future": make({ iat: seconds + 60 }),
    "made too long ago": make({ iat: seconds - 3_700, exp: seconds + 600 }),
    "of another issuer": make({ iss: "https://other.example.org/" }),
    "of an issuer that names an address": make({ iss: elsewhere }),
    "of no issuer": without("iss"),
    "of several issuers": make({ iss: [issuer] }),
    "for another audience": make({ aud: "tesoreria" }),
    "for several audiences without ours": make({ aud: ["tesoreria", "padron"] }),
    "for no audience": without("aud"),
    "of no subject": without("sub"),
    "of an empty subject": make({ sub: "" }),
    "of a subject with a line break": make({ sub: "ana\nadministrator" }),
    "of a subject of 201 characters": make({ sub: "a".repeat(201) }),
    "of a subject that poses as an API key": make({ sub: "key:0123456789abcdef" }),
    "without an end": without("exp"),
    "without a beginning": without("iat"),
    "with an end in words": make({ exp: String(seconds + 600) }),
    "with an end that is no number": make({ exp: null }),
    "with a beginning in words": make({ iat: String(seconds) }),
    "an ID token": headed({ typ: "JWT" }),
    "of no type": headed({ typ: undefined }),
    "of no role": without("role"),
    "of a role that does not exist": make({ role: "root" }),
    "of the role that every object has": make({ role: "constructor" }),
    "of a service, which has keys": make({ role: "service", agency: "inadem" }),
    "of nobody": make({ role: "anonymous" }),
    "of several roles": make({ role: ["business", "administrator"] }),
    "of an agency role without its agency": make({ role: "agency_approver" }),
    "of a firm with an agency": make({ agency: "inadem" }),
    "of an agency that is no slug": make({ role: "agency_editor", agency: "INADEM; drop" }),
    "with a payload that is a list": compact(header, JSON.stringify([payload]), key.sign),
    "with a payload that is not JSON": compact(header, "ana", key.sign),
    "with a payload that is null": compact(header, "null", key.sign),
    "with a header that is a list": compact(JSON.stringify([header]), payload, key.sign),
    "with a fourth part": `${good}.${signature}`,
    "with two parts": `${head}.${body}`,
    "encrypted, with five parts": `${good}.${signature}.${signature}`,
    "of more than 4 KB": make({ filling: "x".repeat(4_000) }),
    "nothing but dots": "..",
    "a word": "null",
  };
}
