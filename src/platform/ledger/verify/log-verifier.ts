import type { X509Certificate } from "node:crypto";
import { linkHash, NO_LINK } from "../hashes.js";
import { isSignedBy, type SignedHead } from "../head.js";
import { actorCommitment, detailsCommitment, hashOfLeaf } from "../leaf.js";
import { MerkleTree } from "../merkle.js";
import { checkToken } from "../stamps/check-token.js";
import { stampedDigest } from "../stamps/stored-stamps.js";
import type { Fault, FaultCode } from "./faults.js";
import { type Disclosure, type EntryRecord, type LedgerRecord, recordShape, type StampRecord } from "./records.js";
import { keysNamed, type TrustedKey } from "./trusted-keys.js";

export interface VerifyOptions {
  readonly keys: readonly TrustedKey[];
  /** Heads that somebody kept where nobody could change them. */
  readonly witnesses?: readonly SignedHead[];
  readonly disclosures?: readonly Disclosure[];
  /** Who is trusted to stamp; without any, a stamp need only be good by itself. */
  readonly authorities?: readonly X509Certificate[];
}

/** Heads that were stamped, and when the last of them was. */
export interface Stamped {
  readonly count: number;
  readonly size: number;
  readonly at: Date;
}

export interface Verified {
  readonly entries: number;
  readonly heads: number;
  /** Undefined where no stamp is good. */
  readonly stamped?: Stamped | undefined;
  /** The first of them, in the order they were met. */
  readonly faults: readonly Fault[];
  /** All of them, also those beyond the first. */
  readonly faultCount: number;
}

/** Faults that are told one by one: a broken chain has as many as entries. */
const TOLD = 50;

/** Checks an export line by line; it holds no more of it than the right edge of the tree. */
export class LogVerifier {
  readonly #tree = new MerkleTree();
  readonly #faults: Fault[] = [];
  readonly #witnesses: Map<number, SignedHead[]>;
  readonly #disclosures: Map<string, Disclosure>;
  #faultCount = 0;
  #lines = 0;
  #link: string = NO_LINK.toString("hex");
  #heads = 0;
  #covered = 0;
  #last: SignedHead | undefined;
  #stamped: Stamped | undefined;

  constructor(private readonly options: VerifyOptions) {
    const { witnesses = [], disclosures = [] } = options;
    for (const witness of witnesses) if (!this.#isSigned(witness)) this.#fault("signature", "witness", witness.size);
    this.#witnesses = Map.groupBy(witnesses, ({ size }) => size);
    this.#disclosures = new Map(disclosures.map((told) => [told.id, told]));
  }

  line(text: string): void {
    this.#lines += 1;
    if (text.trim() === "") return;
    const record = readRecord(text);
    if (record === undefined) this.#fault("unreadable", "line", this.#lines);
    else if (record.kind === "key") this.#key(record.id, record.publicKey);
    else if (record.kind === "entry") this.#entry(record);
    else if (record.kind === "stamp") this.#stamp(record);
    else this.#head(record);
  }

  end(): Verified {
    if (this.#heads === 0) this.#fault("noHead", "ledger", "");
    else if (this.#covered < this.#tree.size) this.#fault("unsealed", "entry", this.#covered);
    for (const size of this.#witnesses.keys()) this.#fault("shorter", "witness", size);
    for (const id of this.#disclosures.keys()) this.#fault("noEntry", "disclosure", id);
    const seen = { entries: this.#tree.size, heads: this.#heads, stamped: this.#stamped };
    return { ...seen, faults: this.#faults, faultCount: this.#faultCount };
  }

  #key(id: string, publicKey: string): void {
    const named = this.options.keys.filter((key) => key.id === id);
    if (named.length > 0 && !named.some((key) => key.publicKey === publicKey)) this.#fault("key", "key", id);
  }

  #entry({ position, previous, leaf, hash, link, actor, actorSalt }: EntryRecord): void {
    const computed = hashOfLeaf(leaf);
    const { size } = this.#tree;
    const found: Partial<Record<FaultCode, boolean>> = {
      position: position !== size,
      leaf: computed.toString("hex") !== hash,
      actor: actorCommitment(Buffer.from(actorSalt, "hex"), actor) !== leaf.actorCommitment,
      previous: previous !== this.#link,
      link: linkHash(Buffer.from(previous, "hex"), computed).toString("hex") !== link,
    };
    for (const [code, wrong] of Object.entries(found)) if (wrong) this.#fault(code as FaultCode, "entry", size);
    this.#disclosed(leaf.id, leaf.commitment);
    this.#tree.add(computed);
    this.#link = link;
    this.#witnessed();
  }

  #disclosed(id: string, commitment: string): void {
    const told = this.#disclosures.get(id);
    if (told === undefined) return;
    this.#disclosures.delete(id);
    const right = detailsCommitment(Buffer.from(told.salt, "hex"), told.details).toString("hex") === commitment;
    if (!right) this.#fault("commitment", "disclosure", id);
  }

  /** Compares with whatever was seen when the ledger was as long as it is here. */
  #witnessed(): void {
    const { size } = this.#tree;
    const seen = this.#witnesses.get(size);
    if (seen === undefined) return;
    this.#witnesses.delete(size);
    const root = this.#tree.root().toString("hex");
    if (seen.some((head) => head.root !== root || head.link !== this.#link)) this.#fault("fork", "witness", size);
  }

  #head(head: SignedHead): void {
    this.#heads += 1;
    this.#covered = this.#tree.size;
    const found: Partial<Record<FaultCode, boolean>> = {
      size: head.size !== this.#tree.size,
      root: head.root !== this.#tree.root().toString("hex"),
      chain: head.link !== this.#link,
      time: head.sealedAt < (this.#last?.sealedAt ?? ""),
      signature: !this.#isSigned(head),
    };
    for (const [code, wrong] of Object.entries(found)) if (wrong) this.#fault(code as FaultCode, "head", head.size);
    this.#last = head;
  }

  #stamp({ size, token }: StampRecord): void {
    try {
      if (this.#last?.size !== size) throw new Error("the stamp of no head");
      const expected = { digest: stampedDigest(this.#last), authorities: this.options.authorities ?? [] };
      const at = checkToken(Buffer.from(token, "base64"), expected);
      this.#stamped = { count: (this.#stamped?.count ?? 0) + 1, size, at };
    } catch {
      this.#fault("stamp", "stamp", size);
    }
  }

  #isSigned(head: SignedHead): boolean {
    return isSignedBy(head, keysNamed(this.options.keys, head.keyId));
  }

  #fault(code: FaultCode, place: Fault["place"], at: Fault["at"]): void {
    this.#faultCount += 1;
    if (this.#faults.length < TOLD) this.#faults.push({ code, place, at });
  }
}

function readRecord(text: string): LedgerRecord | undefined {
  try {
    return recordShape.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
