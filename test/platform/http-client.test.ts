import { createHash, generateKeyPairSync, verify } from "node:crypto";
import type { ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import {
  createHttpClient,
  HTTP_LIMITS,
  type HttpClient,
  type HttpClientOptions,
  type HttpQuestion,
} from "../../src/platform/http/http-client.js";
import { HttpFailed } from "../../src/platform/http/http-failed.js";
import { readJson } from "../../src/platform/http/read-body.js";
import { type Received, Receiver } from "../kit/receiver.js";
import { until } from "../kit/until.js";

const receiver = new Receiver();
beforeAll(() => receiver.listen());
afterAll(() => receiver.close());

const clients: HttpClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  receiver.received.splice(0);
});

/** Quick to give up and to try again. */
const LIMITS = { headersTimeout: 300, timeout: 600, longest: 10_000, firstDelay: 5, rest: 200 };

function httpClient(options: Partial<HttpClientOptions> = {}): HttpClient {
  const { limits, ...rest } = options;
  const client = createHttpClient({
    guard: { allow: { loopback: true } },
    userAgent: "ventanilla-test",
    limits: { ...LIMITS, ...limits },
    ...rest,
  });
  clients.push(client);
  return client;
}

const ask = (client: HttpClient, more: Partial<HttpQuestion<unknown>> = {}) =>
  client.ask({ line: "one", url: receiver.url, read: readJson, signal: AbortSignal.timeout(10_000), ...more });
const outcome = (client: HttpClient, more?: Partial<HttpQuestion<unknown>>) =>
  ask(client, more).then(({ value }) => value, failure);
const failure = (error: unknown) => (error instanceof HttpFailed ? `${error.kind}: ${error.detail}` : error);

const answerWith = (body: string | Buffer, headers: Record<string, string> = {}, status = 200) => {
  receiver.answer = (response) => response.writeHead(status, headers).end(body);
};
/** What is answered one after another; the last one goes on. */
const answerInTurn = (...answers: ((response: ServerResponse) => void)[]) => {
  let turn = 0;
  receiver.answer = (response) => answers[Math.min(turn++, answers.length - 1)]!(response);
};
const well = (response: ServerResponse) => response.end('{"ok":true}');
const broken = (response: ServerResponse) => response.writeHead(503).end("canary: the database is down");

