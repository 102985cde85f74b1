import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addEntry } from "../../../src/platform/ledger/add-entry.js";
import { createSealer, isStalled } from "../../../src/platform/ledger/index.js";
import { DATABASE_KEY, openSigner, readKeys } from "../../../src/platform/ledger/keys.js";
import { sealWaiting } from "../../../src/platform/ledger/seal.js";
import { newestHead, readHeads } from "../../../src/platform/ledger/stored.js";
import { LogVerifier } from "../../../src/platform/ledger/verify/log-verifier.js";
import type { TrustedKey } from "../../../src/platform/ledger/verify/trusted-keys.js";
import { decision, KEY, LedgerBench, seedOf, trusted } from "../../kit/ledger.js";

let bench: LedgerBench;
beforeEach(async () => {
  bench = await LedgerBench.open();
});
afterEach(() => bench.close());

async function faults(keys: readonly TrustedKey[] = trusted(KEY)) {
  const verifier = new LogVerifier({ keys });
  for (const record of await bench.records()) verifier.line(JSON.stringify(record));
  return verifier.end();
}
const placed = async () =>
  (
    await bench.database.query<{ what: string }>(
      "select object_id as what from ledger_place join ledger_entry on id = entry_id order by position",
    )
  ).map(({ what }) => what);
const waiting = async () => (await bench.database.query("select from ledger_waiting")).length;

