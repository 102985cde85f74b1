import { hash, verify, X509Certificate } from "node:crypto";
import { ContentInfo, id_signedData, type SignerInfo } from "@peculiar/asn1-cms";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { id_ct_tstInfo, TSTInfo } from "@peculiar/asn1-tsp";
import { DIGESTS, SHA256, SIGNATURES } from "./algorithms.js";
import { isForTimeStamps, isNamed, isValidAt, leadsTo } from "./certificates.js";
import { SignedAttributes, SignedToken, SigningCertificate } from "./token-parts.js";

/** What can be wrong with a time stamp. */
export type StampFault =
  | "unreadable"
  | "other content"
  | "other nonce"
  | "no signer"
  | "purpose"
  | "expired"
  | "signature"
  | "authority";

export class WrongStamp extends Error {
  constructor(readonly code: StampFault) {
    super(`the time stamp is not good: ${code}`);
    this.name = "WrongStamp";
  }
}

export interface Expected {
  /** SHA-256 of what is stamped. */
  readonly digest: Buffer;
  /** What was sent with the question; not compared without. */
  readonly nonce?: Buffer;
  /** Who is trusted; without any, whoever signed is taken. */
  readonly authorities?: readonly X509Certificate[];
}

/** Checks a token of RFC 3161 and gives the time that it states. Throws `WrongStamp`, whatever the bytes are. */
export function checkToken(token: Buffer, { digest, nonce, authorities = [] }: Expected): Date {
  const { info, content, signer, certificates } = readToken(token);
  const { messageImprint, genTime } = info;
  const same = Buffer.from(messageImprint.hashedMessage.buffer).equals(digest);
  need(messageImprint.hashAlgorithm.algorithm === SHA256 && same, "other content");
  need(nonce === undefined || (info.nonce !== undefined && Buffer.from(info.nonce).equals(nonce)), "other nonce");
  const { issuerAndSerialNumber: named } = signer.sid;
  const certificate = named && guarded(() => certificates.find((one) => isNamed(one, named)));
  if (certificate === undefined) throw new WrongStamp("no signer");
  const checks = guarded(() => ({
    purpose: isForTimeStamps(certificate),
    expired: isValidAt(certificate, genTime),
    signature: isSigned(signer, content, certificate),
    authority: authorities.length === 0 || leadsTo(authorities, certificate, certificates, genTime),
  }));
  for (const [code, right] of Object.entries(checks)) need(right, code as keyof typeof checks);
  return genTime;
}

/** Most certificates in a token; services send two to four. */
const MOST_CERTIFICATES = 16;

function need(right: boolean, code: StampFault): void {
  if (!right) throw new WrongStamp(code);
}

/** Whatever the parsers and the cryptography make of hostile bytes, it is one and the same fault. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch {
    throw new WrongStamp("unreadable");
  }
}

function readToken(token: Buffer) {
  return guarded(() => {
    const { contentType, content: signed } = AsnConvert.parse(token, ContentInfo);
    const { encapContentInfo, certificates, signerInfos } = AsnConvert.parse(signed, SignedToken);
    const [signer, another] = signerInfos;
    const inner = encapContentInfo.eContent?.single;
    const isStamp = contentType === id_signedData && encapContentInfo.eContentType === id_ct_tstInfo;
    if (certificates.length > MOST_CERTIFICATES) throw new Error("too many certificates");
    if (!isStamp || signer === undefined || another !== undefined || inner === undefined) throw new Error("no stamp");
    const content = Buffer.from(inner.buffer);
    const info = AsnConvert.parse(content, TSTInfo);
    if (Number.isNaN(info.genTime.getTime())) throw new Error("no time");
    return { info, content, signer, certificates: certificates.map((der) => new X509Certificate(Buffer.from(der))) };
  });
}

const CONTENT_TYPE = "1.2.840.113549.1.9.3";
const MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
/** What binds the signature to one certificate, and the digest that it names it by where it says none. */
const SIGNING_CERTIFICATE: Readonly<Record<string, string>> = {
  "1.2.840.113549.1.9.16.2.12": "sha1",
  "1.2.840.113549.1.9.16.2.47": "sha256",
};

function isSigned(signer: SignerInfo, content: Buffer, certificate: X509Certificate): boolean {
  const digest = DIGESTS[signer.digestAlgorithm.algorithm];
  const algorithm = SIGNATURES[signer.signatureAlgorithm.algorithm];
  const { signedAttrs = [], signature } = signer;
  if (digest === undefined || algorithm === undefined) return false;
  if (algorithm.keyType !== certificate.publicKey.asymmetricKeyType) return false;
  const valueIn = (type: string) => {
    const found = signedAttrs.filter(({ attrType }) => attrType === type);
    return found.length === 1 && found[0]?.attrValues.length === 1 ? found[0].attrValues[0] : undefined;
  };
  const [type, sum] = [valueIn(CONTENT_TYPE), valueIn(MESSAGE_DIGEST)];
  if (type === undefined || sum === undefined) return false;
  const attributes = new SignedAttributes(signedAttrs);
  const signed = algorithm.digest === "theirs" ? digest : algorithm.digest;
  return (
    Buffer.from(type).equals(TST_INFO) &&
    Buffer.from(AsnConvert.parse(sum, OctetString).buffer).equals(hash(digest, content, "buffer")) &&
    Object.entries(SIGNING_CERTIFICATE).some(([id, named]) => names(valueIn(id), named, certificate)) &&
    verify(signed, Buffer.from(AsnConvert.serialize(attributes)), certificate.publicKey, Buffer.from(signature.buffer))
  );
}

/** The object identifier of what is signed, as it stands in the attributes. */
const TST_INFO = Buffer.from("060b2a864886f70d0109100104", "hex");

function names(value: ArrayBuffer | undefined, otherwise: string, certificate: X509Certificate): boolean {
  if (value === undefined) return false;
  const [named] = AsnConvert.parse(value, SigningCertificate).certs;
  const digest = named?.hashAlgorithm === undefined ? otherwise : DIGESTS[named.hashAlgorithm.algorithm];
  if (named === undefined || digest === undefined) return false;
  return Buffer.from(named.certHash.buffer).equals(hash(digest, certificate.raw, "buffer"));
}
