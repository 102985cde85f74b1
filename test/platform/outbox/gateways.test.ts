import type { Outcome } from "../../../src/platform/outbox/index.js";
import { MOST_ATTEMPTS } from "../../../src/platform/outbox/schedule.js";
import { eventually } from "../../kit/eventually.js";
import { OutboxBench, Receivers } from "../../kit/outbox.js";
import { delivered, failed, HOUR, MINUTE, settledAt, spawnRelay } from "../../kit/relays.js";

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.open();
});
afterEach(() => bench.reset());
afterAll(() => bench.close());

describe("several gateways", () => {
  it("deliver 500 events once each, in order, and none at the same time twice", async () => {
    const underWay = new Set<string>();
    const overlaps: string[] = [];
    const told: string[] = [];
    const byRelay = [0, 0];
    const gateways = [bench.database, await bench.anotherDatabase()];
    const events = Array.from({ length: 500 }, (_, n) => ({ subject: `subject-${n % 50}` }));
    const half = events.length / 2;
    const firstHalf = await bench.add(...events.slice(0, half));
    gateways.forEach((database, index) => {
      const receivers = new Receivers(["a"], async ({ event }) => {
        if (underWay.has(event.subject)) overlaps.push(event.subject);
        underWay.add(event.subject);
        await new Promise(setImmediate);
        underWay.delete(event.subject);
        told.push(event.id);
        byRelay[index]! += 1;
        return delivered;
      });
      bench.relay(receivers, { database });
    });
    const ids = [...firstHalf, ...(await bench.add(...events.slice(half)))];
    await bench.settled(500);
    expect(overlaps).toEqual([]);
    expect([...told].sort()).toEqual([...ids].sort());
    for (let subject = 0; subject < 50; subject += 1) {
      const expected = ids.filter((_, n) => n % 50 === subject);
      expect(told.filter((id) => expected.includes(id))).toEqual(expected);
    }
    expect(Math.min(...byRelay)).toBeGreaterThan(0);
    expect((await bench.deliveries()).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it("lose nothing when one is killed with deliveries in its hands: another takes them up", async () => {
    await bench.add({ subject: "s" }, { subject: "t" });
    const child = spawnRelay(bench, 500);
    await child.took(2);
    child.kill();
    await child.ended;
    const receivers = new Receivers(["a"]);
    bench.relay(receivers, { limits: { lease: 500 } });
    await bench.settled(2);
    expect([...receivers.events].sort()).toEqual([...child.taken].sort());
    expect(receivers.told.map(({ attempt }) => attempt)).toEqual([2, 2]);
  });

  it("lose nothing when all were killed between the commit and the first look", async () => {
    const ids = await bench.add({}, {}, {});
    const receivers = new Receivers(["a"]);
    bench.relay(receivers);
    await bench.settled(3);
    expect(receivers.events).toEqual(ids);
  });

  it("leave a delivery alone while the lease of its holder runs, and heed no word of one who lost it", async () => {
    const stuck = Promise.withResolvers<Outcome>();
    const slow = new Receivers(["a"], () => stuck.promise);
    const slowRelay = bench.relay(slow, { limits: { lease: 300, deadline: HOUR, poll: HOUR } });
    const [id] = await bench.add({});
    await eventually(() => slow.events.length === 1);
    const other = new Receivers(["a"]);
    bench.relay(other, { database: await bench.anotherDatabase() });
    await bench.settled(1);
    stuck.resolve(failed("http-500"));
    await slowRelay.stop();
    expect(await bench.deliveries()).toMatchObject([{ state: "delivered", attempts: 2, last_error: null }]);
    expect(other.events).toEqual([id]);
  });

  it("find destinations one at a time, so that no later event of a subject overtakes an earlier one", async () => {
    const gate = Promise.withResolvers<void>();
    const slow = new Receivers(["a"]);
    const asked: string[] = [];
    Object.assign(slow, {
      destinationsFor: async (_tx: unknown, { id }: { id: string }) => {
        asked.push(id);
        await gate.promise;
        return [{ id: "a", kind: "test" }];
      },
    });
    const [first] = await bench.add({});
    bench.relay(slow);
    await eventually(() => asked.length === 1);
    const [second] = await bench.add({});
    const other = await bench.anotherDatabase();
    const quick = new Receivers(["a"]);
    let looks = 0;
    const stop = other.onStatement((sql) => {
      if (sql.includes("from outbox_delivery")) looks += 1;
    });
    bench.relay(quick, { database: other });
    await eventually(() => looks >= 3);
    stop();
    const toldTooEarly = [...quick.events];
    gate.resolve();
    await bench.settled(2);
    expect(toldTooEarly).toEqual([]);
    const rows = await bench.deliveries();
    expect(rows.map((row) => row.event_id)).toEqual([first, second]);
    expect([...slow.events, ...quick.events].sort()).toEqual([first, second].sort());
  });

  it("give up what was taken for the last time by one that died", async () => {
    await bench.add({});
    bench.relay(new Receivers(["a"], () => failed("http-500")));
    await eventually(async () => (await bench.deliveries()).find((one) => settledAt(one, 1)));
    await bench.database.query(
      "update outbox_delivery set attempts = $1, lease_id = gen_random_uuid(), leased_until = now() - interval '1 second'",
      [MOST_ATTEMPTS],
    );
    bench.pass(2 * MINUTE);
    const row = await eventually(async () => (await bench.deliveries()).find(({ state }) => state === "dead"));
    expect(row.last_error).toBe("abandoned");
  });
});
