import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:net";
import { createClient } from "redis";
import type { Cache } from "../../src/platform/cache/cache.js";
import { createMemoryCache } from "../../src/platform/cache/memory-cache.js";
import { createRedisCache } from "../../src/platform/cache/redis-cache.js";
import { createLog } from "../../src/platform/log.js";
import { startTestGateway } from "../kit/gateway.js";
import { reachableRedis } from "../kit/redis.js";

const log = createLog("silent");
const secret = randomBytes(32);
const redis = await reachableRedis();

const implementations: [string, () => Promise<Cache>][] = [
  ["in memory", async () => createMemoryCache()],
  ...(redis === undefined
    ? []
    : [["in Redis", () => createRedisCache({ url: redis, secret, log })] as [string, () => Promise<Cache>]]),
];

describe.each(implementations)("a cache %s", (_where, make) => {
  let cache: Cache;
  const key = (name: string) => `${name}-${randomUUID()}`;
  beforeAll(async () => {
    cache = await make();
  });
  afterAll(() => cache.close());

  it("gives back what was put in, and only that", async () => {
    const [here, there, empty] = [key("here"), key("there"), key("empty")];
    await cache.setMany(
      new Map([
        [here, Buffer.from("ñandú ☂ {}")],
        [empty, Buffer.alloc(0)],
      ]),
      60,
    );
    const found = await cache.getMany([there, here, empty]);
    expect([...found]).toEqual([
      [here, Buffer.from("ñandú ☂ {}")],
      [empty, Buffer.alloc(0)],
    ]);
  });

  it("forgets after the time it was given", async () => {
    const brief = key("brief");
    await cache.setMany(new Map([[brief, Buffer.from("soon gone")]]), 1);
    expect((await cache.getMany([brief])).size).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect((await cache.getMany([brief])).size).toBe(0);
  });

  it("answers an empty question with nothing", async () => {
    expect((await cache.getMany([])).size).toBe(0);
  });
});

describe("a memory cache", () => {
  it("never holds more than its room: the least used leaves", async () => {
    const cache = createMemoryCache(1_000);
    await cache.setMany(new Map(Array.from({ length: 20 }, (_, index) => [`k${index}`, Buffer.alloc(99)])), 60);
    const found = await cache.getMany(Array.from({ length: 20 }, (_, index) => `k${index}`));
    expect(found.size).toBe(10);
    expect(found.has("k19")).toBe(true);
  });
});

/** Something that listens where Redis should be: silent, or talking nonsense. */
async function impostor(answer?: string): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", () => {
      if (answer !== undefined) socket.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `redis://127.0.0.1:${(server.address() as { port: number }).port}`, server };
}

describe("a Redis that fails", () => {
  it("is a miss at once when nothing listens", async () => {
    const cache = await createRedisCache({ url: "redis://127.0.0.1:1", secret, log });
    const begun = performance.now();
    await cache.setMany(new Map([["a", Buffer.from("b")]]), 60);
    expect((await cache.getMany(["a"])).size).toBe(0);
    expect(performance.now() - begun).toBeLessThan(50);
    await cache.close();
  });

  it.each([
    ["does not answer", undefined],
    ["answers nonsense", "HTTP/1.1 200 OK\r\n\r\n<html>"],
  ])("is a miss when it %s", async (_how, answer) => {
    const { url, server } = await impostor(answer);
    const cache = await createRedisCache({ url, secret, log, patience: 50 });
    const begun = performance.now();
    expect((await cache.getMany(["a"])).size).toBe(0);
    expect(performance.now() - begun).toBeLessThan(200);
    await cache.close();
    server.close();
  });

  const itWithRedis = (name: string, test: (url: string) => Promise<void>) => {
    // `reachableRedis` has already said aloud that there is none; on CI it has failed.
    if (redis !== undefined) it(name, () => test(redis));
  };

  itWithRedis("is a miss when it holds garbage, or another key's text", async (url) => {
    const cache = await createRedisCache({ url, secret, log });
    const client = createClient({ url });
    await client.connect();
    const [a, b] = [`a-${randomUUID()}`, `b-${randomUUID()}`];
    await cache.setMany(new Map([[a, Buffer.from("the text of a")]]), 60);
    await client.copy(`ventanilla:${a}`, `ventanilla:${b}`);
    expect((await cache.getMany([b])).size).toBe(0);
    await client.set(`ventanilla:${a}`, "garbage");
    expect((await cache.getMany([a])).size).toBe(0);
    client.destroy();
    await cache.close();
  });

  it("changes nothing in the answers of a gateway", async () => {
    const query = "{ programs(first: 5) { totalCount nodes { slug name description } } }";
    const { url, server } = await impostor("-ERR no\r\n");
    const plain = await startTestGateway();
    const hampered = await startTestGateway({ REDIS_URL: url });
    expect(await hampered.read(query)).toEqual(await plain.read(query));
    await Promise.all([plain.close(), hampered.close()]);
    server.close();
  });
});
