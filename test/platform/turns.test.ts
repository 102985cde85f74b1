import { setImmediate as aTurn } from "node:timers/promises";
import { jest } from "@jest/globals";
import { type NoTurn, type Release, Turns } from "../../src/platform/turns.js";

const turnsOf = (atOnce: number, longestWait = 60_000) => new Turns({ atOnce, longestWait });
const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const isTurn = (got: Release | NoTurn): got is Release => typeof got === "function";

/** Work that takes so many milliseconds; says what became of it. */
async function work(turns: Turns, who: string | undefined, milliseconds: number, done: () => void = () => {}) {
  const got = await turns.take(who);
  if (!isTurn(got)) return got;
  if (milliseconds > 0) await wait(milliseconds);
  done();
  got();
  return "done";
}

/** What comes of it by a clock that runs only while somebody waits, so that a busy machine changes nothing. */
async function inTime<T>(story: () => Promise<T>): Promise<T> {
  jest.useFakeTimers();
  try {
    const told = story();
    let over = false;
    void told
      .finally(() => {
        over = true;
      })
      .catch(() => undefined);
    while (!over) await jest.advanceTimersByTimeAsync(1);
    return await told;
  } finally {
    jest.useRealTimers();
  }
}

describe("turns of work", () => {
  it("lets no more at once than it may, and all of them in the end", () =>
    inTime(async () => {
      const turns = turnsOf(3);
      let most = 0;
      const all = Array.from({ length: 20 }, () =>
        work(turns, undefined, 2, () => (most = Math.max(most, turns.atWork))),
      );
      expect(new Set(await Promise.all(all))).toEqual(new Set(["done"]));
      expect([most, turns.atWork, turns.waiting]).toEqual([3, 0, 0]);
    }));

  it("begins one thing in each turn of the event loop, so that what else arrives is looked at between", async () => {
    const turns = turnsOf(100);
    let begun = 0;
    for (let count = 0; count < 10; count++) void work(turns, undefined, 0, () => begun++);
    const seen: number[] = [];
    while (begun < 10) {
      await aTurn();
      seen.push(begun);
    }
    expect(seen.length).toBeGreaterThanOrEqual(9);
    expect(seen.every((count, index) => index === 0 || count - (seen[index - 1] ?? 0) <= 1)).toBe(true);
  });

  it("gives each of those who wait a turn before anybody has another", () =>
    inTime(async () => {
      const turns = turnsOf(1);
      const order: string[] = [];
      const ask = (who: string) => work(turns, who, 1, () => order.push(who));
      await Promise.all(["eva", "eva", "eva", "eva", "eva", "ana", "luz"].map(ask));
      expect(order).toEqual(["eva", "eva", "ana", "luz", "eva", "eva", "eva"]);
    }));

  it("lets in what comes all at once, however much it is for a moment, cold as it may be", () =>
    inTime(async () => {
      const turns = turnsOf(1, 100);
      const all = Array.from({ length: 60 }, () => work(turns, "eva", 4));
      expect(new Set(await Promise.all(all))).toEqual(new Set(["done"]));
    }));

  it("sends away who keeps coming and would wait longer than they should, at once", () =>
    inTime(async () => {
      const turns = turnsOf(1, 60);
      const ask = () => work(turns, undefined, 4);
      const first = Array.from({ length: 40 }, ask);
      await wait(40);
      expect(turns.turnsAway()).toBe(true);
      const begun = performance.now();
      const late = Array.from({ length: 40 }, ask);
      expect(new Set(await Promise.all(late))).toEqual(new Set(["full"]));
      expect(performance.now() - begun).toBeLessThan(20);
      expect(new Set(await Promise.all(first))).toEqual(new Set(["done"]));
      expect(turns.turnsAway()).toBe(false);
      expect(await ask()).toBe("done");
    }));

  it("sends away after all who has waited for long while ever more came, and not who came with others at once", () =>
    inTime(async () => {
      const turns = turnsOf(1, 60);
      const ask = () => work(turns, undefined, 4);
      const first = Array.from({ length: 40 }, ask);
      const late: ReturnType<typeof ask>[] = [];
      for (let round = 0; round < 40; round += 1) {
        await wait(4);
        late.push(...Array.from({ length: 20 }, ask));
      }
      const [became, sentAway] = [await Promise.all(first), await Promise.all(late)];
      const done = became.filter((one) => one === "done").length;
      expect([done > 15, done < 40]).toEqual([true, true]);
      expect(sentAway.filter((one) => one === "full").length).toBeGreaterThan(700);
      expect(turns.waiting).toBe(0);
    }));

  it("leaves room for others while one has enough waiting", () =>
    inTime(async () => {
      const turns = turnsOf(1, 100);
      const greedy = Array.from({ length: 40 }, () => work(turns, "eva", 3));
      await wait(60);
      const more = Array.from({ length: 20 }, () => work(turns, "eva", 3));
      const others = Array.from({ length: 3 }, (_one, index) => work(turns, `other-${index}`, 3));
      expect(new Set(await Promise.all(more))).toEqual(new Set(["enough"]));
      expect(new Set(await Promise.all(others))).toEqual(new Set(["done"]));
      expect(new Set(await Promise.all(greedy))).toEqual(new Set(["done"]));
    }));

  it("keeps nobody out for one who came with very much at once", () =>
    inTime(async () => {
      const turns = turnsOf(1, 60);
      const greedy = Array.from({ length: 60 }, () => work(turns, "eva", 3));
      await wait(50);
      expect(turns.turnsAway()).toBe(false);
      const begun = performance.now();
      const others = ["ana", "luz", "paz"].map((who) => work(turns, who, 3));
      expect(await Promise.all(others)).toEqual(["done", "done", "done"]);
      expect(performance.now() - begun).toBeLessThan(60);
      expect(await work(turns, "eva", 3)).toBe("enough");
      await Promise.all(greedy);
    }));

  it("gives nobody more than half of what is at work at once, so that others have theirs at once", () =>
    inTime(async () => {
      const turns = turnsOf(16);
      let [mine, most] = [0, 0];
      const greedy = Array.from({ length: 40 }, async () => {
        const got = await turns.take("eva");
        if (!isTurn(got)) return got;
        mine += 1;
        most = Math.max(most, mine);
        await wait(20);
        mine -= 1;
        got();
        return "done";
      });
      await wait(5);
      const begun = performance.now();
      expect(await Promise.all(["ana", "luz"].map((who) => work(turns, who, 1)))).toEqual(["done", "done"]);
      expect(performance.now() - begun).toBeLessThan(10);
      expect(new Set(await Promise.all(greedy))).toEqual(new Set(["done"]));
      expect(most).toBe(8);
    }));

  it("sends away who waits for what they themselves have at work and does not end, and nobody else", () =>
    inTime(async () => {
      const turns = turnsOf(16, 20);
      const stuck = await Promise.all(Array.from({ length: 8 }, () => turns.take("eva")));
      const waiting = [work(turns, "eva", 0), work(turns, "eva", 0)];
      expect(await Promise.all(waiting)).toEqual(["full", "full"]);
      expect(await work(turns, "ana", 0)).toBe("done");
      for (const one of stuck) if (isTurn(one)) one();
      expect(await work(turns, "eva", 0)).toBe("done");
      expect([turns.atWork, turns.waiting]).toEqual([0, 0]);
    }));

  it("sends away also those who were let in when work has stopped, and goes on when it goes on", () =>
    inTime(async () => {
      const turns = turnsOf(1, 20);
      const stuck = await turns.take();
      const waiting = [work(turns, "ana", 0), work(turns, "eva", 0)];
      await wait(25);
      expect(turns.turnsAway()).toBe(true);
      expect(await Promise.all(waiting)).toEqual(["full", "full"]);
      expect(turns.waiting).toBe(0);
      if (isTurn(stuck)) stuck();
      expect(await work(turns, "ana", 0)).toBe("done");
    }));

  it("takes a turn back once, however often it is given back", () =>
    inTime(async () => {
      const turns = turnsOf(2);
      const [one, other] = [await turns.take(), await turns.take()];
      for (const release of [one, one, one]) if (isTurn(release)) release();
      expect(turns.atWork).toBe(1);
      if (isTurn(other)) other();
      expect(turns.atWork).toBe(0);
    }));
});
