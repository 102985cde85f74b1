import { MIGRATIONS } from "../../schema/migrations/index.js";
import { Database } from "../../src/platform/database.js";
import { publicBytes, signingKey } from "../../src/platform/ed25519.js";
import { addEntry, type LedgerEntry } from "../../src/platform/ledger/add-entry.js";
import { exportLedger } from "../../src/platform/ledger/export.js";
import type { LedgerOptions } from "../../src/platform/ledger/index.js";
import { stallSettings } from "../../src/platform/ledger/index.js";
import { type LedgerSeed, openSigner } from "../../src/platform/ledger/keys.js";
import { sealWaiting } from "../../src/platform/ledger/seal.js";
import { readTrustedKeys } from "../../src/platform/ledger/verify/trusted-keys.js";
import { createLog } from "../../src/platform/log.js";
import { createTestDatabase, type TestDatabase } from "./store.js";

/** A seed that is the same each time. */
export const seedOf = (id: string): LedgerSeed => ({ id, key: Buffer.alloc(32, id) });

/** What whoever checks a ledger signed with it would be given. */
export function trusted(...seeds: readonly LedgerSeed[]) {
  const keys = seeds.map(({ id, key }) => `${id}:${publicBytes(signingKey(key)).toString("base64")}`);
  return readTrustedKeys(keys.join(","));
}

export const KEY = seedOf("2026-11");

/** A decision that somebody took. */
export function decision(n: number, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    actor: `person-${n}`,
    role: "agency_approver",
    agency: "ichmujer",
    action: "approve",
    objectType: "Application",
    objectId: `application-${n}`,
    from: "recommended",
    to: "approved",
    objectVersion: n + 1,
    rules: null,
    details: { folio: `VU-${n}`, reason: "Proyecto viable." },
    at: new Date(Date.UTC(2026, 10, 28, 12, 0, n)),
    ...change,
  };
}

/** A store with a ledger and nothing else to do. */
export class LedgerBench {
  private constructor(
    readonly store: TestDatabase,
    readonly database: Database,
  ) {}

  static async open(options: LedgerOptions = {}): Promise<LedgerBench> {
    const store = await createTestDatabase();
    return new LedgerBench(store, await openDatabase(store, options));
  }

  /** What another gateway would have. */
  another(options: LedgerOptions = {}): Promise<Database> {
    return openDatabase(this.store, options);
  }

  async decide(from: number, to: number): Promise<void> {
    await this.database.asGateway(async (tx) => {
      for (let n = from; n < to; n++) await addEntry(tx, decision(n));
    });
  }

  /** Seals all that waits. Who writes in another database of the same server holds it up as well, so it may take several tries. */
  async seal(now = new Date("2026-11-28T13:00:00Z"), seed = KEY): Promise<number> {
    let sealed = await this.sealOnce(now, seed);
    for (let tries = 0; tries < 100 && (await this.#waits()); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      sealed += await this.sealOnce(now, seed);
    }
    return sealed;
  }

  async #waits(): Promise<boolean> {
    return (await this.database.query("select from ledger_waiting limit 1")).length > 0;
  }

  async sealOnce(now = new Date("2026-11-28T13:00:00Z"), seed = KEY): Promise<number> {
    return sealWaiting({ database: this.database, signer: await openSigner(this.database, [seed], now) }, now);
  }

  /** The export, a record a line. */
  async records(): Promise<ReadonlyRecords> {
    const records: unknown[] = [];
    for await (const line of exportLedger(this.database)) records.push(JSON.parse(line));
    return records;
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.store.drop();
  }
}

// biome-ignore lint/suspicious/noExplicitAny: tests bend records into shapes that they do not have
export type ReadonlyRecords = readonly any[];

function openDatabase({ address }: TestDatabase, options: LedgerOptions): Promise<Database> {
  const settings = stallSettings(options);
  return Database.open({ address, entities: [], migrations: MIGRATIONS, pool: 4, log: createLog("silent"), settings });
}
