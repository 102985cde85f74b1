import { addEvent, fixedSubscribers, isInterested } from "../../../src/platform/outbox/index.js";
import { eventually } from "../../kit/eventually.js";
import { NOBODY, OutboxBench, Receivers } from "../../kit/outbox.js";
import { delivered, HOUR, listeners, MINUTE } from "../../kit/relays.js";

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.open();
});
afterEach(() => bench.reset());
afterAll(() => bench.close());

describe("an event", () => {
  it("reaches every destination as it was added, woken by the commit", async () => {
    const receivers = new Receivers(["a", "b"]);
    bench.relay(receivers, { limits: { poll: HOUR } });
    await eventually(async () => (await listeners(bench.database)) === 1);
    const occurredAt = new Date("2026-02-03T04:05:06.789Z");
    const [id] = await bench.add({ topic: "thing.made", subject: "thing-7", payload: { n: 1, ñ: ["ü"] }, occurredAt });
    await bench.settled(2);
    expect(
      receivers.told.map(({ destination, event, attempt }) => ({ ...event, attempt, to: destination.id })),
    ).toEqual(
      ["a", "b"].map((to) => ({
        id,
        topic: "thing.made",
        subject: "thing-7",
        payload: { n: 1, ñ: ["ü"] },
        occurredAt,
        attempt: 1,
        to,
      })),
    );
  });

  it("of a transaction that was rolled back is never sent", async () => {
    const receivers = new Receivers(["a"]);
    bench.relay(receivers);
    const undone = bench.database.as(NOBODY, async (tx) => {
      await addEvent(tx, { topic: "thing.changed", subject: "thing-1", payload: {} });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    const [kept] = await bench.add({});
    await bench.settled(1);
    expect(receivers.events).toEqual([kept]);
  });

  it("can be added by a caller, who can do nothing else to the outbox", async () => {
    await bench.add({});
    for (const sql of [
      "select payload from outbox_event",
      "update outbox_event set payload = '{}'",
      "delete from outbox_event",
      "truncate outbox_event",
      "insert into outbox_event (id, topic, subject, payload, taken_at) values (gen_random_uuid(), 'a', 'b', '{}', now())",
      "insert into outbox_delivery (id) values (gen_random_uuid())",
      "update outbox_delivery set destination_id = 'mine'",
      "delete from outbox_delivery",
    ]) {
      await expect(bench.database.as(NOBODY, (tx) => tx.query(sql))).rejects.toMatchObject({ code: "42501" });
    }
    // Of deliveries they see and repeat those to addresses of their own, and nobody has one here.
    for (const sql of [
      "select id from outbox_event",
      "select id from outbox_delivery",
      "update outbox_delivery set state = 'pending' returning id",
    ]) {
      expect(await bench.database.as(NOBODY, (tx) => tx.query(sql))).toEqual([]);
    }
  });

  it("goes to those who subscribed before it was taken, and not to those who came later", async () => {
    const ids = ["a"];
    const receivers = new Receivers(ids);
    bench.relay(receivers);
    await bench.add({});
    await bench.settled(1);
    ids.push("b");
    await bench.add({});
    await bench.settled(3);
    expect(receivers.told.map(({ destination }) => destination.id).sort()).toEqual(["a", "a", "b"]);
  });

  it("whose destinations cannot be found keeps its own subject waiting, and no other", async () => {
    const receivers = new Receivers(["a"]);
    let broken = true;
    const relay = bench.relay(
      Object.assign(receivers, {
        destinationsFor: async (tx: { query(sql: string): Promise<unknown> }, { payload }: { payload: unknown }) => {
          if (broken && "odd" in (payload as object)) await tx.query("select 1 / 0");
          return [{ id: "a", kind: "test" }];
        },
      }),
    );
    const [odd, , fine] = await bench.add(
      { subject: "odd", payload: { odd: true } },
      { subject: "odd" },
      { subject: "fine" },
    );
    await bench.settled(1);
    await bench.add({ subject: "odd" }, { subject: "fine" });
    await bench.settled(2);
    expect(receivers.told.map(({ event }) => event.subject)).toEqual(["fine", "fine"]);
    expect(receivers.events[0]).toBe(fine);
    broken = false;
    bench.pass(MINUTE);
    relay.wake();
    await bench.settled(5);
    expect(receivers.told.map(({ event }) => event.subject)).toEqual(["fine", "fine", "odd", "odd", "odd"]);
    expect(receivers.events[2]).toBe(odd);
    expect(receivers.events.slice(2)).toEqual([...receivers.events.slice(2)].sort());
  });

  it("is not missed when it came before there was anybody to hear of it", async () => {
    const receivers = new Receivers(["a"]);
    const gate = Promise.withResolvers<void>();
    const { database } = bench;
    const deafAtFirst = new Proxy(database, {
      get(target, name) {
        if (name === "listen") {
          return async (...args: Parameters<typeof target.listen>) => {
            await gate.promise;
            return target.listen(...args);
          };
        }
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const looked = Promise.withResolvers<void>();
    const stop = database.onStatement((sql) => sql.includes("from outbox_delivery") && looked.resolve());
    bench.relay(receivers, { limits: { poll: HOUR }, database: deafAtFirst });
    await looked.promise;
    stop();
    await bench.add({});
    gate.resolve();
    await bench.settled(1);
  });
});

describe("a subscription", () => {
  const event = { id: "1", topic: "thing.changed", subject: "thing-1", payload: {}, occurredAt: new Date(0) };

  it.each([
    [["*"], true],
    [["thing.changed"], true],
    [["thing.*"], true],
    [["other", "thing.changed"], true],
    [["thing"], false],
    [["thin.*"], false],
    [["thing.changed.*"], false],
    [[], false],
  ])("for topics %j: %j", (topics, wanted) => {
    expect(isInterested({ topics }, event)).toBe(wanted);
    expect(isInterested({ topics, subjectFilter: () => false }, event)).toBe(false);
  });

  it("can be a part of the process itself", async () => {
    const told: string[] = [];
    const deliver = (name: string) => async () => {
      told.push(name);
      return delivered;
    };
    bench.relay(
      fixedSubscribers([
        { id: "all", topics: ["*"], deliver: deliver("all") },
        { id: "some", topics: ["thing.*"], subjectFilter: (subject) => subject === "s", deliver: deliver("some") },
      ]),
    );
    await bench.add({ subject: "s" }, { subject: "t" });
    await bench.settled(3);
    expect(told.sort()).toEqual(["all", "all", "some"]);
  });
});
