import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { type Allowances, createAllowances } from "../../src/platform/allowances.js";
import { createLog } from "../../src/platform/log.js";
import { openRedis, type Redis } from "../../src/platform/redis.js";
import { reachableRedis } from "../kit/redis.js";

const log = createLog("silent");
const url = await reachableRedis();
const opened: Redis[] = [];
const over = async (address: string): Promise<Allowances> => {
  const redis = await openRedis({ url: address, log, patience: 50 });
  opened.push(redis);
  return createAllowances(redis);
};
afterEach(() => {
  for (const redis of opened.splice(0)) redis.destroy();
});

const KINDS: readonly (readonly [string, () => Promise<Allowances>])[] = [
  ["in one process", async () => createAllowances(undefined)],
  ...(url === undefined ? [] : [["in Redis", () => over(url)] as const]),
  ["where Redis should be and is not", () => over("redis://127.0.0.1:1")],
];
const named = (amount: number, seconds = 60) => ({ name: `test-${randomUUID()}`, amount, seconds });

describe.each(KINDS)("an allowance that is counted %s", (_where, open) => {
  it("is each caller's own, and says when it is used up, first and again, and for how long", async () => {
    const allowance = (await open())(named(3));
    expect([await allowance.take("ana"), await allowance.take("ana", 2)]).toEqual([undefined, undefined]);
    const spent = await allowance.take("ana");
    expect(spent).toEqual({ retryAfter: expect.any(Number), first: true });
    expect(spent?.retryAfter).toBeGreaterThan(50);
    expect(spent?.retryAfter).toBeLessThanOrEqual(60);
    expect(await allowance.take("ana")).toMatchObject({ first: false });
    expect(await allowance.take("eva", 3)).toBeUndefined();
  });

  it("is there again after its time", async () => {
    const allowance = (await open())(named(1, 1));
    await allowance.take("ana");
    expect(await allowance.take("ana")).toMatchObject({ retryAfter: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await allowance.take("ana")).toBeUndefined();
  });

  it("holds under callers at once", async () => {
    const allowance = (await open())(named(10));
    const answers = await Promise.all(Array.from({ length: 50 }, () => allowance.take("ana")));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(10);
    expect(answers.filter((answer) => answer?.first)).toHaveLength(1);
  });
});

describe("gateways that share a Redis", () => {
  if (url !== undefined)
    it("count together", async () => {
      const size = named(4);
      const [one, other] = [(await over(url))(size), (await over(url))(size)];
      expect([await one.take("ana", 2), await other.take("ana", 2)]).toEqual([undefined, undefined]);
      expect(await one.take("ana")).toMatchObject({ first: true });
      expect(await other.take("ana")).toMatchObject({ first: false });
    });

  it("count alone, and soon, while it is silent or talks nonsense", async () => {
    for (const answer of [undefined, "HTTP/1.1 200 OK\r\n\r\n<html>"]) {
      const server = createServer((socket) => {
        socket.on("error", () => {});
        socket.on("data", () => answer !== undefined && socket.write(answer));
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const allowance = (await over(`redis://127.0.0.1:${(server.address() as { port: number }).port}`))(named(1));
      const begun = performance.now();
      expect(await allowance.take("ana")).toBeUndefined();
      expect(await allowance.take("ana")).toMatchObject({ first: true });
      expect(performance.now() - begun).toBeLessThan(400);
      server.close();
    }
  });
});