describe("asking others over HTTP", () => {
  it("reads JSON, plain or packed", async () => {
    const client = httpClient();
    answerWith('\uFEFF{"ok":"sí"}', { "content-type": "application/json; charset=UTF-8" });
    expect(await outcome(client)).toEqual({ ok: "sí" });
    answerWith(gzipSync('{"ok":1}'), { "content-encoding": "gzip" });
    expect(await outcome(client)).toEqual({ ok: 1 });
    answerWith(brotliCompressSync('{"ok":2}'), { "content-encoding": "BR" });
    expect(await outcome(client)).toEqual({ ok: 2 });
    expect(receiver.received[0]).toMatchObject({
      method: "GET",
      headers: { "accept-encoding": "gzip, br", accept: "application/json", "user-agent": "ventanilla-test" },
    });
  });

  it("posts a question that has a body, and takes no redirect for it", async () => {
    const client = httpClient();
    answerInTurn(well, (response) => response.writeHead(307, { location: receiver.url }).end());
    expect(await outcome(client, { body: '{"a":1}' })).toEqual({ ok: true });
    expect(receiver.received[0]).toMatchObject({
      method: "POST",
      body: '{"a":1}',
      headers: { "content-type": "application/json" },
    });
    expect(await outcome(client, { body: "{}" })).toBe("refused: a redirect");
  });

  const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  const CASES: readonly (readonly [string, string | Buffer, Record<string, string>, string])[] = [
    ["text that is not JSON", "<html>canary</html>", {}, "malformed: not JSON"],
    ["JSON nested too deeply", deep(51), {}, "malformed: nested deeper than 50 levels"],
    ["bytes that are not UTF-8", Buffer.from('{"a":"\xed"}', "latin1"), {}, "malformed: not UTF-8"],
    ["overlong UTF-8", Buffer.from([0x22, 0xc0, 0xaf, 0x22]), {}, "malformed: not UTF-8"],
    ["another encoding", "{}", { "content-type": "text/plain; charset=utf-7" }, "malformed: says it is not UTF-8"],
    [
      "a packing nobody asked for",
      "{}",
      { "content-encoding": "zstd" },
      "malformed: packed in a way that was not asked for",
    ],
    [
      "a packing with a name of all objects",
      "{}",
      { "content-encoding": "constructor" },
      "malformed: packed in a way that was not asked for",
    ],
    ["a packing that it is not", "{}", { "content-encoding": "gzip" }, "malformed: not gzip, as it says it is"],
    ["a body longer than is read", `"${"x".repeat(10_000)}"`, {}, "too_large: more than 10000 bytes"],
    [
      "a body that unpacks to more",
      gzipSync(Buffer.alloc(50_000_000)).subarray(0),
      { "content-encoding": "gzip" },
      "too_large: more than 10000 bytes",
    ],
    [
      "a small body that unpacks to more",
      brotliCompressSync(Buffer.alloc(9_000_000)),
      { "content-encoding": "br" },
      "too_large: more than 10000 bytes",
    ],
  ];
  it.each(CASES)("refuses %s, once", async (_, body, headers, expected) => {
    answerWith(body, headers);
    expect(await outcome(httpClient())).toBe(expected);
    expect(receiver.received).toHaveLength(1);
  });

  it("reads JSON that is as deep as is allowed, and brackets inside strings as letters", async () => {
    answerWith(deep(50));
    expect(await outcome(httpClient())).toBeDefined();
    answerWith(JSON.stringify(`${"[".repeat(80)}"${"{".repeat(80)}\\`));
    expect(typeof (await outcome(httpClient()))).toBe("string");
  });

  it("says nothing of the address or the body in its errors", async () => {
    answerWith("canary-body", {}, 404);
    const error = await ask(httpClient()).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ message: "refused: status 404" });
    expect(JSON.stringify(error) + (error as Error).stack).not.toMatch(/canary/);
  });

  it("takes 304, and 412 to a posted condition, for unchanged; not where there was no condition", async () => {
    const client = httpClient();
    answerWith("", { etag: '"1"' }, 304);
    const condition = { headers: { "if-none-match": '"1"' } };
    expect(await ask(client, condition)).toMatchObject({ value: undefined, headers: { etag: '"1"' } });
    expect(await outcome(client)).toBe("refused: status 304");
    receiver.answer = (response) => response.writeHead(412).end();
    expect(await outcome(client, { ...condition, body: "{}" })).toBeUndefined();
  });
});

describe("redirects", () => {
  const to = (location: string) => (response: ServerResponse) => response.writeHead(302, { location }).end("canary");

  it("are followed a few times", async () => {
    const client = httpClient();
    answerInTurn(to("/other"), to("/third"), to(receiver.url), well);
    expect(await outcome(client)).toEqual({ ok: true });
    expect(receiver.received.map(({ url }) => url.split("?")[0])).toEqual(["/hook", "/other", "/third", "/hook"]);
    answerInTurn(to("/loop"));
    expect(await outcome(client)).toBe("refused: more than 3 redirects");
  });

  it.each([
    ["http://10.0.0.1/", "address"],
    ["https://10.0.0.1/", "address"],
    ["https://169.254.169.254/latest/meta-data", "address"],
    ["https://2130706433:80/", "port"],
    ["https://metadata.google.internal/", "host"],
    ["https://user:secret@example.org/", "credentials"],
    ["file:///etc/passwd", "scheme"],
  ])("to %s are refused", async (location, fault) => {
    answerInTurn(to(location));
    expect(await outcome(httpClient())).toBe(`forbidden_address: ${fault}`);
    expect(receiver.received).toHaveLength(1);
  });

  it("to a name that leads inside are refused when it is called", async () => {
    const client = httpClient({ guard: { allow: { loopback: true }, resolve: async () => ["10.1.2.3"] } });
    answerInTurn(to("https://inside.example.org/"));
    expect(await outcome(client)).toBe("forbidden_address: address");
  });

  it("to no address at all are refused", async () => {
    answerInTurn((response) => response.writeHead(301).end());
    expect(await outcome(httpClient())).toMatch(/^refused|^malformed/);
  });
});

