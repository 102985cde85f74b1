import { addEvent } from "../../../src/platform/outbox/index.js";
import { eventually } from "../../kit/eventually.js";
import { NOBODY, OutboxBench, Receivers } from "../../kit/outbox.js";
import { delivered, failed, MINUTE, settledAt } from "../../kit/relays.js";

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.open();
});
afterEach(() => bench.reset());
afterAll(() => bench.close());

describe("the order", () => {
  it("of a subject is kept while its first event waits, and other subjects and destinations go on", async () => {
    let down = true;
    const receivers = new Receivers(["a", "b"], ({ destination, event }) =>
      down && destination.id === "a" && event.subject === "slow" ? failed("http-500") : delivered,
    );
    const relay = bench.relay(receivers);
    const ids = await bench.add(...["slow", "slow", "quick", "slow", "quick"].map((subject) => ({ subject })));
    const toldTo = (id: string) =>
      receivers.told.filter(({ destination }) => destination.id === id).map(({ event }) => event.id);
    await eventually(async () => (await bench.deliveries()).filter(({ state }) => state === "delivered").length === 7);
    expect(toldTo("a").filter((id) => id !== ids[0])).toEqual([ids[2], ids[4]]);
    expect(toldTo("b").filter((id) => id !== ids[2] && id !== ids[4])).toEqual([ids[0], ids[1], ids[3]]);
    down = false;
    bench.pass(MINUTE);
    relay.wake();
    await bench.settled(10);
    expect(toldTo("a").slice(-3)).toEqual([ids[0], ids[1], ids[3]]);
  });

  it("makes what waits due together with what it waits for", async () => {
    let down = true;
    const receivers = new Receivers(["a"], () => (down ? failed("http-500") : delivered));
    const relay = bench.relay(receivers);
    await bench.database.as(NOBODY, async (tx) => {
      for (const n of [1, 2]) await addEvent(tx, { topic: "thing.changed", subject: "s", payload: { n } });
    });
    const due = async () => new Set((await bench.deliveries()).map((row) => row.next_at));
    const first = async () => (await bench.deliveries())[0]!;
    await eventually(async () => (await bench.deliveries()).length === 2 && settledAt(await first(), 1));
    await bench.add({ subject: "s" });
    await eventually(async () => (await bench.deliveries()).length === 3);
    expect(await due()).toEqual(new Set([(await first()).next_at]));
    bench.pass(5_000);
    relay.wake();
    await eventually(async () => settledAt(await first(), 2));
    expect(await due()).toEqual(new Set([(await first()).next_at]));
    down = false;
    expect(await relay.redeliver((await first()).id)).toBe(true);
    await bench.settled(3);
    expect(receivers.events.slice(2)).toEqual((await bench.deliveries()).map((row) => row.event_id));
  });

  it("lets a later event pass one that is dead", async () => {
    const receivers = new Receivers(["a"], ({ event }) =>
      (event.payload as { bad?: boolean }).bad ? failed("refused", { final: true }) : delivered,
    );
    bench.relay(receivers);
    await bench.add({ payload: { bad: true } }, {});
    await eventually(async () => (await bench.deliveries()).map(({ state }) => state).join() === "dead,delivered");
  });

  it("is the order of commits, also when transactions overlap", async () => {
    const receivers = new Receivers(["a"]);
    const first = Promise.withResolvers<void>();
    const added = Promise.withResolvers<string>();
    const early = bench.database.as(NOBODY, async (tx) => {
      added.resolve(await addEvent(tx, { topic: "thing.changed", subject: "s", payload: {} }));
      await first.promise;
    });
    const earlyId = await added.promise;
    const late = bench.add({ subject: "s" });
    // The second transaction is seen to wait for the first one.
    await eventually(async () => {
      const [row] = await bench.database.query<{ count: string }>(
        "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
      );
      return Number(row!.count) === 1;
    });
    bench.relay(receivers);
    first.resolve();
    await early;
    const [lateId] = await late;
    await bench.settled(2);
    expect(receivers.events).toEqual([earlyId, lateId]);
  });
});
