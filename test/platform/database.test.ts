import type { MigrationObject } from "@mikro-orm/core";
import { Migration } from "@mikro-orm/migrations";
import { isNotNow } from "../../src/graph/mask-errors.js";
import { Database } from "../../src/platform/database.js";
import { beforeDeadline } from "../../src/platform/deadline.js";
import { createLog } from "../../src/platform/log.js";
import { NotNow } from "../../src/platform/not-now.js";
import { eventually } from "../kit/eventually.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../kit/store.js";

let store: TestDatabase;
let database: Database;
beforeAll(async () => {
  store = await createTestDatabase({ empty: true });
  const log = createLog("silent");
  database = await Database.open({ address: store.address, entities: [], migrations: [], pool: 2, log });
});
afterAll(async () => {
  await database.close();
  await store.drop();
});

class NothingNew extends Migration {
  up() {}
}

const cutItsOwnConnection = "select pg_terminate_backend(pg_backend_pid())";

describe("an address that names the folder of a socket", () => {
  it("leads there, and not to whoever listens on the port", async () => {
    const store = await createTestDatabase();
    const database = await Database.open({
      address: { url: urlOf(store.address) },
      entities: [],
      migrations: [],
      pool: 1,
      log: createLog("silent"),
    });
    const [row] = await database.query<{ programs: number }>("select count(*)::int as programs from program");
    expect(row?.programs).toBeGreaterThan(100);
    await database.close();
    await store.drop();
  });
});

describe("the store", () => {
  it("gets the connection of a transaction back although it broke, and so never runs out of them", async () => {
    for (let time = 0; time < 5; time += 1) {
      await expect(database.asGateway((tx) => tx.query(cutItsOwnConnection))).rejects.toThrow();
      await expect(database.write((em) => em.execute(cutItsOwnConnection))).rejects.toThrow();
      await expect(database.query(cutItsOwnConnection)).rejects.toThrow();
    }
    expect(await database.asGateway((tx) => tx.query("select 1 as one"))).toEqual([{ one: 1 }]);
  });

  it("keeps all of a transaction or nothing", async () => {
    await database.query("create table kept (n int)");
    const undone = database.asGateway(async (tx) => {
      await tx.query("insert into kept values (1)");
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    await database.asGateway((tx) => tx.query("insert into kept values (2)"));
    expect(await database.query("select n from kept")).toEqual([{ n: 2 }]);
  });

  it("tells of notices once they are committed, and when it can no longer hear any", async () => {
    let heard = 0;
    let lost = 0;
    const end = await database.listen(
      'odd "name"',
      () => {
        heard += 1;
      },
      () => {
        lost += 1;
      },
    );
    await database.asGateway((tx) => tx.query("select pg_notify($1, '')", ['odd "name"']));
    await eventually(() => heard === 1);
    await database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()",
    );
    await eventually(() => lost === 1);
    await end();
    const stop = await database.listen("quiet", () => undefined, fail);
    await stop();
  });
});

describe("a pool of two connections", () => {
  const LIMITS = { wait: 100, queue: 3, silence: 300 };
  let small: Database;
  beforeAll(async () => {
    const log = createLog("silent");
    small = await Database.open({ address: store.address, entities: [], migrations: [], pool: 2, log, limits: LIMITS });
  });
  afterAll(() => small.close());

  const taking = (seconds: number) => small.asGateway((tx) => tx.query(`select pg_sleep(${seconds})`));

  it("has nobody wait for longer than they should, nor behind more than there is room for, and is as before afterwards", async () => {
    const held = [taking(0.25), taking(0.25)];
    await eventually(() => small.connections.open === 2 && small.connections.idle === 0);
    const begun = performance.now();
    const waiting = Array.from({ length: 3 }, () => small.query("select 1"));
    const refused = await Promise.allSettled(Array.from({ length: 4 }, () => small.query("select 1")));
    expect(refused.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
    expect(performance.now() - begun).toBeLessThan(LIMITS.wait);
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toEqual(Array(3).fill("rejected"));
    await Promise.all(held);
    expect(await Promise.all(Array.from({ length: 4 }, () => small.query("select 1 as one")))).toHaveLength(4);
    expect(small.connections).toMatchObject({ open: 2, waiting: 0 });
  });

  it("hangs up on a PostgreSQL that says nothing, and tells whoever asked to come back", async () => {
    for (const asked of [taking(2), small.query("select pg_sleep(2)")]) {
      expect(isNotNow(await asked.catch((error: unknown) => error))).toBe(true);
    }
    expect(await small.asGateway((tx) => tx.query("select 1 as one"))).toEqual([{ one: 1 }]);
  });

  it("takes all the time that preparing takes", async () => {
    await small.exclusively(async () => {
      await small.query("select pg_sleep(0.4)");
    });
  });

  it("takes all the time that a change of the gateway's own takes, and no more of it afterwards", async () => {
    for (const ends of ["commit", "rollback"]) {
      const work = small.write(async (em) => {
        await em.execute("select pg_sleep(0.5)");
        if (ends === "rollback") throw new Error("thought better of it");
      });
      await work.catch(({ message }: Error) => expect(message).toBe("thought better of it"));
    }
    expect(isNotNow(await taking(2).catch((error: unknown) => error))).toBe(true);
  });

  it("does not say that a transaction was kept in which a statement had failed", async () => {
    const overlooked = small.asGateway(async (tx) => {
      await tx.query("select 1/0").catch(() => undefined);
    });
    await expect(overlooked).rejects.toThrow("was not kept");
  });

  it("begins no statement for whom nobody waits for any more", async () => {
    await small.query("create table late (n int)");
    const late = beforeDeadline(50, () =>
      small.asGateway(async (tx) => {
        await tx.query("insert into late values (1)");
        await tx.query("select pg_sleep(0.1)");
      }),
    );
    await expect(late).rejects.toThrow(NotNow);
    await eventually(() => small.connections.idle === small.connections.open);
    expect(await small.query("select n from late")).toEqual([]);
  });

  it("can be written, until it is only to be read or lacks what this gateway needs", async () => {
    await small.query("create table schema_migration (name text)");
    await small.check();
    const log = createLog("silent");
    const open = (migrations: MigrationObject[]) =>
      Database.open({ address: store.address, entities: [], migrations, pool: 1, log });
    const ahead = await open([{ name: "of-tomorrow", class: NothingNew }]);
    await expect(ahead.check()).rejects.toThrow("older");
    await ahead.close();
    await small.query(
      "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
    );
    const standby = await open([]);
    await expect(standby.check()).rejects.toThrow("no writes");
    await standby.close();
  });
});

function fail(): never {
  throw new Error("it was ended, not lost");
}
