import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

/**
 * AWS Signature Version 4 in the header, as "Signature Calculations for the Authorization Header" of the S3 API reference
 * describes it, written from that text to check what a signer sends.
 */
export interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;
/** How far the clock of a signer may be off, in milliseconds. */
const SKEW = 15 * 60 * 1_000;

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** RFC 3986: everything but letters, digits, "-", ".", "_" and "~" is written as %XX. */
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The code S3 would refuse the request with; undefined when its signature is right. */
export function signatureFault(request: IncomingMessage, key: SigningKey, now = Date.now()): string | undefined {
  const { headers, method = "", url = "" } = request;
  const [, accessKey, day, region, signedHeaders = "", signature] =
    AUTHORIZATION.exec(headers.authorization ?? "") ?? [];
  if (signature === undefined) return "AccessDenied";
  if (accessKey !== key.accessKey) return "InvalidAccessKeyId";
  const time = String(headers["x-amz-date"] ?? "");
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  if (y === undefined || `${y}${m}${d}` !== day || region !== key.region) return "AuthorizationHeaderMalformed";
  if (Math.abs(Date.UTC(+y, +m! - 1, +d!, +h!, +min!, +s!) - now) > SKEW) return "RequestTimeTooSkewed";

  const names = signedHeaders.split(";");
  const present = Object.keys(headers);
  // The host and every x-amz- header that was sent must be signed; a list out of order is no canonical one.
  const mustBeSigned = ["host", ...present.filter((name) => name.startsWith("x-amz-"))];
  if (mustBeSigned.some((name) => !names.includes(name)) || names.join() !== [...names].sort().join())
    return "AccessDenied";

  const { pathname, searchParams } = new URL(url, "http://host");
  const canonical = [
    method,
    pathname
      .split("/")
      .map((part) => escaped(decodeURIComponent(part)))
      .join("/"),
    [...searchParams]
      .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
      .sort()
      .join("&"),
    ...names.map(
      (name) =>
        `${name}:${String(headers[name] ?? "")
          .trim()
          .replace(/ +/g, " ")}`,
    ),
    "",
    signedHeaders,
    String(headers["x-amz-content-sha256"]),
  ].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n");
  const signingKey = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    (made, part) => hmac(made, part!),
    `AWS4${key.secretKey}`,
  );
  return hmac(signingKey, toSign).toString("hex") === signature ? undefined : "SignatureDoesNotMatch";
}