describe("what is slow", () => {
  it("is given up when no answer begins, when the whole takes too long, and when it breaks off", async () => {
    receiver.answer = () => undefined;
    const began = Date.now();
    expect(await outcome(httpClient({ limits: { retries: 0, timeout: 8_000 } }))).toBe("timeout: no answer in time");
    expect(Date.now() - began).toBeLessThan(2_500);
    const client = httpClient({ limits: { retries: 0 } });
    expect(await outcome(client)).toMatch(/^timeout/);
    receiver.answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 20);
      response.on("close", () => clearInterval(drip));
    };
    expect(await outcome(client)).toBe("timeout: more than 600 ms");
    receiver.answer = (response) => {
      response.writeHead(200, { "content-length": "1000" }).write("{");
      setTimeout(() => response.destroy(), 20);
    };
    expect(await outcome(client)).toBe("unreachable: the answer broke off");
  });

  it("is given up at once when the caller gives up: while waiting, while reading and before another attempt", async () => {
    const waits: ((response: ServerResponse) => void)[] = [
      () => undefined,
      (response) => void response.writeHead(200).write("{"),
      broken,
    ];
    for (const wait of waits) {
      const client = httpClient({ limits: { firstDelay: 3_000 } });
      receiver.answer = wait;
      const caller = new AbortController();
      const asked = outcome(client, { signal: caller.signal });
      await until(() => receiver.received.length > 0);
      await pause(50);
      const began = Date.now();
      caller.abort("enough");
      expect(await asked).toBe("enough");
      expect(Date.now() - began).toBeLessThan(200);
      receiver.received.splice(0);
    }
  });

  it("is not called when nobody listens, and says so", async () => {
    const gone = new Receiver();
    await gone.listen();
    const { url } = gone;
    await gone.close();
    expect(await outcome(httpClient(), { url })).toBe("unreachable: connection");
    const unresolved = httpClient({ guard: { resolve: async () => [] } });
    expect(await outcome(unresolved, { url: "https://nowhere.example.org/" })).toBe(
      "unreachable: its name cannot be resolved",
    );
  });
});

describe("trying again", () => {
  it("happens twice at most, and not after what would be the same again", async () => {
    answerInTurn(broken, broken, well);
    expect(await outcome(httpClient())).toEqual({ ok: true });
    receiver.received.splice(0);
    answerInTurn(broken);
    expect(await outcome(httpClient())).toBe("refused: status 503");
    expect(receiver.received).toHaveLength(3);
    receiver.received.splice(0);
    answerWith("", {}, 403);
    expect(await outcome(httpClient())).toBe("refused: status 403");
    expect(receiver.received).toHaveLength(1);
  });

  it("waits as long as it was asked to, unless that is too long", async () => {
    const client = httpClient();
    const asksFor = (seconds: string) => (response: ServerResponse) =>
      response.writeHead(429, { "retry-after": seconds }).end();
    const began = Date.now();
    answerInTurn(asksFor("1"), well);
    expect(await outcome(client)).toEqual({ ok: true });
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
    receiver.received.splice(0);
    answerInTurn(asksFor("3600"), well);
    expect(await outcome(client)).toBe("refused: status 429");
    expect(receiver.received).toHaveLength(1);
  });

  it("keeps within a budget of one in ten calls", async () => {
    const client = httpClient({ limits: { failures: 1_000, firstDelay: 1 } });
    answerInTurn(broken);
    for (let call = 0; call < 100; call += 1) await outcome(client);
    expect(receiver.received.length).toBeGreaterThanOrEqual(118);
    expect(receiver.received.length).toBeLessThanOrEqual(120);
  });
});

