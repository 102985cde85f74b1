/** Digests that count, by object identifier. */
export const DIGESTS: Readonly<Record<string, string>> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};
export const SHA256 = "2.16.840.1.101.3.4.2.1";

interface SignatureAlgorithm {
  readonly keyType: string;
  /** `theirs` is the digest that the signer names beside it; null where the signature has one of its own. */
  readonly digest: string | "theirs" | null;
}

/** Signatures that count, by object identifier. */
export const SIGNATURES: Readonly<Record<string, SignatureAlgorithm>> = {
  "1.2.840.113549.1.1.1": { keyType: "rsa", digest: "theirs" },
  "1.2.840.113549.1.1.11": { keyType: "rsa", digest: "sha256" },
  "1.2.840.113549.1.1.12": { keyType: "rsa", digest: "sha384" },
  "1.2.840.113549.1.1.13": { keyType: "rsa", digest: "sha512" },
  "1.2.840.10045.4.3.2": { keyType: "ec", digest: "sha256" },
  "1.2.840.10045.4.3.3": { keyType: "ec", digest: "sha384" },
  "1.2.840.10045.4.3.4": { keyType: "ec", digest: "sha512" },
  "1.3.101.112": { keyType: "ed25519", digest: null },
};
