import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { addEvent, fixedSubscribers, isInterested, type Outcome } from "../../src/platform/outbox/index.js";
import { errorClass, longestWait, MOST_ATTEMPTS, settle, waitAfter } from "../../src/platform/outbox/schedule.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { eventually } from "../kit/eventually.js";
import { type DeliveryRow, NOBODY, OutboxBench, Receivers } from "../kit/outbox.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const failed = (error: string, more: object = {}): Outcome => ({ kind: "failed", error, ...more });
const delivered: Outcome = { kind: "delivered" };

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
    await eventually(async () => (await listeners()) === 1);
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

describe("an attempt that fails", () => {
  it("is made again with the same ids, later and later, and then given up", async () => {
    const receivers = new Receivers(["a"], () => failed("http-500"));
    const relay = bench.relay(receivers);
    const [id] = await bench.add({});
    const waits: number[] = [];
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const row = await eventually(async () => (await bench.deliveries()).find((one) => settledAt(one, attempt)));
      expect(row.last_error).toBe("http-500");
      waits.push(Math.round((row.next_at - bench.now().getTime()) / 1_000));
      expect(row.state).toBe(attempt < MOST_ATTEMPTS ? "pending" : "dead");
      bench.pass(longestWait(attempt));
      relay.wake();
    }
    expect(new Set(receivers.told.map((delivery) => `${delivery.event.id} ${delivery.id}`)).size).toBe(1);
    expect(receivers.events[0]).toBe(id);
    expect(receivers.told.map(({ attempt }) => attempt)).toEqual(
      Array.from({ length: MOST_ATTEMPTS }, (_, n) => n + 1),
    );
    expect(waits[0]).toBeGreaterThanOrEqual(3);
    expect(waits[10]).toBeGreaterThan(11 * 3_600);
  });

  it("waits as long as the receiver asks", async () => {
    bench.relay(new Receivers(["a"], () => failed("http-429", { retryAfter: 30 * MINUTE })));
    await bench.add({});
    const row = await eventually(async () => (await bench.deliveries()).find((one) => settledAt(one, 1)));
    expect(row.next_at - bench.now().getTime()).toBeGreaterThan(29 * MINUTE);
  });

  it.each([
    ["throws", "fault", () => Promise.reject(new Error("secret text"))],
    ["never ends and heeds no signal", "timeout", () => new Promise<Outcome>(() => undefined)],
    [
      "names an error with what was sent",
      "fault",
      () => Promise.resolve(failed("failed to post {payload} to https://user:secret@x")),
    ],
  ])("is a failure of a known class when it %s", async (_what, error, answer) => {
    bench.relay(new Receivers(["a"], answer), { limits: { deadline: 50 } });
    await bench.add({});
    const row = await eventually(async () => (await bench.deliveries()).find((one) => settledAt(one, 1)));
    expect(row.last_error).toBe(error);
  });

  it("fails for a kind of destination that nobody knows", async () => {
    bench.relay({ destinationsFor: async () => [{ id: "a", kind: "constructor" }], kinds: {} });
    await bench.add({});
    const row = await eventually(async () => (await bench.deliveries()).find((one) => settledAt(one, 1)));
    expect(row.last_error).toBe("unknown-kind");
  });

  it("can be made again by hand when it was dead", async () => {
    let down = true;
    const receivers = new Receivers(["a"], () => (down ? failed("refused", { final: true }) : delivered));
    const relay = bench.relay(receivers);
    await bench.add({});
    await bench.settled(1, "dead");
    down = false;
    const [row] = await bench.deliveries();
    expect(await relay.redeliver(row!.id)).toBe(true);
    await bench.settled(1);
    expect(new Set(receivers.events).size).toBe(1);
    expect(await relay.redeliver("00000000-0000-7000-8000-000000000000")).toBe(false);
  });

  it("ends everything for a destination that is gone, and has it switched off once", async () => {
    const receivers = new Receivers(["gone", "here"], ({ destination }) =>
      destination.id === "gone" ? { kind: "gone" } : delivered,
    );
    bench.relay(receivers, { limits: { slots: 1 } });
    await bench.database.as(NOBODY, async (tx) => {
      for (const subject of ["s", "s", "t"]) await addEvent(tx, { topic: "thing.changed", subject, payload: {} });
    });
    await eventually(async () => {
      const rows = await bench.deliveries();
      return (
        rows.length === 6 &&
        rows.every(({ state, destination_id: id }) => state === (id === "gone" ? "dead" : "delivered"))
      );
    });
    expect(receivers.off).toEqual(["gone"]);
    expect((await bench.deliveries()).filter((row) => row.last_error === "gone")).toHaveLength(3);
  });
});

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
    const child = spawnRelay(500);
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
    await eventually(async () => (await listeners()) === 1);
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

