// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { GraphQLSchema } from "graphql";
import { MIGRATIONS } from "../schema/migrations/index.js";
import { createAccess } from "./access/module.js";
import { APPLICATION_ENTITIES } from "./applications/entities.js";
import { createApplications } from "./applications/module.js";
import { BUSINESS_ENTITIES } from "./businesses/entities.js";
import { createBusinesses } from "./businesses/module.js";
import type { Config } from "./config.js";
import { createFactVocabulary } from "./eligibility/fact-vocabulary.js";
import { createKeptProfiles } from "./eligibility/kept-profiles.js";
import { createEligibility } from "./eligibility/module.js";
import type { Catalog } from "./eligibility/ports.js";
import { createReceipts, type Receipts } from "./eligibility/receipt.js";
import { createApollo } from "./graph/apollo.js";
import { Commands } from "./graph/commands.js";
import { type Cursors, createCursors } from "./graph/cursor.js";
import { renderGraphiql } from "./graph/graphiql.js";
import { type Module, monolith } from "./graph/module.js";
import { createServer } from "./graph/server.js";
import { identityOf } from "./identity.js";
import type { Cache } from "./platform/cache/cache.js";
import { createMemoryCache } from "./platform/cache/memory-cache.js";
import { Database, type DatabaseAddress } from "./platform/database.js";
import { startEmbeddedPostgres } from "./platform/embedded-postgres/index.js";
import { createFieldCipher, type FieldCipher, type FieldKey } from "./platform/field-cipher.js";
import type { Log } from "./platform/log.js";
import { createSeals } from "./platform/seal.js";
import { sharedSecret } from "./platform/secrets.js";
import { PROGRAM_ENTITIES } from "./programs/entities.js";
import { createPrograms, SEED_FOLDER } from "./programs/module.js";
import { createReference } from "./reference/module.js";
import { createOfficialCodes } from "./reference/official-codes.js";
import { createPlaces } from "./reference/places.js";
import { loadReferenceTables } from "./reference/tables.js";

export interface Gateway {
  /** Address it answers on, e.g. http://127.0.0.1:4000. */
  readonly url: string;
  readonly database: Database;
  close(): Promise<void>;
}

const ENTITIES = [...PROGRAM_ENTITIES, ...BUSINESS_ENTITIES, ...APPLICATION_ENTITIES];

interface Parts {
  readonly database: Database;
  readonly cache: Cache;
  readonly cursors: Cursors;
  readonly receipts: Receipts;
  readonly commands: Commands;
  readonly cipher: FieldCipher;
  readonly guarded: boolean;
  readonly now: () => Date;
}

interface Modules {
  readonly all: readonly Module[];
  /** The catalog for whoever judges its rules. */
  readonly catalog: Catalog;
}

/** Every module of the gateway, made from the parts they share. The one place where modules meet. */
async function createModules({
  database,
  cache,
  cursors,
  receipts,
  commands,
  cipher,
  guarded,
  now,
}: Parts): Promise<Modules> {
  const tables = await loadReferenceTables(join(SEED_FOLDER, "reference"));
  const places = createPlaces(tables);
  const codes = createOfficialCodes(tables);
  const programs = createPrograms({ database, cache, cursors, places, facts: createFactVocabulary(codes), now });
  const catalog = programs.ruleBook;
  const eligibility = createEligibility({ catalog, codes, cursors, receipts });
  const businesses = createBusinesses({
    database,
    commands,
    cursors,
    cipher,
    profiles: createKeptProfiles(codes),
    guarded,
    holders: () => [applications],
  });
  const applications = createApplications({
    database,
    commands,
    cursors,
    cipher,
    programs: programs.applied,
    businesses: {
      standing: (tx, context, key) => businesses.businesses.standing(tx, context, key),
      told: (tx, context, key) => businesses.businesses.told(tx, context, key),
      present: (context, keys) => businesses.businesses.byKeys(context, keys),
    },
    eligibility: eligibility.applicants,
    tell: async () => undefined,
    guarded,
    alsoClosed: [],
  });
  const access = createAccess({ database, commands, cursors, agencies: { has: programs.hasAgency }, guarded });
  return {
    all: [createReference({ tables, cursors }), programs, eligibility, businesses, applications, access],
    catalog,
  };
}

/** The public schema, to be read or printed only: modules keep the parts they are given and open nothing by themselves. */
export async function describeSchema(): Promise<GraphQLSchema> {
  return monolith(await describeModules());
}

/** The modules, to be described only. */
export async function describeModules(): Promise<readonly Module[]> {
  return (await createModules({} as Parts)).all;
}

