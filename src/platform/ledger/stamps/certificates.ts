import type { X509Certificate } from "node:crypto";
import type { IssuerAndSerialNumber } from "@peculiar/asn1-cms";
import { AsnConvert, AsnSerializer } from "@peculiar/asn1-schema";
import {
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_kp_timeStamping,
  type TBSCertificate,
} from "@peculiar/asn1-x509";

/** Longest way up to an authority. */
const MOST_STEPS = 6;

/** Taking a certificate apart is most of the work of checking a stamp. */
const taken = new WeakMap<X509Certificate, TBSCertificate>();

function contentOf(certificate: X509Certificate): TBSCertificate {
  const known = taken.get(certificate);
  if (known !== undefined) return known;
  const { tbsCertificate } = AsnConvert.parse(certificate.raw, Certificate);
  taken.set(certificate, tbsCertificate);
  return tbsCertificate;
}

function extensionOf(certificate: X509Certificate, id: string) {
  return contentOf(certificate).extensions?.find(({ extnID }) => extnID === id);
}

/** Whether a certificate is the one that an issuer and its number name. */
export function isNamed(certificate: X509Certificate, { issuer, serialNumber }: IssuerAndSerialNumber): boolean {
  const content = contentOf(certificate);
  const same = (one: ArrayBuffer, other: ArrayBuffer) => Buffer.from(one).equals(Buffer.from(other));
  return (
    same(content.serialNumber, serialNumber) &&
    same(AsnSerializer.serialize(content.issuer), AsnSerializer.serialize(issuer))
  );
}

/** Whether a certificate is for time stamps and for nothing else, as RFC 3161, 2.3 demands. */
export function isForTimeStamps(certificate: X509Certificate): boolean {
  const usage = extensionOf(certificate, id_ce_extKeyUsage);
  if (usage?.critical !== true) return false;
  const purposes = AsnConvert.parse(usage.extnValue.buffer, ExtendedKeyUsage);
  return purposes.length === 1 && purposes[0] === id_kp_timeStamping;
}

export function isValidAt({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate;
}

/**
 * Whether a certificate leads to one of the authorities that are trusted, each step valid at that time. Each of the others is looked at
 * once, whatever they say of one another. Nothing is asked of anyone: no revocation.
 */
export function leadsTo(
  authorities: readonly X509Certificate[],
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  at: Date,
): boolean {
  const left = new Set([...authorities, ...others]);
  let reached = [certificate];
  for (let below = 0; below <= MOST_STEPS && reached.length > 0; below++) {
    const valid = reached.filter((one) => isValidAt(one, at));
    if (valid.some(({ raw }) => authorities.some((trusted) => trusted.raw.equals(raw)))) return true;
    reached = [...left].filter((issuer) => valid.some((one) => hasIssued(issuer, one, below)));
    for (const issuer of reached) left.delete(issuer);
  }
  return false;
}

/** `below` is how many authorities there are between the issuer and the signer. */
function hasIssued(issuer: X509Certificate, certificate: X509Certificate, below: number): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return false;
  const constraints = extensionOf(issuer, id_ce_basicConstraints);
  if (constraints === undefined) return false;
  const { pathLenConstraint = MOST_STEPS } = AsnConvert.parse(constraints.extnValue.buffer, BasicConstraints);
  return below <= pathLenConstraint;
}