describe("the waits between attempts", () => {
  it("grow from 5 seconds to 12 hours, and are anything in between", () => {
    const longest = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, n) => longestWait(n + 1));
    expect(longest[0]).toBe(5_000);
    expect(longest.at(-1)).toBe(12 * HOUR);
    expect([...longest].sort((a, b) => a - b)).toEqual(longest);
    for (const [index, wait] of longest.entries()) {
      expect(waitAfter(index + 1, 0)).toBe(0);
      expect(waitAfter(index + 1, 0.5)).toBe(wait / 2);
      expect(waitAfter(index + 1, 1)).toBe(wait);
    }
  });

  it("are no shorter than the receiver asks, of whom an hour is heeded", () => {
    expect(waitAfter(1, 0, 20_000)).toBe(20_000);
    expect(waitAfter(1, 0, 5 * HOUR)).toBe(HOUR);
    expect(waitAfter(MOST_ATTEMPTS - 1, 1, 20_000)).toBe(12 * HOUR);
  });

  it("end at the last attempt, or at a failure that is final", () => {
    const now = new Date(0);
    expect(settle(failed("x"), MOST_ATTEMPTS - 1, now, 0.5)).toMatchObject({ state: "pending", lastError: "x" });
    expect(settle(failed("x"), MOST_ATTEMPTS, now, 0.5)).toMatchObject({ state: "dead", lastError: "x" });
    expect(settle(failed("x", { final: true }), 1, now, 0.5)).toMatchObject({ state: "dead", nextAt: now });
    expect(settle(delivered, 3, now, 0.5)).toEqual({ state: "delivered", nextAt: now, lastError: null });
    expect(settle({ kind: "gone" }, 3, now, 0.5)).toMatchObject({ state: "dead", lastError: "gone" });
  });

  it("are noted with the class of the error and nothing else", () => {
    expect(errorClass("http-500")).toBe("http-500");
    for (const text of ["", "Http", "a b", "a\nb", "é", "https://x?y", "x".repeat(41)]) {
      expect(errorClass(text)).toBe("fault");
    }
  });
});

const settledAt = (row: DeliveryRow, attempts: number) => row.attempts === attempts && !row.leased;

/** How many connections have asked to hear of new events. */
async function listeners(database = bench.database): Promise<number> {
  const [row] = await database.query<{ count: string }>(
    "select count(*) from pg_stat_activity where datname = current_database() and query = 'listen \"outbox\"'",
  );
  return Number(row!.count);
}

/** A relay in a process of its own that takes deliveries and never ends them. */
function spawnRelay(lease: number) {
  const script = `
    import { Database } from "./dist/src/platform/database.js";
    import { createLog } from "./dist/src/platform/log.js";
    import { createRelay } from "./dist/src/platform/outbox/index.js";
    const log = createLog("silent");
    const address = JSON.parse(process.argv[1]);
    const database = await Database.open({ address, entities: [], migrations: [], pool: 2, log });
    const hang = ({ event }) => new Promise(() => console.log(event.id));
    const destinationsFor = async () => [{ id: "a", kind: "test" }];
    createRelay({ database, log, now: () => new Date(), subscribers: { destinationsFor, kinds: { test: hang } }, limits: { lease: ${lease} } }).start();
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(bench.address)], {
    cwd: PACKAGE_ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const taken: string[] = [];
  createInterface(child.stdout).on("line", (line) => taken.push(line));
  return {
    taken,
    took: (count: number) => eventually(() => taken.length === count),
    kill: () => child.kill("SIGKILL"),
    ended: once(child, "exit"),
  };
}
