import Fastify, { type FastifyInstance } from "fastify";
import { offerRevision } from "../../src/graph/revision/offer-revision.js";
import { REVISION_HEADER } from "../../src/graph/revision/protocol.js";
import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { Revision } from "../../src/platform/revision.js";
import { CATALOG_REVISION } from "../../src/programs/module.js";
import { AskedRevision } from "../../src/router/asked-revision.js";
import { eventually } from "../kit/eventually.js";
import { createTestDatabase, type TestDatabase } from "../kit/store.js";

const log = createLog("silent");

/** A process of subgraphs, as far as it knows the revision. */
interface Process {
  readonly url: string;
  readonly revision: Revision;
  readonly app: FastifyInstance;
}

let store: TestDatabase;
let database: Database;
let [first, second] = [] as unknown as [Process, Process];
let routers: AskedRevision[];
beforeEach(async () => {
  store = await createTestDatabase();
  database = await Database.open({ address: store.address, entities: [], migrations: [], pool: 5, log });
  [first, second] = [await open(), await open()];
  routers = [];
});
afterEach(async () => {
  for (const router of routers) router.stop();
  for (const { revision, app } of [first, second]) {
    revision.stop();
    await app.close();
  }
  await database.close();
  await store.drop();
});

async function open(): Promise<Process> {
  const revision = new Revision(database, CATALOG_REVISION, log);
  await revision.start();
  const app = Fastify({ forceCloseConnections: true });
  app.get("/else", async () => ({ known: revision.known() ?? null }));
  offerRevision(app, revision);
  return { url: await app.listen({ host: "127.0.0.1", port: 0 }), revision, app };
}

async function routerOf(...processes: readonly Process[]): Promise<AskedRevision> {
  const router = new AskedRevision(
    processes.map(({ url }) => url),
    log,
  );
  routers.push(router);
  router.start();
  await eventually(() => router.known() !== undefined);
  return router;
}

const change = () => database.query("update catalog_state set revision = revision + 1");
const mark = async () => Object.values((await database.query<object>(CATALOG_REVISION.sql))[0] ?? {})[0];
const changeUnheard = async () => {
  await database.query("alter table catalog_state disable trigger mark_revision");
  await database.query("update catalog_state set revision = revision + 1, mark = gen_random_uuid()");
};

describe("the revision of the catalog, as a router knows it", () => {
  it("is heard of within a tenth of a second of a change, by each router from another process", async () => {
    const both = [await routerOf(first), await routerOf(second)];
    const late: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await change();
      const committed = performance.now();
      const now = await mark();
      await eventually(() => both.every((router) => router.known() === now));
      late.push(performance.now() - committed);
    }
    expect(late.sort((a, b) => a - b)[1]).toBeLessThan(100);
  });

  it("is found out within a second where no process hears of changes", async () => {
    const router = await routerOf(first, second);
    await changeUnheard();
    const [changed, now] = [performance.now(), await mark()];
    await eventually(() => router.known() === now);
    expect(performance.now() - changed).toBeLessThan(1_000);
  });

  it("goes on being known while nothing changes", async () => {
    const router = await routerOf(first, second);
    const known = router.known();
    const until = performance.now() + 1_500;
    const looks = { all: 0, known: 0 };
    while (performance.now() < until) {
      looks.all += 1;
      if (router.known() === known) looks.known += 1;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    // Others may be at work beside a test, and take the processor for longer than a revision counts.
    expect(looks.known / looks.all).toBeGreaterThan(0.9);
  });

  it("is read from the store by whoever doubts it", async () => {
    const router = await routerOf(first);
    const before = router.known();
    await changeUnheard();
    router.doubt();
    expect(router.known()).toBeUndefined();
    expect(await router.told()).toBe(await mark());
    expect(router.known()).not.toBe(before);
  });

  it("is told by another process when one is away, and counts for a second when all are", async () => {
    const router = await routerOf(first, second);
    await first.app.close();
    await change();
    const now = await mark();
    await eventually(() => router.known() === now, 1_000);
    await second.app.close();
    expect(await router.current()).toBe(now);
    await eventually(() => router.known() === undefined, 1_500);
    await expect(router.current()).rejects.toThrow();
    expect(await router.told()).toBe(now);
  });

  it("is doubted by a process that is told of another, once, and by none that is told the same", async () => {
    const known = first.revision.known() ?? "";
    const told = async (text: string) => {
      const response = await fetch(`${first.url}/else`, { headers: { [REVISION_HEADER]: text } });
      return (await response.json()).known;
    };
    expect(await told(known)).toBe(known);
    expect(await told("of another process")).toBeNull();
    await first.revision.read();
    expect(await told("of another process")).toBe(known);
  });
});