export interface GatewayOptions {
  readonly config: Config;
  readonly log: Log;
  readonly now?: () => Date;
  /** A PostgreSQL that somebody else runs, in place of the one that the configuration names. */
  readonly address?: DatabaseAddress;
  /**
   * Leaves the policy of roles out, for tests only: they show with it that row-level security by itself keeps what is not the
   * caller's. No setting of the environment does this.
   */
  readonly unguarded?: boolean;
}

export interface StoreOptions {
  readonly address: DatabaseAddress;
  readonly log: Log;
  readonly pool?: number;
  readonly now?: () => Date;
  readonly cache?: (database: Database) => Promise<Cache>;
  /** What private values are encrypted with; without it, a key that the database keeps itself. */
  readonly fieldKeys?: readonly FieldKey[] | undefined;
  /** True only in tests that show that row-level security holds by itself: leaves out every check of the gateway's own. */
  readonly unguarded?: boolean;
}

export interface Store {
  readonly database: Database;
  readonly cache: Cache;
  readonly modules: readonly Module[];
  readonly catalog: Catalog;
}

/** Opens a store and brings it up to date: schema first, then what each module keeps in it. */
export async function prepareStore({
  address,
  log,
  pool = 10,
  now = () => new Date(),
  cache,
  fieldKeys,
  unguarded = false,
}: StoreOptions): Promise<Store> {
  const database = await Database.open({ address, entities: ENTITIES, migrations: MIGRATIONS, pool, log });
  try {
    await database.migrate();
    const cursors = createCursors(await sharedSecret(database, "cursors"));
    const receipts = createReceipts(createSeals(await sharedSecret(database, "receipts")));
    const commands = new Commands(database, createSeals(await sharedSecret(database, "commands")));
    const indexSecret = await sharedSecret(database, "blind index");
    const [current = { id: "database", key: await sharedSecret(database, "fields") }, ...older] = fieldKeys ?? [];
    const cipher = createFieldCipher([current, ...older], indexSecret);
    const kept = cache === undefined ? createMemoryCache() : await cache(database);
    const { all: modules, catalog } = await createModules({
      database,
      cache: kept,
      cursors,
      receipts,
      commands,
      cipher,
      guarded: !unguarded,
      now,
    });
    await database.exclusively(async () => {
      for (const module of modules) await module.prepare?.();
    });
    return { database, cache: kept, modules, catalog };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens the store, brings it up to date, and answers; undoes all of it on `close`. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, log, now = () => new Date(), address, unguarded = false } = options;
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const builtIn = address === undefined && config.DATABASE_URL === undefined;
    const { database, cache, modules } = await prepareStore({
      address: address ?? (await databaseAddress(config, log, undo)),
      log,
      pool: config.DATABASE_POOL,
      now,
      cache: (opened) => openCache(config, opened, log),
      fieldKeys: config.ENCRYPTION_KEYS,
      unguarded,
    });
    undo.push(() => database.close());
    undo.push(() => cache.close());
    const apollo = createApollo(monolith(modules, { unguarded }), log);
    await apollo.start();
    undo.push(() => apollo.stop());
    const server = createServer({
      apollo,
      authenticate: await identityOf(config, { database, log, builtIn }),
      log,
      now,
      ready: () => database.check(),
      page: config.NODE_ENV === "production" ? undefined : renderGraphiql,
    });
    undo.push(() => server.close());
    await server.listen({ host: config.HOST, port: config.PORT });
    return { url: urlOf(config.HOST, server.server.address() as AddressInfo), database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function databaseAddress(config: Config, log: Log, undo: (() => Promise<void>)[]): Promise<DatabaseAddress> {
  if (config.DATABASE_URL !== undefined) return { url: config.DATABASE_URL };
  const postgres = await startEmbeddedPostgres({ folder: resolve(config.DATA_DIR), log });
  undo.push(() => postgres.stop());
  return { host: postgres.socketDir, port: postgres.port, user: postgres.user, database: "postgres" };
}

async function openCache(config: Config, database: Database, log: Log): Promise<Cache> {
  if (config.REDIS_URL === undefined) return createMemoryCache();
  // Loaded only when used: the client takes a noticeable part of the start.
  const { createRedisCache } = await import("./platform/cache/redis-cache.js");
  return createRedisCache({ url: config.REDIS_URL, secret: await sharedSecret(database, "cache"), log });
}

function urlOf(host: string, { port, family }: AddressInfo): string {
  const anywhere = host === "0.0.0.0" || host === "::";
  const name = anywhere ? "127.0.0.1" : family === "IPv6" ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
