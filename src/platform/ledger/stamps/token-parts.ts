import { Attribute, EncapsulatedContentInfo, SignerInfos } from "@peculiar/asn1-cms";
import { AsnArray, AsnProp, AsnPropTypes, AsnType, AsnTypeTypes, OctetString } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";

/** CMS SignedData (RFC 5652, 5.1) whose certificates are left whole: their own signatures are over their bytes. */
export class SignedToken {
  @AsnProp({ type: AsnPropTypes.Integer })
  version!: number;

  @AsnProp({ type: AsnPropTypes.Any })
  digestAlgorithms!: ArrayBuffer;

  @AsnProp({ type: EncapsulatedContentInfo })
  encapContentInfo!: EncapsulatedContentInfo;

  @AsnProp({ type: AsnPropTypes.Any, repeated: "set", context: 0, implicit: true, optional: true })
  certificates: ArrayBuffer[] = [];

  @AsnProp({ type: AsnPropTypes.Any, repeated: "set", context: 1, implicit: true, optional: true })
  crls: ArrayBuffer[] = [];

  @AsnProp({ type: SignerInfos })
  signerInfos!: SignerInfos;
}

/** The attributes that the signature is over, as they are written for it: a set of its own (RFC 5652, 5.4). */
@AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })
export class SignedAttributes extends AsnArray<Attribute> {}

/** What names the signer's certificate by its digest (RFC 2634, 5.4; RFC 5035, 4). The rest of it is not looked at. */
class CertificateId {
  @AsnProp({ type: AlgorithmIdentifier, optional: true })
  hashAlgorithm?: AlgorithmIdentifier;

  @AsnProp({ type: OctetString })
  certHash!: OctetString;

  @AsnProp({ type: AsnPropTypes.Any, optional: true })
  issuerSerial?: ArrayBuffer;
}

@AsnType({ type: AsnTypeTypes.Sequence, itemType: CertificateId })
class CertificateIds extends AsnArray<CertificateId> {}

export class SigningCertificate {
  @AsnProp({ type: CertificateIds })
  certs!: CertificateIds;

  @AsnProp({ type: AsnPropTypes.Any, optional: true })
  policies?: ArrayBuffer;
}
