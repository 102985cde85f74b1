import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
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

function fail(): never {
  throw new Error("it was ended, not lost");
}
