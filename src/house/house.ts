// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { GraphQLSchema } from "graphql";
import { documentReceived } from "../businesses/documents/document.service.js";
import type { Config } from "../config.js";
import type { Assembly, Module } from "../graph/module.js";
import { createPace } from "../graph/pace.js";
import { BACKLOG, createServer } from "../graph/server.js";
import { watchResolvers } from "../graph/telemetry/resolver-groups.js";
import { createAllowances } from "../platform/allowances.js";
import type { Blobs } from "../platform/blobs/blobs.js";
import { createFolderBlobs } from "../platform/blobs/folder-blobs.js";
import { createS3Blobs } from "../platform/blobs/s3-blobs.js";
import type { Cache } from "../platform/cache/cache.js";
import { createMemoryCache } from "../platform/cache/memory-cache.js";
import type { Database, DatabaseAddress } from "../platform/database.js";
import { beforeDeadline } from "../platform/deadline.js";
import { startEmbeddedPostgres } from "../platform/embedded-postgres/index.js";
import { type LedgerOptions, troubleOf } from "../platform/ledger/index.js";
import type { Log } from "../platform/log.js";
import { sharedSecret } from "../platform/secrets.js";
import { isTraced } from "../platform/telemetry/index.js";
import { createBackground } from "./background.js";
import { openFeeds } from "./feeds.js";
import { openGraph } from "./graphs.js";
import { identityOf } from "./identity.js";
import { mannersOf, type Place } from "./manners.js";
import { openStamps } from "./stamps.js";
import { type Paces, prepareStore } from "./store.js";
import { openWatch, watchingOf, watchStore } from "./watch.js";

/** Longest that a question whether this process is ready waits for its store, in milliseconds. */
const READY_TIME = 1_000;

/** A running process: its store is open, and it answers. */
export interface House {
  /** Address it answers on, e.g. http://127.0.0.1:4000. */
  readonly url: string;
  /** Where Prometheus reads what it measures; undefined when METRICS_PORT is not set. */
  readonly metricsUrl: string | undefined;
  readonly database: Database;
  /** Runs once, as if it were that time, all that the gateway does by the clock: lapsing, reminding, forgetting. */
  upkeep(now: Date): Promise<void>;
  close(): Promise<void>;
}

/** A graph of the house, and where it is asked. */
export interface Offer {
  readonly path: string;
  readonly schema: GraphQLSchema;
  /** The page for people at the same address; there is none in production. */
  readonly page?: () => string;
}

export interface HouseOptions {
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
  /**
   * False leaves out what the gateway does unasked, for tests only: those that count statements must not count its own.
   * No setting of the environment does this.
   */
  readonly background?: boolean;
  /** Where it stands, `alone` where it is not said: what is behind a router was counted by it. */
  readonly place?: Place;
}

/**
 * What every composition root does: opens the store, brings it up to date, does what is done by the clock, and answers with the
 * graphs that `offers` makes of the modules; undoes all of it on `close`.
 */