describe("the breaker", () => {
  it("opens after ten failures at most and rests for half a minute at most", () => {
    expect(HTTP_LIMITS.failures).toBeLessThanOrEqual(10);
    expect(HTTP_LIMITS.rest).toBeLessThanOrEqual(30_000);
    expect(HTTP_LIMITS.retries).toBeLessThanOrEqual(2);
    expect(HTTP_LIMITS.longest).toBe(5 * 1_024 * 1_024);
  });

  it("opens after failures in a row, tries one call after a rest, and closes when that is answered", async () => {
    const client = httpClient({ limits: { retries: 0 } });
    answerInTurn(broken);
    expect(client.state("one")).toEqual({ state: "closed", failuresInRow: 0, restsUntil: null });
    for (let call = 0; call < 6; call += 1) expect(await outcome(client)).toBe("refused: status 503");
    const { state, restsUntil } = client.state("one");
    expect(state).toBe("open");
    expect(restsUntil?.getTime()).toBeGreaterThan(Date.now());
    expect(await outcome(client)).toBe("resting: after failures in a row");
    expect(receiver.received).toHaveLength(6);
    // Another line is not held up by it.
    expect(await outcome(client, { line: "two" })).toBe("refused: status 503");
    await pause(LIMITS.rest + 20);
    receiver.answer = (response) => setTimeout(() => broken(response), 50);
    const trial = outcome(client);
    await until(() => receiver.received.length === 8);
    expect(client.state("one").state).toBe("half_open");
    expect(await trial).toBe("refused: status 503");
    expect(await outcome(client)).toBe("resting: after failures in a row");
    await pause(LIMITS.rest + 20);
    answerInTurn(well);
    expect(await outcome(client)).toEqual({ ok: true });
    expect(client.state("one")).toEqual({ state: "closed", failuresInRow: 0, restsUntil: null });
  });

  it("counts what is malformed too, and stays open when its trial call is given up", async () => {
    const client = httpClient();
    answerWith("<html>");
    for (let call = 0; call < 6; call += 1) expect(await outcome(client)).toBe("malformed: not JSON");
    expect(await outcome(client)).toBe("resting: after failures in a row");
    await pause(LIMITS.rest + 20);
    receiver.answer = () => undefined;
    expect(await outcome(client, { signal: AbortSignal.timeout(50) })).toMatchObject({ name: "TimeoutError" });
    await until(() => client.state("one").state !== "half_open");
    expect(client.state("one").state).toBe("open");
  });

  it("does not count calls that were given up", async () => {
    const client = httpClient();
    receiver.answer = () => undefined;
    for (let call = 0; call < 12; call += 1) await outcome(client, { signal: AbortSignal.timeout(10) });
    expect(client.state("one")).toMatchObject({ state: "closed", failuresInRow: 0 });
  });
});

describe("signed requests", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");

  /** Written from RFC 9421, section 2.5 and 3.2, without the library that signs. */
  function verified({ method, url, headers, body }: Received): Record<string, string> {
    const [, covered = "", parameters = ""] = /^sig=\(([^)]*)\)(;.*)$/.exec(String(headers["signature-input"])) ?? [];
    const [, signature = ""] = /^sig=:([^:]+):$/.exec(String(headers.signature)) ?? [];
    const [path, query = ""] = url.split("?");
    const parts: Record<string, string | undefined> = {
      "@method": method,
      "@authority": headers.host,
      "@path": path,
      "@query": `?${query}`,
      "content-type": headers["content-type"],
      "content-digest": `sha-256=:${createHash("sha256").update(body).digest("base64")}:`,
    };
    const names = [...covered.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
    const base = [
      ...names.map((name) => `"${name}": ${parts[name]}`),
      `"@signature-params": (${covered})${parameters}`,
    ].join("\n");
    expect(verify(null, Buffer.from(base), publicKey, Buffer.from(signature, "base64"))).toBe(true);
    const read = Object.fromEntries([...parameters.matchAll(/;(\w+)=("?)([^";]*)\2/g)].map(([, k, , v]) => [k, v]));
    return { ...read, covered: names.join(" ") };
  }

  const NOW = new Date("2026-11-28T12:00:00Z");
  const signing = () => httpClient({ key: { id: "ventanilla-2026", key: privateKey }, now: () => NOW });

  it("are verified by whoever has the public half, for a few minutes, each once", async () => {
    const client = signing();
    answerInTurn(well);
    await ask(client);
    await ask(client);
    const [first, second] = receiver.received.map(verified);
    const created = NOW.getTime() / 1_000;
    expect(first).toMatchObject({
      covered: "@method @authority @path @query",
      keyid: "ventanilla-2026",
      alg: "ed25519",
      created: String(created),
      expires: String(created + 300),
    });
    expect(first?.nonce).not.toBe(second?.nonce);
  });

  it("cover the digest of their body", async () => {
    answerInTurn(well);
    await ask(signing(), { body: '{"query":"{ a }"}' });
    expect(verified(receiver.received[0]!).covered).toBe("@method @authority @path @query content-type content-digest");
    expect(receiver.received[0]?.headers["content-digest"]).toBe(
      `sha-256=:${createHash("sha256").update('{"query":"{ a }"}').digest("base64")}:`,
    );
  });

  it("are signed anew at each hop, for where it leads", async () => {
    answerInTurn((response) => response.writeHead(302, { location: "/other?x=1" }).end(), well);
    await ask(signing());
    expect(receiver.received.map(verified)).toHaveLength(2);
  });

  it("carry no signature without a key", async () => {
    answerInTurn(well);
    await ask(httpClient());
    expect(receiver.received[0]?.headers).not.toHaveProperty("signature");
  });
});
