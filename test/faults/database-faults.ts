import { setTimeout as sleep } from "node:timers/promises";
import type { OwnPostgres } from "../kit/own-postgres.js";
import type { Way } from "../kit/way.js";

/** A PostgreSQL, and the way on which the gateway reaches it. */
export interface Place {
  readonly postgres: OwnPostgres;
  readonly way: Way;
}

/** Something that happens to a PostgreSQL; comes back when it is over and everything is as before. */
export type Fault = (place: Place, milliseconds: number) => Promise<void>;

/** How much later an answer comes than it should, where PostgreSQL is slow: a statement of ours takes about a millisecond. */
const TEN_TIMES = 10;

export const DATABASE_FAULTS = {
  "is restarted (F6)": async ({ postgres }) => {
    await postgres.stop();
    await postgres.start();
  },
  "is away for a while (F6)": async ({ postgres }, milliseconds) => {
    await postgres.stop();
    await sleep(milliseconds);
    await postgres.start();
  },
  "is killed (F7)": async ({ postgres }, milliseconds) => {
    await postgres.kill();
    await sleep(milliseconds);
    await postgres.start();
  },
  "loses one of its processes (F7)": async ({ postgres }) => {
    await postgres.killOneOfItsProcesses();
    await sleep(50);
    await postgres.start();
  },
  "is ten times as slow (F8)": async ({ way }, milliseconds) => {
    way.manners.delay = TEN_TIMES;
    await sleep(milliseconds);
    way.manners.delay = 0;
  },
  "says nothing any more (F8)": async ({ way }, milliseconds) => {
    way.manners.silent = true;
    await sleep(milliseconds);
    way.manners.silent = false;
  },
  "has a table that somebody holds, so that the pool is used up (F9)": async ({ postgres }, milliseconds) => {
    await postgres.session(async (client) => {
      await client.query("begin; lock table business in access exclusive mode");
      await sleep(milliseconds);
      await client.query("rollback");
    });
  },
  "loses connections after COMMIT was sent (F10)": async ({ way }, milliseconds) => {
    way.manners.cutsCommits = true;
    await sleep(milliseconds);
    way.manners.cutsCommits = false;
  },
  "says that its disk is full (F11)": async ({ postgres }, milliseconds) => {
    await postgres.session(async (client) => {
      await client.query(
        `create function disk_is_full() returns trigger language plpgsql as
           $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
         create trigger disk_is_full before insert on business for each row execute function disk_is_full()`,
      );
      await sleep(milliseconds);
      await client.query("drop function disk_is_full() cascade");
    });
  },
  "takes no writes (a standby)": async ({ postgres, way }, milliseconds) => {
    const readOnly = (value: string) =>
      postgres.session((client) =>
        client.query(`alter database postgres set default_transaction_read_only = ${value}`),
      );
    await readOnly("on");
    // Sessions take it up when they begin.
    way.cut();
    await sleep(milliseconds);
    await postgres.session((client) =>
      client.query("begin read write; alter database postgres reset default_transaction_read_only; commit"),
    );
    way.cut();
  },
} as const satisfies Readonly<Record<string, Fault>>;