describe("sealing", () => {
  it("gives entries their places without a gap, whatever numbers they have, and says how many it sealed", async () => {
    expect([await bench.seal(), await newestHead(bench.database)]).toEqual([0, undefined]);
    await bench.decide(0, 3);
    // A transaction that is taken back uses numbers up.
    const lost = bench.database.asGateway(async (tx) => {
      await addEntry(tx, decision(99));
      throw new Error("taken back");
    });
    await expect(lost).rejects.toThrow("taken back");
    await bench.decide(3, 5);
    expect([await bench.seal(), await bench.seal(), await waiting()]).toEqual([5, 0, 0]);
    expect(await placed()).toEqual([0, 1, 2, 3, 4].map((n) => `application-${n}`));
    expect(await faults()).toMatchObject({ entries: 5, faults: [] });
  });

  it("waits for whoever wrote first and has not committed, and for nobody longer than that", async () => {
    const [written, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = bench.database.asGateway(async (tx) => {
      await addEntry(tx, decision(0));
      written.resolve();
      await goOn.promise;
    });
    await written.promise;
    await bench.decide(1, 3);
    expect(await bench.sealOnce()).toBe(0);
    goOn.resolve();
    await slow;
    expect(await bench.seal()).toBe(3);
    expect((await placed())[0]).toBe("application-0");
  });

  it("is done once, however many gateways seal while decisions are taken", async () => {
    const others = await Promise.all([bench.another(), bench.another()]);
    const signer = await openSigner(bench.database, [KEY], new Date());
    let deciding = true;
    const decide = async () => {
      for (let n = 0; n < 60; n += 3) await bench.decide(n, n + 3);
      deciding = false;
    };
    const seal = async (database: typeof bench.database) => {
      let sealed = 0;
      while (deciding) sealed += await sealWaiting({ database, signer }, new Date());
      return sealed;
    };
    const [, ...sealed] = await Promise.all([decide(), ...others.map(seal)]);
    const rest = await bench.seal(new Date());
    expect(sealed.reduce((sum, count) => sum + count, rest)).toBe(60);
    expect(await faults()).toMatchObject({ entries: 60, faults: [] });
    for (const other of others) await other.close();
  });

  it("takes no numbers of transactions for later ones that another server gave, in a copy of whose database it works", async () => {
    await bench.decide(0, 2);
    await bench.database.query("update ledger_waiting set written_in = '999999999999'");
    expect(await bench.seal()).toBe(2);
  });

  it("keeps the times of heads in order when the clock moves back, and enters that once", async () => {
    const [noon, before] = ["2026-11-28T12:00:00.000Z", "2026-11-28T11:00:00.000Z"];
    for (const [at, now] of [noon, before, before, noon].entries()) {
      await bench.decide(at, at + 1);
      await bench.seal(new Date(now));
    }
    await bench.seal(new Date(noon));
    const heads = await readHeads(bench.database, 0, 10);
    expect(new Set(heads.map(({ sealedAt }) => sealedAt))).toEqual(new Set([noon]));
    const anomalies = (await bench.records()).filter((record) => record.leaf?.action === "clock_moved_back");
    expect(anomalies.map(({ leaf, actor }) => [leaf.objectType, leaf.role, leaf.to, actor])).toEqual([
      ["Ledger", "system", "noted", "gateway"],
    ]);
    expect(await faults()).toMatchObject({ entries: 5, faults: [] });
  });

  it("goes on with a new key, and the ledger is checked with both", async () => {
    const next = seedOf("2027-01");
    await bench.decide(0, 2);
    await bench.seal();
    await bench.decide(2, 4);
    await bench.seal(new Date("2027-01-02T00:00:00Z"), next);
    const known = (await readKeys(bench.database)).map(({ id }) => id);
    expect(known.filter((id) => id !== DATABASE_KEY)).toEqual(["2027-01", "2026-11"]);
    expect((await faults(trusted(KEY, next))).faults).toEqual([]);
    expect((await faults(trusted(next))).faults).toMatchObject([{ code: "signature", at: 2 }]);
    const renamed = openSigner(bench.database, [{ ...next, id: "2027-02" }], new Date());
    await expect(renamed).rejects.toThrow(/LEDGER_KEYS/);
    await expect(openSigner(bench.database, [{ ...next, id: KEY.id }], new Date())).rejects.toThrow(/LEDGER_KEYS/);
  });

  it("still verifies when salts are destroyed", async () => {
    await bench.decide(0, 3);
    await bench.seal();
    await bench.database.query("delete from ledger_salt where object_id = 'application-1'");
    expect(await faults()).toMatchObject({ entries: 3, faults: [] });
  });
});

describe("decisions", () => {
  it("stop once one has waited too long to be sealed, and go on when it is", async () => {
    const database = await bench.another({ stallSeconds: 4 * 3_600 });
    const decide = () => database.asGateway((tx) => addEntry(tx, decision(1)));
    await decide();
    await database.query("update ledger_waiting set since = since - interval '3 hours 59 minutes'");
    await decide();
    expect(await isStalled(database)).toBe(false);
    await database.query("update ledger_waiting set since = since - interval '2 minutes'");
    await expect(decide()).rejects.toMatchObject({ code: "53000" });
    expect([await isStalled(database), await isStalled(bench.database)]).toEqual([true, false]);
    expect(await bench.seal()).toBe(2);
    await decide();
    expect(await isStalled(database)).toBe(false);
    await database.close();
  });
});

describe("the folder of heads", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "heads-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const open = () => createSealer(bench.database, { keys: [KEY], headsFolder: join(folder, "kept") }, new Date());
  const names = () => readdir(join(folder, "kept"));
  /** Who writes in another database of the same server holds the sealer up as well. */
  const sealToTheEnd = async (job = open()) => {
    for (let tries = 0; tries === 0 || (tries < 100 && (await waiting()) > 0); tries++) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, 50));
      await (await job).run(new Date());
    }
  };

  it("gets each head once, those too that were sealed while it was away", async () => {
    await bench.decide(0, 2);
    await bench.seal(new Date());
    const job = open();
    await job;
    await bench.decide(2, 3);
    await sealToTheEnd(job);
    await sealToTheEnd();
    expect(await names()).toEqual(["head-000000000002.json", "head-000000000003.json"]);
    const kept = JSON.parse(await readFile(join(folder, "kept", "head-000000000003.json"), "utf8"));
    expect([kept]).toEqual(await readHeads(bench.database, 2, 1));
  });

  it("tells of a ledger that is not the one it has heads of, and takes none of its heads", async () => {
    await bench.decide(0, 2);
    await sealToTheEnd();
    const path = join(folder, "kept", "head-000000000002.json");
    const head = JSON.parse(await readFile(path, "utf8"));
    for (const other of [{ size: 9 }, { root: "00".repeat(32) }]) {
      const name = join(folder, "kept", `head-${String({ ...head, ...other }.size).padStart(12, "0")}.json`);
      await writeFile(name, JSON.stringify({ ...head, ...other }));
      await bench.decide(3, 4);
      await expect((await open()).run(new Date())).rejects.toThrow(/not the one/);
      if (name !== path) await rm(name);
    }
    expect(await names()).toEqual(["head-000000000002.json"]);
  });
});
