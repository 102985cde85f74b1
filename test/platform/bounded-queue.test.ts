import { changed, createBoundedQueue, QueueOverflow } from "../../src/platform/bounded-queue.js";

function queue(most = 3) {
  let ended = 0;
  const made = createBoundedQueue<number>(most, () => {
    ended += 1;
  });
  return { made, ended: () => ended };
}

describe("a bounded queue", () => {
  it("gives things in their order, whether they or their takers come first", async () => {
    const { made } = queue();
    const first = made.next();
    const second = made.next();
    for (const thing of [1, 2, 3, 4]) made.push(thing);
    expect([await first, await second, await made.next(), await made.next()].map(({ value }) => value)).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it("ends with an error when more wait than it holds, forgets them, and says once that it has ended", async () => {
    const { made, ended } = queue();
    for (const thing of [1, 2, 3, 4, 5]) made.push(thing);
    await expect(made.next()).rejects.toThrow(QueueOverflow);
    expect(await made.next()).toEqual({ done: true, value: undefined });
    await made.return();
    expect(ended()).toBe(1);
  });

  it("tells a failure to one taker and ends for the others", async () => {
    const { made } = queue();
    const [first, second] = [made.next(), made.next()];
    made.fail(new Error("broken"));
    await expect(first).rejects.toThrow("broken");
    expect(await second).toEqual({ done: true, value: undefined });
  });

  it("ends at once while somebody waits", async () => {
    const { made, ended } = queue();
    const waiting = made.next();
    await made.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    made.push(1);
    expect(await made.next()).toEqual({ done: true, value: undefined });
    expect(ended()).toBe(1);
  });
});

describe("things changed on their way", () => {
  it("are what was made of them, without those of which nothing was", async () => {
    const { made } = queue(10);
    for (const thing of [1, 2, 3, 4]) made.push(thing);
    const even = changed(made, async (thing) => (thing % 2 === 0 ? `n${thing}` : undefined));
    expect([(await even.next()).value, (await even.next()).value]).toEqual(["n2", "n4"]);
  });

  it("end at once while they wait, and end their source when changing fails", async () => {
    const one = queue();
    const waiting = changed(one.made, String);
    const next = waiting.next();
    await waiting.return?.();
    expect([(await next).done, one.ended()]).toEqual([true, 1]);
    const other = queue();
    other.made.push(1);
    const failing = changed(other.made, () => {
      throw new Error("cannot");
    });
    await expect(failing.next()).rejects.toThrow("cannot");
    expect(other.ended()).toBe(1);
  });
});
