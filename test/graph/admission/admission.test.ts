import "reflect-metadata";
import { setTimeout as wait } from "node:timers/promises";
import { Arg, Int, Query, Resolver } from "type-graphql";
import { unauthenticated } from "../../../src/graph/errors.js";
import { NOBODY } from "../../../src/graph/identity/caller.js";
import { type Module, monolith } from "../../../src/graph/module.js";
import { createRequestPace } from "../../../src/graph/pace.js";
import type { Manners } from "../../../src/graph/server.js";
import { createAllowances } from "../../../src/platform/allowances.js";
import { startTestServer, type TestServer } from "../../kit/server.js";

@Resolver()
class WorkResolver {
  /** Keeps the processor busy, then waits, for so many milliseconds each. */
  @Query(() => String)
  async work(@Arg("busy", () => Int) busy: number, @Arg("idle", () => Int) idle: number): Promise<string> {
    for (const end = performance.now() + busy; performance.now() < end; );
    if (idle > 0) await wait(idle);
    return "done";
  }
}
const WORK: Module = {
  name: "work",
  resolvers: [new WorkResolver()],
  policy: { "Query.work": "anyone" },
  references: {},
};

let server: TestServer;
/** How often it was looked at who asks. */
let looks = 0;
afterEach(() => server.close());

const start = async (manners: Partial<Manners>) => {
  server = await startTestServer(
    {
      manners,
      // Whoever sends a credential is who it says, but for one that is not good.
      authenticate: async ({ authorization }) => {
        looks += 1;
        if (authorization === "bad") throw unauthenticated("INVALID");
        return authorization === undefined
          ? NOBODY
          : { role: authorization === "system" ? "service" : "business", subject: authorization, agency: null };
      },
    },
    monolith([WORK]),
  );
};

async function ask({ busy = 0, idle = 0 } = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: `{ work(busy: ${busy}, idle: ${idle}) }` }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as { data?: unknown; errors?: [{ message: string; extensions: object }] },
  };
}

describe("a server that is asked more than it can answer in time", () => {
  it("answers what it lets in, sends the rest away with a word, tells how it is all the while, and is well soon after", async () => {
    await start({ atOnce: 1, longestWait: 150 });
    const burst = () => Array.from({ length: 150 }, () => ask({ idle: 3 }, { "accept-language": "en" }));
    const first = burst();
    await wait(120);
    const all = [...first, ...burst()];
    const probes = await Promise.all(["livez", "readyz"].map((probe) => fetch(`${server.url}/${probe}`)));
    expect(probes.map(({ status }) => status)).toEqual([200, 200]);
    const answers = await Promise.all(all);
    const [good, away] = [200, 503].map((status) => answers.filter((one) => one.status === status));
    expect((good?.length ?? 0) + (away?.length ?? 0)).toBe(300);
    for (const { body } of good ?? []) expect(body).toEqual({ data: { work: "done" } });
    expect(good?.length).toBeGreaterThanOrEqual(8);
    expect(away?.length).toBeGreaterThan(20);
    for (const { headers, body } of away ?? []) {
      expect(headers.get("retry-after")).toBe("1");
      expect(headers.get("content-type")).toMatch(/^application\/json/);
      expect(body.errors?.[0]).toEqual({
        message: "The service is not available for now",
        extensions: { code: "UNAVAILABLE", retryAfter: 1 },
      });
    }
    expect((await ask()).status).toBe(200);
  });

  it("lets in a burst that it can answer: a page that asks for sixty things at once, of a server that has just been started", async () => {
    await start({});
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask({ busy: 2 })));
    expect(answers.map(({ status }) => status)).toEqual(Array(60).fill(200));
  });

  it("keeps nobody waiting who has not signed in for those who have: what these ask for may hang", async () => {
    await start({ atOnce: 1, longestWait: 5_000 });
    const signedIn = ["ana", "luz", "paz"].map((authorization) => ask({ idle: 300 }, { authorization }));
    await wait(50);
    let over = false;
    const all = Promise.all(signedIn).then((answers) => {
      over = true;
      return answers.map(({ status }) => status);
    });
    for (let time = 0; time < 5; time++) expect((await ask()).status).toBe(200);
    expect(over).toBe(false);
    expect(await all).toEqual([200, 200, 200]);
  });

  it("has one who asks for everything wait, and not the others", async () => {
    await start({ atOnce: 1, longestWait: 60_000 });
    const order: string[] = [];
    const send = (authorization: string) => ask({ idle: 2 }, { authorization }).then(() => order.push(authorization));
    const greedy = Array.from({ length: 100 }, () => send("eva"));
    await wait(30);
    await Promise.all([...greedy, ...["ana", "luz", "paz"].map(send)]);
    const last = Math.max(...["ana", "luz", "paz"].map((who) => order.indexOf(who)));
    expect(last).toBeLessThan(60);
  });
});