export async function openHouse(
  options: HouseOptions,
  offers: (modules: readonly Module[], assembly: Assembly) => readonly Offer[],
): Promise<House> {
  const { config, log, now = () => new Date(), address, unguarded = false, background: unasked = true } = options;
  const { place = "alone" } = options;
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const telemetry = await openWatch(config, log);
    undo.push(() => telemetry.close());
    const builtIn = address === undefined && config.DATABASE_URL === undefined;
    const guard = { allow: { loopback: config.WEBHOOKS_ALLOW_LOOPBACK } };
    const feeds = await openFeeds(config, now);
    undo.push(() => feeds.http.close());
    const ledger = await openLedger(config);
    undo.push(async () => ledger.stamps?.fetch.close());
    const store = await prepareStore({
      address: address ?? (await databaseAddress(config, log, undo)),
      log,
      pool: config.DATABASE_POOL,
      poolWait: config.DATABASE_WAIT_MS,
      now,
      cache: (opened) => openCache(config, opened, log),
      memory: config.CATALOG_MEMORY_MB * 1024 * 1024,
      fieldKeys: config.ENCRYPTION_KEYS,
      alsoClosed: config.NON_WORKING_DAYS,
      looksKept: config.ACCESS_LOG_YEARS,
      unguarded,
      guard,
      paces: await pacesOf(config, log, undo),
      populationFile: config.POPULATION_FILE,
      feeds,
      ledger,
    });
    const { database, commands, cache, revision, tickets, signals, modules } = store;
    undo.push(() => database.close());
    undo.push(watchStore(database));
    if (config.NODE_ENV === "production" && config.ENCRYPTION_KEYS === undefined) {
      log.warn("ENCRYPTION_KEYS is not set: personal data is encrypted with a key that stands in the same database");
    }
    if (config.NODE_ENV === "production" && config.LEDGER_KEYS === undefined) {
      log.warn("LEDGER_KEYS is not set: the ledger is signed with a key that stands in the same database");
    }
    undo.push(() => cache.close());
    undo.push(() => signals.close());
    await revision.start();
    undo.push(async () => revision.stop());
    const blobs = await openBlobs(config);
    undo.push(() => blobs.close());
    const background = createBackground({ config, store, log, now, guard, blobs });
    undo.push(() => background.stop());
    const watch = isTraced() ? watchResolvers : undefined;
    const offered = offers(modules, { unguarded, denied: (...attempt) => commands.denied(...attempt), watch });
    const part = place === "behind a router";
    const graphs = await Promise.all(
      offered.map(async (offer) => {
        const watching = watchingOf(config, log, part ? offer.path : undefined);
        return { ...(await openGraph(offer, { place, config, log, now, revision, watching, shared: cache })), part };
      }),
    );
    for (const { execution } of graphs) {
      await execution.start();
      undo.push(() => execution.stop());
    }
    const server = createServer({
      graphs,
      authenticate: await identityOf(config, { database, log, builtIn }),
      log,
      now,
      // Reading goes on while the ledger waits, so the gateway stays in service and says so.
      ready: () =>
        beforeDeadline(READY_TIME, async () => {
          await database.check();
          return troubleOf(database, ledger, now());
        }),
      transfers: { blobs, tickets, received: (id) => documentReceived(database, id, now()) },
      feed: store.changesFeed,
      revision: part ? revision : undefined,
      pages: store.pages,
      manners: mannersOf(config, place),
      publications: { all: store.publications, baseUrl: () => config.PUBLIC_URL ?? url() },
    });
    const url = () => urlOf(config.HOST, server.server.address() as AddressInfo);
    undo.push(() => server.close());
    await server.listen({ host: config.HOST, port: config.PORT, backlog: BACKLOG });
    if (unasked) background.start();
    const upkeep = async (at: Date) => {
      await background.upkeep(at);
      revision.doubt();
    };
    const { metricsUrl } = telemetry;
    return { url: url(), metricsUrl, database, upkeep, close };
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
  const { createRedisCache } = await import("../platform/cache/redis-cache.js");
  return createRedisCache({ url: config.REDIS_URL, secret: await sharedSecret(database, "cache"), log });
}

async function openLedger(config: Config): Promise<LedgerOptions> {
  return {
    keys: config.LEDGER_KEYS,
    headsFolder: config.LEDGER_HEADS_DIR,
    stallSeconds: config.LEDGER_STALL_HOURS * 3_600,
    stamps: await openStamps(config),
  };
}

/** How much one caller may do; counted by all gateways together where there is a Redis. */
async function pacesOf(config: Config, log: Log, undo: (() => Promise<void>)[]): Promise<Paces> {
  const { REDIS_URL: url } = config;
  const redis = url === undefined ? undefined : await (await import("../platform/redis.js")).openRedis({ url, log });
  if (redis !== undefined) undo.push(async () => redis.destroy());
  const allowances = createAllowances(redis);
  return {
    commands: createPace(allowances, { name: "commands", amount: config.COMMANDS_A_MINUTE, seconds: 60 }),
    applicants: createPace(allowances, { name: "applicants", amount: config.APPLICANTS_AN_HOUR, seconds: 3_600 }),
    previews: createPace(allowances, { name: "previews", amount: config.PREVIEWS_AN_HOUR, seconds: 3_600 }),
  };
}

/** Where files are kept: an S3 store where all of its settings are given, else a folder beside the rest of the data. */
async function openBlobs(config: Config): Promise<Blobs> {
  const { FILES_S3_ENDPOINT: endpoint, FILES_S3_BUCKET: bucket, FILES_S3_REGION: region } = config;
  const { FILES_S3_ACCESS_KEY: accessKey, FILES_S3_SECRET_KEY: secretKey } = config;
  if (endpoint && bucket && region && accessKey && secretKey) {
    return createS3Blobs({ endpoint, bucket, region, accessKey, secretKey });
  }
  return createFolderBlobs(join(resolve(config.DATA_DIR), "files"));
}

/** The address of a server that listens on a host and port. */
export function urlOf(host: string, { port, family }: AddressInfo): string {
  const anywhere = host === "0.0.0.0" || host === "::";
  const name = anywhere ? "127.0.0.1" : family === "IPv6" ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
