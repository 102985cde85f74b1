import type { Outcome } from "../../../src/platform/outbox/index.js";
import { eventually } from "../../kit/eventually.js";
import { OutboxBench, Receivers } from "../../kit/outbox.js";
import { DAY, delivered, failed, listeners } from "../../kit/relays.js";

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.open();
});
afterEach(() => bench.reset());
afterAll(() => bench.close());

describe("a relay", () => {
  it("keeps slots free of a destination that hangs", async () => {
    const stuck = Promise.withResolvers<Outcome>();
    const receivers = new Receivers(["hangs", "well"], ({ destination }) =>
      destination.id === "hangs" ? stuck.promise : delivered,
    );
    bench.relay(receivers, { limits: { slots: 5, slotsOfOne: 2 } });
    await bench.add(...Array.from({ length: 10 }, (_, n) => ({ subject: `subject-${n}` })));
    await eventually(async () => (await bench.deliveries()).filter(({ state }) => state === "delivered").length === 10);
    expect(receivers.told.filter(({ destination }) => destination.id === "hangs")).toHaveLength(2);
    stuck.resolve(delivered);
    await bench.settled(20);
  });

  it("finishes what is under way when it stops, and gives back what does not end", async () => {
    const stuck = Promise.withResolvers<Outcome>();
    const receivers = new Receivers(["a"], ({ event }) =>
      event.subject === "ends" ? stuck.promise : new Promise<Outcome>(() => undefined),
    );
    const relay = bench.relay(receivers, { limits: { grace: 100 } });
    await bench.add({ subject: "ends" }, { subject: "hangs" });
    await eventually(() => receivers.told.length === 2);
    const stopped = relay.stop();
    stuck.resolve(delivered);
    await stopped;
    const rows = await bench.deliveries();
    expect(rows.map(({ state, attempts }) => [state, attempts])).toEqual([
      ["delivered", 1],
      ["pending", 0],
    ]);
    const next = new Receivers(["a"]);
    bench.relay(next);
    await bench.settled(2);
    expect(next.events).toEqual([receivers.events[1]]);
  });

  it("goes on by itself after its connections were cut, and hears again", async () => {
    const receivers = new Receivers(["a"]);
    bench.relay(receivers);
    await eventually(async () => (await listeners(bench.database)) === 1);
    const other = await bench.anotherDatabase();
    await other.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await eventually(async () => {
      await other.query("select 1");
      return (await listeners(other)) === 1;
    });
    await eventually(() => bench.add({}).catch(() => undefined));
    await bench.settled(1);
  });

  it("cleans away what was delivered long ago, and keeps what is pending or died lately", async () => {
    const receivers = new Receivers(["a"], ({ event }) =>
      event.subject === "dead"
        ? failed("refused", { final: true })
        : event.subject === "waits"
          ? failed("http-500")
          : delivered,
    );
    bench.relay(receivers);
    const [done, dead, waits] = await bench.add({ subject: "done" }, { subject: "dead" }, { subject: "waits" });
    await eventually(
      async () => (await bench.deliveries()).map(({ state }) => state).join() === "delivered,dead,pending",
    );
    const kept = async () =>
      (await bench.database.query<{ id: string }>("select id from outbox_event order by position")).map(({ id }) => id);
    bench.pass(29 * DAY);
    const [marker] = await bench.add({ subject: "marker" });
    await eventually(() => receivers.events.includes(marker!));
    expect(await kept()).toEqual([done, dead, waits, marker]);
    bench.pass(2 * DAY);
    await eventually(async () => (await kept()).join() === [dead, waits, marker].join());
    bench.pass(60 * DAY);
    await eventually(async () => (await kept()).join() === String(waits));
  });
});
