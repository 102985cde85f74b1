// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import { MIGRATIONS } from "../../schema/migrations/index.js";
import { KEPT_YEARS, looksSettings } from "../applications/access-log/forget-looks.js";
import { createReceipts } from "../eligibility/receipt.js";
import { Attempts } from "../graph/attempts.js";
import { Commands } from "../graph/commands.js";
import { createCursors } from "../graph/cursor.js";
import type { Module } from "../graph/module.js";
import type { Pace } from "../graph/pace.js";
import { createTickets, type Tickets } from "../graph/transfer/tickets.js";
import type { Cache } from "../platform/cache/cache.js";
import { createMemoryCache } from "../platform/cache/memory-cache.js";
import { Database, type DatabaseAddress } from "../platform/database.js";
import type { FieldKey } from "../platform/field-cipher.js";
import type { GuardOptions } from "../platform/http/guarded-fetch.js";
import { createHttpClient } from "../platform/http/http-client.js";
import { createKeepers, type LedgerOptions, stallSettings } from "../platform/ledger/index.js";
import type { Log } from "../platform/log.js";
import { Revision } from "../platform/revision.js";
import { createSeals } from "../platform/seal.js";
import { sharedSecret } from "../platform/secrets.js";
import { createSignals, type Signals } from "../platform/signals.js";
import { CATALOG_REVISION } from "../programs/module.js";
import { cipherOf } from "./encryption.js";
import { createModules, ENTITIES, type Modules, type Parts } from "./modules.js";

export interface StoreOptions {
  readonly address: DatabaseAddress;
  readonly log: Log;
  readonly pool?: number;
  /** Longest that a request waits for a connection, in milliseconds. */
  readonly poolWait?: number;
  readonly now?: () => Date;
  readonly cache?: (database: Database) => Promise<Cache>;
  /** Room for what was read of the catalog, in characters. */
  readonly memory?: number;
  /** What private values are encrypted with; without it, a key that the database keeps itself. */
  readonly fieldKeys?: readonly FieldKey[] | undefined;
  /** True only in tests that show that row-level security holds by itself: leaves out every check of the gateway's own. */
  readonly unguarded?: boolean;
  /** Days on which no term runs, beside weekends and the days of rest of the law. */
  readonly alsoClosed?: readonly string[];
  /** Years for which it is kept who looked at what firms told. */
  readonly looksKept?: number;
  /** Which addresses may be called for others, beside those of the public network. */
  readonly guard?: GuardOptions;
  /** How much one caller may do; without it, as much as they like. */
  readonly paces?: Paces;
  /** The firms that changes of rules are tried on. */
  readonly populationFile?: string | undefined;
  /** The feeds of others that are gathered. */
  readonly feeds?: Parts["feeds"];
  readonly ledger?: LedgerOptions;
}

export interface Paces {
  readonly commands: Pace;
  /** Applications of which somebody of an agency is shown what the firm told. */
  readonly applicants: Pace;
  /** Drafted changes of which somebody sees what they do to the firms that are kept here. */
  readonly previews: Pace;
}

const UNHURRIED: Pace = async () => undefined;

/** What the modules are, and what everything else works on. */
export interface Store extends Omit<Modules, "all"> {
  readonly database: Database;
  readonly commands: Commands;
  readonly cache: Cache;
  /** The revision that the catalog is at. */
  readonly revision: Revision;
  readonly tickets: Tickets;
  readonly signals: Signals;
  readonly modules: readonly Module[];
}

/** Opens a store and brings it up to date: schema first, then what each module keeps in it. */
export async function prepareStore({
  address,
  log,
  pool = 10,
  poolWait = 500,
  now = () => new Date(),
  cache,
  memory = 128 * 1024 * 1024,
  fieldKeys,
  unguarded = false,
  alsoClosed = [],
  looksKept = KEPT_YEARS,
  guard = {},
  paces = { commands: UNHURRIED, applicants: UNHURRIED, previews: UNHURRIED },
  populationFile,
  feeds = { sources: [], http: createHttpClient({ userAgent: "ventanilla-unica" }) },
  ledger = {},
}: StoreOptions): Promise<Store> {
  const settings = { ...stallSettings(ledger), ...looksSettings(looksKept) };
  const limits = { wait: poolWait };
  const opened = { address, entities: ENTITIES, migrations: MIGRATIONS, pool, log, settings, limits };
  const database = await Database.open(opened);
  try {
    await database.migrate();
    const cursors = createCursors(await sharedSecret(database, "cursors"));
    const receipts = createReceipts(createSeals(await sharedSecret(database, "receipts")));
    const attempts = new Attempts({ database, log });
    const commandSeals = createSeals(await sharedSecret(database, "commands"));
    const revision = new Revision(database, CATALOG_REVISION, log);
    const commands = new Commands(database, commandSeals, paces.commands, attempts, () => revision.doubt());
    const cipher = await cipherOf(database, fieldKeys);
    const tickets = createTickets(createSeals(await sharedSecret(database, "file tickets")), now);
    const signals = createSignals(database, log);
    const ledgerKeepers = await createKeepers(database, ledger, { log, now: now() });
    const kept = cache === undefined ? createMemoryCache() : await cache(database);
    const {
      all: modules,
      catalog,
      notices,
      changesFeed,
      pages,
      publications,
    } = await createModules({
      database,
      cache: kept,
      revision,
      memory,
      cursors,
      receipts,
      commands,
      applicantsPace: paces.applicants,
      previewsPace: paces.previews,
      populationFile,
      feeds,
      cipher,
      tickets,
      signals,
      ledgerKeepers,
      guarded: !unguarded,
      alsoClosed,
      looksKept,
      now,
      guard,
    });
    await database.exclusively(async () => {
      for (const module of modules) await module.prepare?.();
    });
    return {
      database,
      commands,
      cache: kept,
      revision,
      tickets,
      signals,
      modules,
      catalog,
      notices,
      changesFeed,
      pages,
      publications,
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
