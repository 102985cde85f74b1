import type { ServerResponse } from "node:http";
import { Writable } from "node:stream";
import { pino } from "pino";
import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { createGuardedFetch, type GuardedFetch } from "../../src/platform/http/guarded-fetch.js";
import { readRetryAfter } from "../../src/platform/http/retry-after.js";
import type { Log } from "../../src/platform/log.js";
import { addEvent, type Subscribers } from "../../src/platform/outbox/index.js";
import { createWebhookSecret, createWebhooks, type WebhookTarget } from "../../src/platform/webhooks/index.js";
import { signatureHeaders } from "../../src/platform/webhooks/signature.js";
import { eventually } from "../kit/eventually.js";
import { type DeliveryRow, NOBODY, OutboxBench } from "../kit/outbox.js";
import { type Received, Receiver } from "../kit/receiver.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const verify = (secret: string, { headers, body }: Pick<Received, "headers" | "body">) =>
  new Webhook(secret).verify(body, headers as Record<string, string>);

let bench: OutboxBench;
let fetch: GuardedFetch;
let receiver: Receiver;
let target: WebhookTarget | undefined;
let switchedOff: string[];

beforeAll(async () => {
  bench = await OutboxBench.open();
  fetch = createGuardedFetch({ allow: { loopback: true } });
});
beforeEach(async () => {
  receiver = new Receiver();
  await receiver.listen();
  target = { url: receiver.url, secrets: [createWebhookSecret()] };
  switchedOff = [];
});
afterEach(async () => {
  await bench.reset();
  await receiver.close();
});
afterAll(async () => {
  await fetch.close();
  await bench.close();
});

const webhooks = (timeout = 5_000): Subscribers => ({
  destinationsFor: async () => [{ id: "hook-1", kind: "webhook" }],
  kinds: {
    webhook: createWebhooks({ find: async () => target, fetch, now: bench.now, userAgent: "test-hooks", timeout }),
  },
  switchOff: async (_tx, { id }) => {
    switchedOff.push(id);
  },
});

const first = (test: (row: DeliveryRow) => boolean) => eventually(async () => (await bench.deliveries()).find(test));
/** The only delivery, once its first attempt has ended. */
const attempted = () => first(({ attempts, leased }) => attempts === 1 && !leased);

