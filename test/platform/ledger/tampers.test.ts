import { signingKey } from "../../../src/platform/ed25519.js";
import { linkHash } from "../../../src/platform/ledger/hashes.js";
import type { SignedHead } from "../../../src/platform/ledger/head.js";
import { signHead } from "../../../src/platform/ledger/head.js";
import { actorCommitment, hashOfLeaf } from "../../../src/platform/ledger/leaf.js";
import { MerkleTree } from "../../../src/platform/ledger/merkle.js";
import { readHeads } from "../../../src/platform/ledger/stored.js";
import { LogVerifier, type VerifyOptions } from "../../../src/platform/ledger/verify/log-verifier.js";
import { KEY, LedgerBench, type ReadonlyRecords, trusted } from "../../kit/ledger.js";

/** 2,500 decisions under four heads: of 10 entries, of 1,010, of 2,010, and of all. */
const ALL = 2_500;
/** Another key under the same name. */
const THIEF = { id: KEY.id, key: Buffer.alloc(32, 7) };

let records: ReadonlyRecords;
let witnesses: readonly SignedHead[];
let disclosure: { id: string; details: Record<string, unknown>; salt: string };
beforeAll(async () => {
  const bench = await LedgerBench.open();
  await bench.decide(0, 10);
  await bench.seal();
  await bench.decide(10, ALL);
  await bench.seal();
  records = await bench.records();
  witnesses = await readHeads(bench.database, 0, 100);
  const [salted] = await bench.database.query<{ id: string; salt: Buffer }>(
    "select entry_id::text as id, salt from ledger_salt join ledger_entry on id = entry_id where ledger_salt.object_id = 'application-700'",
  );
  const details = { folio: "VU-700", reason: "Proyecto viable." };
  disclosure = { id: salted!.id, details, salt: salted!.salt.toString("hex") };
  await bench.close();
}, 60_000);

function verify(given: ReadonlyRecords, options: Partial<VerifyOptions> = {}) {
  const verifier = new LogVerifier({ keys: trusted(KEY), ...options });
  for (const record of given) verifier.line(JSON.stringify(record));
  const { entries, heads, faults } = verifier.end();
  return { entries, heads, faults: faults.map(({ code, place, at }) => `${code} ${place} ${at}`) };
}

/** A copy with one entry changed. */
function bent(position: number, change: (entry: ReadonlyRecords[number]) => void): ReadonlyRecords {
  const copy = structuredClone(records) as ReadonlyRecords;
  change(copy.find((record) => record.position === position));
  return copy;
}

/** A copy in which all that follows from the entries is reckoned anew; heads are signed with a key, or keep their signature. */
function recomputed(given: ReadonlyRecords, seed?: typeof KEY): ReadonlyRecords {
  const tree = new MerkleTree();
  let link = Buffer.alloc(32) as Buffer;
  return given.map((record) => {
    if (record.kind === "head") {
      const sums = { size: tree.size, root: tree.root().toString("hex"), link: link.toString("hex") };
      const head = { ...record, ...sums };
      return seed === undefined ? head : { kind: "head", ...signHead(head, signingKey(seed.key)) };
    }
    if (record.kind === "key") return record;
    const hash = hashOfLeaf(record.leaf);
    const previous = link;
    link = linkHash(previous, hash);
    const hashes = { previous: previous.toString("hex"), hash: hash.toString("hex"), link: link.toString("hex") };
    const placed = { ...record, position: tree.size, ...hashes };
    tree.add(hash);
    return placed;
  });
}

const without = (position: number) => records.filter((record) => record.position !== position);
const entries = () => records.filter(({ kind }) => kind === "entry");
const upTo = (size: number) =>
  records.slice(0, records.findIndex((record) => record.kind === "head" && record.size === size) + 1);

