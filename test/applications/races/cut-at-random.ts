import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type TestDatabase, urlOf } from "../../kit/store.js";

/** Ends a busy session of the database every few milliseconds, whatever it is doing, from `begin` to `stop`. */
export function cutAtRandom(store: TestDatabase) {
  let wanted = true;
  let ended = Promise.resolve(0);
  const ending = {
    begin() {
      ended = endSessions();
      return ending;
    },
    /** Tells how many were ended. */
    stop(): Promise<number> {
      wanted = false;
      return ended;
    },
  };
  return ending;

  async function endSessions() {
    const client = new pg.Client({ connectionString: urlOf(store.address) });
    await client.connect();
    let count = 0;
    while (wanted) {
      const { rows } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' order by random() limit 1`,
      );
      count += rows.length;
      await sleep(20 + Math.random() * 60);
    }
    await client.end();
    return count;
  }
}
