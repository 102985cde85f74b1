import type { MigrationObject } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import { type EntityManager, type EntityName, MikroORM } from "@mikro-orm/postgresql";
import { CompiledQuery, type Transaction as KyselyTransaction } from "kysely";
import type { Pool } from "pg";
import { connectionOf, type DatabaseAddress } from "./database-address.js";
import { checkDeadline } from "./deadline.js";
import { type DedicatedClient, openDedicated } from "./dedicated-client.js";
import type { Log } from "./log.js";
import { NotNow } from "./not-now.js";
import { limitPool, type PoolLimits, UNLIMITED } from "./pool.js";
import { type StatementListener, statementLogger } from "./statement-logger.js";
import { watched } from "./telemetry/index.js";

export type { DatabaseAddress } from "./database-address.js";
export type { StatementListener } from "./statement-logger.js";

export interface DatabaseOptions {
  readonly address: DatabaseAddress;
  readonly entities: readonly EntityName[];
  readonly migrations: readonly MigrationObject[];
  readonly pool: number;
  readonly log: Log;
  /** Settings of each connection that functions of the store read, by name, e.g. `app.ledger_stall_seconds`. */
  readonly settings?: Readonly<Record<string, number>>;
  /** In place of those of POOL_LIMITS. */
  readonly limits?: Partial<PoolLimits>;
}

/** Longest a single statement of a request may run, in milliseconds. Migrations and seeding lift it for themselves. */
const STATEMENT_TIMEOUT = 3_000;
/** Longest that opening a connection may take, in milliseconds, unless whoever waits for one waits longer. */
const CONNECTION_TIMEOUT = 2_500;
const POOL_LIMITS: PoolLimits = { wait: 500, queue: 100, silence: STATEMENT_TIMEOUT + 500 };
/** How long it counts that the store could be written, in milliseconds. */
const CHECK_GOOD = 1_000;
/** A standby, or a store that was set to be read only, is asked to write nothing: it says so. */
const CHECK = `select $1::text is null or exists (select from schema_migration where name = $1) as migrated,
  case when pg_is_in_recovery() or current_setting('transaction_read_only')::boolean then false
       else pg_logical_emit_message(true, 'ventanilla', '') is not null end as writable`;
/** Any fixed number will do: all gateways of one database must take the same lock while they prepare it. */
const PREPARATION_LOCK = 0x76656e74;

/** The role that every transaction of a caller runs under: it owns nothing, and row-level security binds it. */
export const CALLER_ROLE = "ventanilla_caller";

/** Who a transaction works for. The policies of the tables read it as `current_setting('app.<name>')`. */
export type Claims = Readonly<Record<string, string>>;

/** One transaction: entities to write with, and plain statements with $1, $2… on the same connection. */
export interface Transaction {
  readonly em: EntityManager;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

type Connection = Pick<KyselyTransaction<unknown>, "executeQuery">;

/**
 * The relational store. Reads go straight to the driver as one SQL statement each (`query`);
 * writes go through entities inside a transaction (`write`).
 */
export class Database {
  private constructor(
    private readonly orm: MikroORM,
    private readonly pool: Pool,
    private readonly listeners: Set<StatementListener>,
    /** Those under way: they take the time they need, and nobody asks anything meanwhile. */
    private readonly preparations: Set<symbol>,
    private readonly newestMigration: string | undefined,
  ) {}

  static async open(options: DatabaseOptions): Promise<Database> {
    const { address, entities, migrations, pool, log, settings = {} } = options;
    const limits: PoolLimits = { ...POOL_LIMITS, ...options.limits };
    const listeners = new Set<StatementListener>();
    const preparations = new Set<symbol>();
    const orm = await MikroORM.init({
      ...connectionOf(address),
      entities: [...entities],
      extensions: [Migrator],
      migrations: { migrationsList: [...migrations], snapshot: false, tableName: "schema_migration" },
      pool: { min: 0, max: pool },
      driverOptions: {
        statement_timeout: STATEMENT_TIMEOUT,
        connectionTimeoutMillis: Math.max(CONNECTION_TIMEOUT, limits.wait),
        onPoolCreated: (pool: Pool) => limitPool(pool, limits, () => preparations.size > 0),
        // Our statements are short: compiling one takes ten times as long as running it. What they sort and join of a large catalog
        // does not fit into the 4 MB that PostgreSQL allows by itself, and would go through files.
        options: Object.entries({ jit: "off", work_mem: "16MB", ...settings })
          .map(([name, value]) => `-c ${name}=${value}`)
          .join(" "),
      },
      discovery: { warnWhenNoEntities: false },
      loggerFactory: () => statementLogger(listeners, log),
    });
    const native = await orm.em.getConnection().getNativeClient();
    return new Database(orm, native, listeners, preparations, migrations.at(-1)?.name);
  }

  #writable = { at: Number.NEGATIVE_INFINITY, checked: Promise.resolve() };

  /**
   * Runs one statement and returns its rows. It is planned each time for the values it has: kept plans save a millisecond,
   * and one made for a small catalog was seen to run into the time limit on a large one.
   */
  async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    checkDeadline();
    for (const listener of this.listeners) listener(sql);
    const { rows } = await watched(sql, this.#ask<Row>(sql, values));
    return rows;
  }

