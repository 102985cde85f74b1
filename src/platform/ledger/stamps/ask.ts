import { randomBytes, type X509Certificate } from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import { MessageImprint, PKIStatus, TimeStampReq, TimeStampReqVersion, TimeStampResp } from "@peculiar/asn1-tsp";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";
import type { GuardedAnswer, GuardedFetch } from "../../http/guarded-fetch.js";
import { SHA256 } from "./algorithms.js";
import { checkToken } from "./check-token.js";

/** A service that stamps, and how it is asked. */
export interface StampService {
  readonly url: string;
  readonly fetch: GuardedFetch;
  /** Who is trusted to stamp; whoever answers, without any. */
  readonly authorities: readonly X509Certificate[];
  /** Milliseconds for all of an answer. */
  readonly patience?: number;
}

/** A time stamp that was checked. */
export interface Stamp {
  readonly token: Buffer;
  readonly stampedAt: Date;
}

/** The service answered, and not with a time stamp. */
export class NotStamped extends Error {
  constructor(readonly code: "status" | "media type" | "too long" | "unreadable" | "not granted") {
    super(`the service gave no time stamp: ${code}`);
    this.name = "NotStamped";
  }
}

const PATIENCE = 10_000;
/** Most bytes of an answer; those of the larger services have some 7,000. */
export const LONGEST_ANSWER = 65_536;
const NONCE_BYTES = 16;

/** Asks for a time stamp of a SHA-256 digest and checks it. */
export async function askForStamp(service: StampService, digest: Buffer): Promise<Stamp> {
  const nonce = makeNonce();
  const { url, fetch, authorities, patience = PATIENCE } = service;
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
    body: writeQuery(digest, nonce),
    timeout: patience,
    longest: LONGEST_ANSWER,
  });
  const token = tokenIn(answer);
  return { token, stampedAt: checkToken(token, { digest, nonce, authorities }) };
}

/** A positive integer that is written with all of its bytes. */
function makeNonce(): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  nonce.writeUInt8((nonce.readUInt8() & 0x3f) | 0x40);
  return nonce;
}

function writeQuery(digest: Buffer, nonce: Buffer): Buffer {
  const query = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
      hashedMessage: new OctetString(digest),
    }),
    nonce: Uint8Array.from(nonce).buffer,
    certReq: true,
  });
  return Buffer.from(AsnConvert.serialize(query));
}

function tokenIn({ status, headers, body, complete }: GuardedAnswer): Buffer {
  if (status !== 200) throw new NotStamped("status");
  if (!headers["content-type"]?.startsWith("application/timestamp-reply")) throw new NotStamped("media type");
  if (!complete) throw new NotStamped("too long");
  const { status: told, timeStampToken } = readAnswer(body);
  const granted = told.status === PKIStatus.granted || told.status === PKIStatus.grantedWithMods;
  if (!granted || timeStampToken === undefined) throw new NotStamped("not granted");
  return Buffer.from(AsnConvert.serialize(timeStampToken));
}

function readAnswer(body: Buffer): TimeStampResp {
  try {
    return AsnConvert.parse(body, TimeStampResp);
  } catch {
    throw new NotStamped("unreadable");
  }
}