describe("the requests of one caller", () => {
  const requests = (amount: number) =>
    createRequestPace(createAllowances(undefined), { name: "requests", amount, seconds: 10 });
  const statuses = async (times: number, headers: Record<string, string>) => {
    const found: number[] = [];
    for (let count = 0; count < times; count++) found.push((await ask({}, headers)).status);
    return found;
  };

  it("are counted by address where nobody has signed in, as a trusted proxy says it; who has spent them is told so in the fields for it", async () => {
    await start({ pace: requests(3), proxies: ["127.0.0.0/8"] });
    const from = (address: string) => ({ "x-forwarded-for": address });
    expect(await statuses(5, from("189.203.1.7"))).toEqual([200, 200, 200, 429, 429]);
    const { headers, body } = await ask({}, from("189.203.1.7"));
    const left = Number(headers.get("retry-after"));
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(10);
    expect(headers.get("ratelimit-policy")).toBe('"requests";q=3;w=10');
    expect(headers.get("ratelimit")).toBe(`"requests";r=0;t=${left}`);
    expect(body.errors?.[0]?.extensions).toEqual({
      code: "TOO_MANY_REQUESTS",
      retryAfter: left,
      limit: { name: "requests", amount: 3, seconds: 10 },
    });
    // Others are let in: another address, and one who has signed in at the same one.
    expect(await statuses(3, from("189.203.1.8"))).toEqual([200, 200, 200]);
    expect(await statuses(4, { ...from("189.203.1.7"), authorization: "ana" })).toEqual([200, 200, 200, 429]);
    // What the caller writes before the proxy does is nobody's word.
    expect(await statuses(1, from("10.0.0.1, 189.203.1.7"))).toEqual([429]);
    // All of a network that one subscriber has are one.
    expect(await statuses(2, from("2806:2f0:1:2::1"))).toEqual([200, 200]);
    expect(await statuses(2, from("2806:2f0:1:2:ffff::9"))).toEqual([200, 429]);
    expect(await statuses(1, from("2806:2f0:1:3::1"))).toEqual([200]);
  });

  it("are counted by who they are, wherever they ask from; ten times as many for a system", async () => {
    await start({ pace: requests(2), proxies: ["127.0.0.1"] });
    const as = (authorization: string, address: string) => ({ authorization, "x-forwarded-for": address });
    expect(await statuses(2, as("ana", "189.203.1.7"))).toEqual([200, 200]);
    expect(await statuses(1, as("ana", "189.203.1.8"))).toEqual([429]);
    expect(await statuses(21, as("system", "189.203.1.9"))).toEqual([...Array(20).fill(200), 429]);
  });

  it("are refused without another look at who asks once they are spent, for as long as that was said, and nobody else's with them", async () => {
    const size = { name: "requests", amount: 2, seconds: 1 };
    await start({ pace: createRequestPace(createAllowances(undefined), size) });
    expect(await statuses(3, { authorization: "ana" })).toEqual([200, 200, 429]);
    const before = looks;
    const { status, headers } = await ask({}, { authorization: "ana" });
    expect([status, headers.get("retry-after"), headers.get("ratelimit-policy")]).toEqual([
      429,
      "1",
      '"requests";q=2;w=1',
    ]);
    expect(looks).toBe(before);
    expect(await statuses(1, { authorization: "luz" })).toEqual([200]);
    // Two credentials are nobody's, whatever became of one of them.
    await ask({}, { authorization: "ana", "x-api-key": "k" });
    expect(looks).toBe(before + 2);
    await wait(1_100);
    expect(await statuses(1, { authorization: "ana" })).toEqual([200]);
  });

  it("are counted by address where the credential is not good: guessing is no way around", async () => {
    await start({ pace: requests(2), proxies: ["127.0.0.1"] });
    expect(await statuses(4, { authorization: "bad", "x-forwarded-for": "189.203.1.7" })).toEqual([401, 401, 429, 429]);
  });

  it("are not counted by an address that may stand for many, whatever a header says, while no proxy is trusted", async () => {
    await start({ pace: requests(1) });
    expect(await statuses(3, { "x-forwarded-for": "189.203.1.7" })).toEqual([200, 200, 200]);
  });
});

describe("a server that closes", () => {
  it("says so at once, goes on answering for its notice as the last of each connection, and ends with nothing unanswered", async () => {
    await start({ notice: 700, atOnce: 100 });
    const inHand = Array.from({ length: 50 }, () => ask({ idle: 300 }));
    await wait(50);
    const closed = server.app.close();
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "closing" }]);
    const late = await ask();
    expect([late.status, late.headers.get("connection")]).toEqual([200, "close"]);
    expect((await Promise.all(inHand)).map(({ status }) => status)).toEqual(Array(50).fill(200));
    await closed;
    await expect(ask()).rejects.toThrow("fetch failed");
  });
});
