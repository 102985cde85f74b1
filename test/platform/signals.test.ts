import { randomUUID } from "node:crypto";
import { QueueOverflow } from "../../src/platform/bounded-queue.js";
import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { createSignals, GAP, type Signal, type Signals } from "../../src/platform/signals.js";
import { createTestDatabase, type TestDatabase } from "../kit/store.js";
import { until } from "../kit/until.js";

const log = createLog("silent");
const QUICK = { firstPause: 5, longestPause: 50, heartbeat: 15_000, answer: 5_000 };
let store: TestDatabase;
let databases: Database[];
let signals: Signals[];

/** Two gateways' signals on one database. */
beforeEach(async () => {
  store = await createTestDatabase({ empty: true });
  const open = () => Database.open({ address: store.address, entities: [], migrations: [], pool: 3, log });
  databases = [await open(), await open()];
  signals = databases.map((database) => createSignals(database, log, QUICK));
});
afterEach(async () => {
  for (const one of signals) await one.close();
  for (const database of databases) await database.close();
  await store.drop();
});

const publish = (gateway: number, channel: string, text: string) =>
  databases[gateway]!.asGateway((tx) => signals[gateway]!.publish(tx, channel, text));

/** A listener that is heard to listen: its first GAP has been taken. */
async function listening(gateway: number, channel: string) {
  const listener = signals[gateway]!.listen(channel);
  expect((await listener.next()).value).toBe(GAP);
  return listener;
}

async function take(listener: AsyncIterator<Signal>, count: number): Promise<unknown[]> {
  const taken: unknown[] = [];
  while (taken.length < count) taken.push((await listener.next()).value);
  return taken;
}

/** Ends the connections that listen, as an administrator or a failing server would. */
const endConnections = () =>
  databases[0]!.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'",
  );
const connections = async () =>
  (
    await databases[0]!.query(
      "select 1 as one from pg_stat_activity where datname = current_database() and query ilike 'listen %'",
    )
  ).length;

describe("signals", () => {
  it("reach every listener of their channel on every gateway, in order, and no other", async () => {
    const here = await listening(0, "cases");
    const there = await listening(1, "cases");
    const another = signals[0]!.listen("cases");
    const elsewhere = signals[1]!.listen("files");
    for (const id of ["a", "b"]) await publish(0, "cases", id);
    await publish(1, "cases", "c");
    await publish(1, "files", "d");
    for (const listener of [here, there, another]) expect(await take(listener, 3)).toEqual(["a", "b", "c"]);
    expect(await take(elsewhere, 1)).toEqual(["d"]);
  });

  it("are told when the transaction commits, and never when it does not", async () => {
    const listener = await listening(1, "cases");
    let committed = false;
    const failed = databases[0]!.asGateway(async (tx) => {
      await signals[0]!.publish(tx, "cases", "never");
      throw new Error("rolled back");
    });
    await expect(failed).rejects.toThrow("rolled back");
    await databases[0]!.asGateway(async (tx) => {
      await signals[0]!.publish(tx, "cases", "after");
      await publish(1, "cases", "meanwhile");
      committed = true;
    });
    expect(await take(listener, 2)).toEqual(["meanwhile", "after"]);
    expect(committed).toBe(true);
  });

  it("may be told by a transaction of a caller's own role", async () => {
    await databases[0]!.query("do $$ begin create role ventanilla_caller; exception when others then null; end $$");
    const listener = await listening(1, "cases");
    await databases[0]!.as({ role: "business" }, (tx) => signals[0]!.publish(tx, "cases", "mine"));
    expect(await take(listener, 1)).toEqual(["mine"]);
  });

  it("are ids and nothing else", async () => {
    for (const text of ["", "two words", "ñandú", "x".repeat(201), "a\0"])
      await expect(publish(0, "cases", text)).rejects.toThrow(TypeError);
    await expect(publish(0, "Ca ses", "a")).rejects.toThrow(TypeError);
    expect(() => signals[0]!.listen('cases"; drop')).toThrow(TypeError);
    await publish(0, "cases", `${randomUUID()}:${randomUUID()}`);
  });

  it("are heard again after the connection was cut, and everyone is told that some may be missing", async () => {
    const one = await listening(0, "cases");
    const other = await listening(1, "files");
    for (let round = 0; round < 3; round++) {
      await endConnections();
      expect(await take(one, 1)).toEqual([GAP]);
      expect(await take(other, 1)).toEqual([GAP]);
      await publish(0, "files", `f${round}`);
      await publish(1, "cases", `c${round}`);
      expect(await take(one, 1)).toEqual([`c${round}`]);
      expect(await take(other, 1)).toEqual([`f${round}`]);
    }
    expect(await connections()).toBe(2);
  });

  it("are heard again when the connection breaks without a word", async () => {
    const mute = { query: "listen" as string, count: 0 };
    const gateway = databases[0]!;
    const deaf = createSignals(
      {
        async connect() {
          const client = await gateway.connect();
          mute.count += 1;
          if (mute.count > 1) return client;
          // The first of them answers no question whether it is alive.
          const { query } = client;
          client.query = (sql) => (sql === "select 1" ? new Promise(() => {}) : query.call(client, sql));
          return client;
        },
      },
      log,
      { ...QUICK, heartbeat: 20, answer: 20 },
    );
    const listener = deaf.listen("cases");
    expect(await take(listener, 2)).toEqual([GAP, GAP]);
    await publish(1, "cases", "a");
    expect(await take(listener, 1)).toEqual(["a"]);
    await deaf.close();
  });

  it("take one connection for all listeners of a gateway, and none before there is one", async () => {
    expect(await connections()).toBe(0);
    const all = [await listening(0, "a")];
    for (let index = 0; index < 50; index++) all.push(signals[0]!.listen(`channel-${index}`));
    expect(await connections()).toBe(1);
  });

  it("end with an error for who does not take them, and go on for the others", async () => {
    const slow = await listening(0, "cases");
    const quick = signals[0]!.listen("cases");
    const many = (from: number) =>
      databases[1]!.query(
        "select pg_notify('ventanilla_signals', 'cases n' || n) from generate_series($1::int, $1::int + 5999) n",
        [from],
      );
    await many(0);
    expect((await take(quick, 6_000)).at(-1)).toBe("n5999");
    await many(6_000);
    expect((await take(quick, 6_000)).at(-1)).toBe("n11999");
    await expect(slow.next()).rejects.toThrow(QueueOverflow);
    await publish(0, "cases", "later");
    expect(await take(quick, 1)).toEqual(["later"]);
  });

  it("end at once when they are closed, with the server away too", async () => {
    const listener = await listening(0, "cases");
    const waiting = listener.next();
    await signals[0]!.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect((await signals[0]!.listen("cases").next()).done).toBe(true);
    await until(async () => (await connections()) === 0);
    const away = createSignals({ connect: () => Promise.reject(new Error("no server")) }, log);
    const nothing = away.listen("cases").next();
    await away.close();
    expect((await nothing).done).toBe(true);
  });
});
