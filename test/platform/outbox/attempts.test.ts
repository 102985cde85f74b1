import { addEvent, type Outcome } from "../../../src/platform/outbox/index.js";
import { errorClass, longestWait, MOST_ATTEMPTS, settle, waitAfter } from "../../../src/platform/outbox/schedule.js";
import { eventually } from "../../kit/eventually.js";
import { NOBODY, OutboxBench, Receivers } from "../../kit/outbox.js";
import { delivered, failed, HOUR, MINUTE, settledAt } from "../../kit/relays.js";

let bench: OutboxBench;
beforeAll(async () => {
  bench = await OutboxBench.open();
});
afterEach(() => bench.reset());
afterAll(() => bench.close());

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