describe("the offline verifier", () => {
  it("finds nothing wrong with a ledger as it was exported, its witnesses and what was disclosed of it", () => {
    expect(verify(records, { witnesses, disclosures: [disclosure] })).toEqual({ entries: ALL, heads: 4, faults: [] });
    expect(witnesses.map(({ size }) => size)).toEqual([10, 1_010, 2_010, ALL]);
  });

  it("finds an entry that was edited", () => {
    const { faults } = verify(bent(700, ({ leaf }) => (leaf.to = "rejected")));
    expect(faults).toEqual(["leaf entry 700", "link entry 700", "root head 1010", "root head 2010", "root head 2500"]);
  });

  it("finds that an entry was deleted, whether or not the others were numbered anew", () => {
    expect(verify(without(700)).faults.slice(0, 3)).toEqual([
      "position entry 700",
      "previous entry 700",
      "position entry 701",
    ]);
    expect(verify(recomputed(without(700))).faults).toContain("signature head 1009");
  });

  it("finds that an entry was inserted", () => {
    const at = records.findIndex(({ position }) => position === 700);
    const { faults } = verify(records.toSpliced(at, 0, structuredClone(records[at - 1])));
    expect(faults.slice(0, 2)).toEqual(["position entry 700", "previous entry 700"]);
  });

  it("finds that entries changed their order", () => {
    const at = records.findIndex(({ position }) => position === 700);
    const { faults } = verify(records.with(at, records[at + 1]).with(at + 1, records[at]));
    expect(faults.slice(0, 2)).toEqual(["position entry 700", "previous entry 700"]);
  });

  it("finds that the end was cut off: by the head that is left, or else by a witness", () => {
    expect(verify(records.filter(({ position }) => position !== ALL - 1)).faults).toEqual([
      "size head 2500",
      "root head 2500",
      "chain head 2500",
    ]);
    expect(verify(records.slice(0, -1)).faults).toEqual(["unsealed entry 2010"]);
    expect(verify(upTo(2_010), { witnesses }).faults).toEqual(["shorter witness 2500"]);
  });

  it("finds that another is said to have acted", () => {
    expect(verify(bent(700, (entry) => (entry.actor = "person-1"))).faults).toEqual(["actor entry 700"]);
    const consistent = bent(700, (entry) => {
      entry.actor = "person-1";
      entry.leaf.actorCommitment = actorCommitment(Buffer.from(entry.actorSalt, "hex"), "person-1");
    });
    expect(verify(consistent).faults[0]).toBe("leaf entry 700");
  });

  it.each([
    ["agency", "fojal"],
    ["at", "2026-11-27T12:00:00.000000Z"],
    ["objectVersion", 9],
  ])("finds that the %s of an entry was changed", (field, value) => {
    expect(verify(bent(700, ({ leaf }) => (leaf[field] = value))).faults[0]).toBe("leaf entry 700");
  });

  it("finds that all from an entry on was reckoned anew", () => {
    const { faults } = verify(recomputed(bent(700, ({ leaf }) => (leaf.to = "rejected"))));
    expect(faults).toEqual(["signature head 1010", "signature head 2010", "signature head 2500"]);
  });

  it("finds another history, signed with the right key, by what a witness saw", () => {
    const fork = recomputed(
      bent(700, ({ leaf }) => (leaf.to = "rejected")),
      KEY,
    );
    expect(verify(fork).faults).toEqual([]);
    expect(verify(fork, { witnesses: witnesses.slice(1, 2) }).faults).toEqual(["fork witness 1010"]);
    expect(verify(fork, { witnesses: witnesses.slice(0, 1) }).faults).toEqual([]);
  });

  it("finds an old copy put back, by what a witness saw", () => {
    expect(verify(upTo(1_010)).faults).toEqual([]);
    expect(verify(upTo(1_010), { witnesses: witnesses.slice(-1) }).faults).toEqual(["shorter witness 2500"]);
  });

  it("finds that the key was replaced, with all that it signed", () => {
    const thief = trusted(THIEF);
    const replaced = recomputed(
      bent(700, ({ leaf }) => (leaf.to = "rejected")),
      THIEF,
    ).map((record) => (record.kind === "key" ? { ...record, publicKey: thief[0]!.publicKey } : record));
    expect(verify(replaced, { keys: thief }).faults).toEqual([]);
    const { faults } = verify(replaced);
    expect(faults.slice(0, 2)).toEqual(["key key 2026-11", "signature head 10"]);
  });

  it("finds a salt that is not the entry's: of who acted, or of what was disclosed", () => {
    expect(verify(bent(700, (entry) => (entry.actorSalt = "00".repeat(32)))).faults).toEqual(["actor entry 700"]);
    const told = (change: object) => verify(records, { disclosures: [{ ...disclosure, ...change }] }).faults;
    expect(told({})).toEqual([]);
    for (const change of [{ salt: "00".repeat(32) }, { details: { folio: "VU-700", reason: "Otra." } }])
      expect(told(change)).toEqual([`commitment disclosure ${disclosure.id}`]);
    expect(told({ id: "0" })).toEqual(["noEntry disclosure 0"]);
  });

  it("finds lines that are none, heads out of place or time, witnesses nobody signed, and a ledger without any head", () => {
    expect(verify([...records, { kind: "entry" }]).faults).toEqual([`unreadable line ${records.length + 1}`]);
    expect(verify(entries().slice(0, 5)).faults).toEqual(["noHead ledger "]);
    const [first, ...rest] = witnesses as [SignedHead, ...SignedHead[]];
    const late = signHead({ ...first, sealedAt: "2027-01-01T00:00:00.000Z" }, signingKey(KEY.key));
    const at = records.findIndex(({ kind }) => kind === "head");
    expect(verify(records.with(at, { kind: "head", ...late })).faults).toEqual(["time head 1010"]);
    expect(verify(records.with(at, { kind: "head", ...rest[0] })).faults).toContain("size head 1010");
    expect(verify(records, { witnesses: [{ ...first, root: "00".repeat(32) }] }).faults).toEqual([
      "signature witness 10",
      "fork witness 10",
    ]);
  });
});
