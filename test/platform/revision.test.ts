import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { Revision } from "../../src/platform/revision.js";
import { CATALOG_REVISION } from "../../src/programs/module.js";
import { eventually } from "../kit/eventually.js";
import { createTestDatabase, type TestDatabase } from "../kit/store.js";

const log = createLog("silent");
let store: TestDatabase;
let database: Database;
let revision: Revision;

beforeEach(async () => {
  store = await createTestDatabase();
  database = await Database.open({ address: store.address, entities: [], migrations: [], pool: 3, log });
  revision = new Revision(database, CATALOG_REVISION, log);
});
afterEach(async () => {
  revision.stop();
  await database.close();
  await store.drop();
});

const change = () => database.query("update catalog_state set revision = revision + 1");
const mark = async () => Object.values((await database.query<object>(CATALOG_REVISION.sql))[0] ?? {})[0];
const endOthers = () =>
  database.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );

describe("the revision of the catalog, as a gateway knows it", () => {
  it("is heard of within a tenth of a second of a change that somebody else commits, and not before", async () => {
    await revision.start();
    const before = await revision.current();
    expect(revision.known()).toBe(before);
    await database.asGateway(async (tx) => {
      await tx.query("update catalog_state set revision = revision + 1");
      expect(await revision.current()).toBe(before);
    });
    const committed = performance.now();
    await eventually(() => revision.known() !== undefined && revision.known() !== before);
    expect(performance.now() - committed).toBeLessThan(250);
    expect(revision.known()).toBe(await mark());
  });

  it("is found out within a second where nothing is heard, and counts for no longer than that where nothing answers", async () => {
    await revision.start();
    const before = await revision.current();
    await database.query("alter table catalog_state disable trigger mark_revision");
    await database.query("update catalog_state set revision = revision + 1, mark = gen_random_uuid()");
    const changed = performance.now();
    await eventually(() => revision.known() !== undefined && revision.known() !== before);
    expect(performance.now() - changed).toBeLessThan(1_000);
    revision.stop();
    await eventually(() => revision.known() === undefined, 2_000);
  });

  it("is doubted by whoever changes it: they never read what was before, even where asking was under way", async () => {
    const before = await revision.current();
    const asking = revision.current();
    await change();
    revision.doubt();
    expect(revision.known()).toBeUndefined();
    expect(await revision.current()).not.toBe(before);
    expect(await asking).toBe(before);
    expect(revision.known()).not.toBe(before);
  });

  it("is another after a store was put back, though the numbers are counted again", async () => {
    const numbered = async () =>
      (await database.query<{ mark: string; revision: string }>("select mark, revision::text from catalog_state"))[0];
    await change();
    const first = await numbered();
    await database.query("alter table catalog_state disable trigger mark_revision");
    await database.query("update catalog_state set revision = revision - 1");
    await database.query("alter table catalog_state enable trigger mark_revision");
    await change();
    const again = await numbered();
    expect([again?.revision, again?.mark === first?.mark]).toEqual([first?.revision, false]);
  });

  it("listens again after its connection was cut, and hears what happens from then on", async () => {
    await revision.start();
    await endOthers();
    const before = await eventually(() => revision.known());
    await change();
    await eventually(() => revision.known() !== undefined && revision.known() !== before, 2_000);
    await eventually(async () => (await listeners()) === 1, 3_000);
    const heard = revision.known();
    const committed = performance.now();
    await change();
    await eventually(() => revision.known() !== undefined && revision.known() !== heard);
    expect(performance.now() - committed).toBeLessThan(300);
  });

  const listeners = async () =>
    (
      await database.query(
        "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and (query ilike 'listen%' or query = $1)",
        [CATALOG_REVISION.sql],
      )
    ).length;
});