describe("a webhook", () => {
  it("is a signed POST of the event, under the event's id", async () => {
    bench.relay(webhooks());
    const occurredAt = new Date("2026-02-03T04:05:06.789Z");
    const [id] = await bench.add({ topic: "thing.made", payload: { key: "ñandú" }, occurredAt });
    await bench.settled(1);
    const [message] = receiver.received;
    expect(message).toMatchObject({
      method: "POST",
      url: "/hook?token=canary-query",
      headers: { "content-type": "application/json", "user-agent": "test-hooks", "webhook-id": id },
    });
    expect(verify(target!.secrets[0]!, message!)).toEqual({
      type: "thing.made",
      timestamp: "2026-02-03T04:05:06.789Z",
      data: { key: "ñandú" },
    });
  });

  it("comes again with the same id and body, and a signature of its own time", async () => {
    receiver.answer = (response) => response.writeHead(receiver.received.length === 1 ? 500 : 200).end();
    const relay = bench.relay(webhooks());
    const [id] = await bench.add({ payload: { n: 1 } });
    await attempted();
    bench.pass(MINUTE);
    relay.wake();
    await bench.settled(1);
    const [before, after] = receiver.received;
    expect(after!.headers["webhook-id"]).toBe(id);
    expect(before!.headers["webhook-id"]).toBe(id);
    expect(after!.body).toBe(before!.body);
    const timeOf = ({ headers }: Received) => Number(headers["webhook-timestamp"]);
    expect(timeOf(after!) - timeOf(before!)).toBeGreaterThanOrEqual(60);
    expect(() => verify(target!.secrets[0]!, after!)).not.toThrow();
  });

  it.each([
    [500, "http-500"],
    [502, "http-502"],
    [400, "http-400"],
    [404, "http-404"],
    [301, "redirect"],
    [302, "redirect"],
    [307, "redirect"],
    [308, "redirect"],
    [304, "redirect"],
  ])("answered with %d is tried again later", async (status, error) => {
    const elsewhere = new Receiver();
    await elsewhere.listen();
    receiver.answer = (response) => response.writeHead(status, { location: elsewhere.url }).end();
    bench.relay(webhooks());
    await bench.add({});
    expect(await attempted()).toMatchObject({ state: "pending", last_error: error });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.close();
  });

  it.each([
    ["sends no answer", () => undefined],
    ["sends an answer that never begins to end", (response: ServerResponse) => response.socket!.write("HTTP/1.1 20")],
  ])("is tried again when the receiver %s in time", async (_what, answer) => {
    receiver.answer = answer;
    bench.relay(webhooks(200));
    await bench.add({});
    expect(await attempted()).toMatchObject({ state: "pending", last_error: "timeout" });
  });

  it.each<[string, (response: ServerResponse) => unknown, string]>([
    ["hangs up", (response) => response.destroy(), "connection"],
    ["answers with nonsense", (response) => response.socket!.end("nonsense\r\n\r\n"), "bad-answer"],
    ["sends endless headers", (response) => response.writeHead(200, { x: "x".repeat(20_000) }).end(), "bad-answer"],
  ])("is tried again when the receiver %s", async (_what, answer, error) => {
    receiver.answer = answer;
    bench.relay(webhooks());
    await bench.add({});
    expect(await attempted()).toMatchObject({ state: "pending", last_error: error });
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ["drips", (response) => void response.writeHead(200).write("x")],
    ["is endless", (response) => pour(response.writeHead(200))],
  ])("is delivered with the status, when the body after it %s", async (_what, answer) => {
    receiver.answer = answer;
    bench.relay(webhooks(300));
    await bench.add({});
    await bench.settled(1);
  });

  it("is tried again when nobody is there, or the address has become one that is refused", async () => {
    const closed = new Receiver();
    await closed.listen();
    target = { ...target!, url: closed.url };
    await closed.close();
    const relay = bench.relay(webhooks());
    await bench.add({});
    expect(await attempted()).toMatchObject({ last_error: "connection" });
    target = { ...target!, url: "https://169.254.169.254/latest" };
    bench.pass(MINUTE);
    relay.wake();
    expect(await first(({ attempts, leased }) => attempts === 2 && !leased)).toMatchObject({
      last_error: "refused-address",
    });
  });

  it.each([429, 503])("answered with %d waits as long as it was asked to", async (status) => {
    receiver.answer = (response) => response.writeHead(status, { "retry-after": "1800" }).end();
    bench.relay(webhooks());
    await bench.add({});
    const { last_error: error, next_at: nextAt } = await attempted();
    expect(error).toBe(`http-${status}`);
    expect((nextAt - bench.now().getTime()) / MINUTE).toBeGreaterThan(29);
  });

  it("answered with 429 waits an hour at the most", async () => {
    receiver.answer = (response) => response.writeHead(429, { "retry-after": "999999999" }).end();
    bench.relay(webhooks());
    await bench.add({});
    const { next_at: nextAt } = await attempted();
    expect((nextAt - bench.now().getTime()) / HOUR).toBeLessThanOrEqual(1);
    expect((nextAt - bench.now().getTime()) / HOUR).toBeGreaterThan(0.9);
  });

  it("answered with 410 is the last one: the destination is switched off", async () => {
    receiver.answer = (response) => response.writeHead(410).end();
    bench.relay(webhooks());
    const event = { topic: "thing.changed", subject: "thing-1", payload: {} };
    await bench.database.as(NOBODY, async (tx) => {
      await addEvent(tx, event);
      await addEvent(tx, event);
    });
    await bench.settled(2, "dead");
    expect(switchedOff).toEqual(["hook-1"]);
    expect((await bench.deliveries()).map((row) => row.last_error)).toEqual(["gone", "gone"]);
    expect(receiver.received).toHaveLength(1);
  });

  it("is not sent to a destination that is no more", async () => {
    target = undefined;
    bench.relay(webhooks());
    await bench.add({});
    await bench.settled(1, "dead");
    expect(receiver.received).toEqual([]);
  });
});