  async #ask<Row extends object>(sql: string, values: readonly unknown[]): Promise<{ rows: Row[] }> {
    const client = await this.pool.connect();
    try {
      const answer = await client.query<Row>(sql, [...values]);
      client.release();
      return answer;
    } catch (error) {
      // It may have been the last one that the connection answered.
      client.release(true);
      throw error;
    }
  }

  /** Runs `work` in one transaction with an entity manager of its own: all of it is kept, or nothing. */
  write<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#transactional(async (em) => {
      await em.execute(UNLIMITED);
      return work(em);
    });
  }

  /**
   * Runs `work` in one transaction of the caller's role: row-level security shows and takes what the claims allow and nothing else.
   * All of it is kept, or nothing. Claims that are left out are empty.
   */
  as<T>(claims: Claims, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const settings = { role: CALLER_ROLE, ...prefixed(claims) };
    const placeholders = Object.keys(settings).map(
      (_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`,
    );
    return this.#transaction(async (tx) => {
      await tx.query(`select ${placeholders.join(", ")}`, Object.entries(settings).flat());
      return work(tx);
    });
  }

  /** Runs `work` in one transaction of the gateway's own, which no policy binds: for the clocks, deliveries and upkeep. */
  asGateway<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#transaction(work);
  }

  #transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#transactional((em, connection) =>
      work({
        em,
        query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
          checkDeadline();
          for (const listener of this.listeners) listener(sql);
          const { rows } = await watched(sql, connection.executeQuery<Row>(CompiledQuery.raw(sql, [...values])));
          return rows;
        },
      }),
    );
  }

  /**
   * One transaction with an entity manager of its own. Its connection goes back to the pool whatever happens: the one of a
   * transaction that the entity manager begins by itself stays away for good once it has broken, since then rolling back fails too.
   */
  #transactional<T>(work: (em: EntityManager, connection: Connection) => Promise<T>): Promise<T> {
    const kysely = this.orm.em.getConnection().getClient();
    return kysely.connection().execute(async (connection) => {
      const transaction = await connection.startTransaction().execute();
      try {
        const em = this.orm.em.fork();
        em.setTransactionContext(transaction);
        const result = await work(em as EntityManager, transaction);
        await em.flush();
        checkDeadline();
        await transaction.commit().execute();
        return result;
      } catch (error) {
        await transaction
          .rollback()
          .execute()
          .catch(() => undefined);
        throw error;
      }
    });
  }

  /** Brings the schema up to date, one gateway at a time. */
  migrate(): Promise<void> {
    return this.exclusively(async () => {
      await this.orm.migrator.up();
    });
  }

  /** Takes every migration back, for who gives the database up. */
  migrateDown(): Promise<void> {
    return this.exclusively(async () => {
      await this.orm.migrator.down({ to: 0 });
    });
  }

  /** Runs `work` while no other gateway of this database runs such work, however many start at once. */
  async exclusively(work: () => Promise<void>): Promise<void> {
    const preparation = Symbol();
    this.preparations.add(preparation);
    try {
      await this.#alone(work);
    } finally {
      this.preparations.delete(preparation);
    }
  }

  async #alone(work: () => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    try {
      await client.query("set statement_timeout = 0");
      await client.query("select pg_advisory_lock($1)", [PREPARATION_LOCK]);
      await work();
    } finally {
      // Ending the session releases the lock whatever happened; the pool opens a fresh connection when it needs one.
      client.release(true);
    }
  }

  /** One connection more, outside the pool, for as long as its holder wants. */
  connect(): Promise<DedicatedClient> {
    return openDedicated(this.pool);
  }

  /** Connections of the pool as they are now. */
  get connections() {
    const { totalCount: open, idleCount: idle, waitingCount: waiting, options } = this.pool;
    return { open, idle, waiting, most: options.max ?? open };
  }

  /**
   * Rejects when nothing can be written for now, or the schema is not the one that this gateway knows. It writes a few bytes to
   * PostgreSQL's journal and waits until they are kept, once a second at most, however often it is called.
   */
  check(): Promise<void> {
    const now = performance.now();
    if (now - this.#writable.at > CHECK_GOOD) this.#writable = { at: now, checked: this.#check() };
    return this.#writable.checked;
  }

  async #check(): Promise<void> {
    const [found] = await this.query<{ writable: boolean; migrated: boolean }>(CHECK, [this.newestMigration ?? null]);
    if (!found?.migrated) throw new NotNow("the schema is older than this gateway");
    if (!found.writable) throw new NotNow("PostgreSQL takes no writes");
  }

  /** Calls `listener` for each statement that is sent, by `query` or by the entity manager; returns how to stop. */
  onStatement(listener: StatementListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Calls `heard` after each committed transaction that notified the channel, until the returned function is called.
   * It has a connection of its own beside the pool; when that breaks, `lost` is called once and nothing more is heard.
   */
  async listen(channel: string, heard: () => void, lost: () => void): Promise<() => Promise<void>> {
    const client = await this.connect();
    let wanted = true;
    const end = async () => {
      wanted = false;
      client.release();
    };
    client.on("end", () => wanted && lost());
    client.on("notification", heard);
    try {
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      await end();
      throw error;
    }
    return end;
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
}

function prefixed(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [`app.${name}`, value]));
}