describe("a webhook's signature", () => {
  const [old, fresh] = [createWebhookSecret(), createWebhookSecret()];
  const id = "018f0000-0000-7000-8000-000000000000";
  const body = '{"type":"thing.changed"}';
  const signed = (secrets: readonly string[], at = new Date()) => ({
    headers: signatureHeaders({ id, at, body }, secrets),
    body,
  });

  it("is made with secrets of 32 random bytes", () => {
    expect(old).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(fresh).not.toBe(old);
  });

  it("is good for the old secret and the new one while one replaces the other", async () => {
    target = { ...target!, secrets: [fresh, old] };
    bench.relay(webhooks());
    await bench.add({});
    await bench.settled(1);
    const [message] = receiver.received;
    expect(message!.headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
    for (const secret of [old, fresh]) expect(() => verify(secret, message!)).not.toThrow();
    expect(() => verify(createWebhookSecret(), message!)).toThrow(WebhookVerificationError);
  });

  it("follows a rotation between two attempts", async () => {
    receiver.answer = (response) => response.writeHead(receiver.received.length === 1 ? 500 : 200).end();
    target = { ...target!, secrets: [old] };
    const relay = bench.relay(webhooks());
    await bench.add({});
    await attempted();
    target = { ...target!, secrets: [fresh] };
    bench.pass(MINUTE);
    relay.wake();
    await bench.settled(1);
    expect(() => verify(old, receiver.received[0]!)).not.toThrow();
    expect(() => verify(fresh, receiver.received[1]!)).not.toThrow();
    expect(() => verify(old, receiver.received[1]!)).toThrow(WebhookVerificationError);
  });

  it("does not fit another body, id or time", () => {
    const { headers } = signed([old]);
    expect(() => verify(old, { headers, body })).not.toThrow();
    expect(() => verify(old, { headers, body: body.replace("changed", "deleted") })).toThrow(WebhookVerificationError);
    expect(() => verify(old, { headers: { ...headers, "webhook-id": "other" }, body })).toThrow();
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    expect(() => verify(old, { headers: { ...headers, "webhook-timestamp": later }, body })).toThrow();
  });

  it("is refused by receivers when it is more than five minutes old, or of the future", () => {
    const at = (minutes: number) => new Date(Date.now() + minutes * MINUTE);
    expect(() => verify(old, signed([old], at(-4.9)))).not.toThrow();
    expect(() => verify(old, signed([old], at(-5.1)))).toThrow("too old");
    expect(() => verify(old, signed([old], at(5.1)))).toThrow("too new");
  });

  it("cannot be left out", () => {
    expect(() => signed([])).toThrow("no secret");
  });
});

describe("what is kept of webhooks that fail", () => {
  it("has nothing in it of payload, address, secret or answer", async () => {
    const written: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    const log: Log = pino({ level: "trace" }, sink);
    const [secret] = target!.secrets;
    const answers: ((response: ServerResponse) => unknown)[] = [
      (response) => response.writeHead(500, { "x-canary": "canary-answer" }).end("canary-answer"),
      (response) => response.writeHead(302, { location: "http://127.0.0.1/canary-answer" }).end(),
      (response) => response.socket!.end("canary-answer\r\n\r\n"),
      (response) => response.destroy(),
      () => undefined,
    ];
    receiver.answer = (response) => void answers[receiver.received.length - 1]?.(response);
    const relay = bench.relay(webhooks(200), { log });
    await bench.add({ payload: { name: "canary-payload" }, subject: "canary-subject" });
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await first(({ attempts, leased }) => attempts === attempt && !leased);
      bench.pass(HOUR);
      relay.wake();
    }
    target = { url: "https://10.0.0.1/?token=canary-query", secrets: [secret!] };
    bench.pass(HOUR);
    await first(({ attempts, leased, last_error: error }) => attempts >= 6 && !leased && error === "refused-address");
    const stored = await bench.database.query<{ text: string }>(
      "select outbox_delivery::text as text from outbox_delivery",
    );
    expect(written.length).toBeGreaterThanOrEqual(6);
    const kept = [...written, ...stored.map(({ text }) => text.replace("canary-subject", ""))].join("\n");
    expect(kept).toContain("refused-address");
    for (const canary of ["canary", secret!.slice(6), "10.0.0.1", "127.0.0.1"]) expect(kept).not.toContain(canary);
  });
});

describe("a Retry-After header", () => {
  const now = new Date("2026-11-24T12:00:00Z");

  it.each([
    ["0", 0],
    ["120", 120_000],
    ["Tue, 24 Nov 2026 12:05:00 GMT", 5 * MINUTE],
    ["Tue, 24 Nov 2026 11:00:00 GMT", 0],
    ["-1", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["1e9", undefined],
    ["2026", 2_026_000],
    ["2026-11-24", undefined],
    ["Tue, 99 Nov 2026 12:05:00 GMT", undefined],
    [undefined, undefined],
  ])("of %j asks for %j milliseconds", (text, wait) => {
    expect(readRetryAfter(text, now)).toBe(wait);
  });
});

function pour(response: ServerResponse): void {
  const write = () => {
    while (response.write("x".repeat(10_000)));
  };
  response.on("drain", write);
  write();
}
