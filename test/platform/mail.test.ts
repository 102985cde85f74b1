import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outcomeOfMailError } from "../../src/platform/mail/deliver.js";
import { createMailDelivery, createMailer, type Mailer, type MailMessage } from "../../src/platform/mail/index.js";
import { isMailAddress, mailFault } from "../../src/platform/mail/mailer.js";
import { createSmtpMailer } from "../../src/platform/mail/smtp-mailer.js";
import type { Delivery } from "../../src/platform/outbox/index.js";
import { eventually } from "../kit/eventually.js";
import { OutboxBench } from "../kit/outbox.js";
import { startSmtpServer } from "../kit/smtp.js";

const now = () => new Date("2026-11-24T12:00:00Z");
const from = "Ventanilla única <avisos@example.org>";
const message: MailMessage = {
  to: "ana@example.org",
  subject: "Su trámite avanzó",
  text: "Buen día:\n\nhay una pregunta. ¿Qué sigue?\n.\n",
  id: "018f0000-0000-7000-8000-000000000001",
};

let dataDir: string;
const closers: (() => Promise<void>)[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "mail-test-"));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rm(dataDir, { recursive: true, force: true });
});

const files = () => readdir(join(dataDir, "mail")).catch(() => []);
const fileMailer = () => createMailer({ url: undefined, from, dataDir, now });

async function smtp(answers: Readonly<Record<string, string>> = {}, extensions: readonly string[] = []) {
  const server = await startSmtpServer(answers, extensions);
  closers.push(() => server.close());
  return server;
}

const outcomeOf = (mailer: Mailer, sent: MailMessage = message) =>
  mailer.send(sent).then(() => "sent", outcomeOfMailError);

/** Text of a message in quoted-printable or as it is. */
const decoded = (source: string) =>
  Buffer.from(
    source
      .replaceAll(/=\r?\n/g, "")
      .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString();

describe("a message without a mail server", () => {
  it("becomes one whole file, which only its owner can read", async () => {
    await fileMailer().send(message);
    expect(await files()).toEqual([`${message.id}.eml`]);
    const path = join(dataDir, "mail", `${message.id}.eml`);
    const source = await readFile(path, "utf8");
    expect(source).toContain("To: ana@example.org\r\n");
    expect(source).toMatch(/^From: .*<avisos@example\.org>\r$/m);
    expect(source).toContain(`Message-ID: <${message.id}@example.org>\r\n`);
    expect(source).toContain("Auto-Submitted: auto-generated\r\n");
    expect(source).toContain("Date: Tue, 24 Nov 2026 12:00:00 +0000\r\n");
    expect(decoded(source)).toContain("¿Qué sigue?");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, "mail"))).mode & 0o777).toBe(0o700);
  });

  it("is one file although it is sent twice, and two messages are two", async () => {
    const mailer = fileMailer();
    await mailer.send(message);
    await mailer.send(message);
    const { id: _id, ...unnamed } = message;
    await Promise.all([mailer.send(unnamed), mailer.send(unnamed)]);
    expect(await files()).toHaveLength(3);
  });

  it("leaves nothing half written behind when the disk refuses", async () => {
    await mkdir(join(dataDir, "mail", `${message.id}.eml`), { recursive: true });
    await writeFile(join(dataDir, "mail", `${message.id}.eml`, "in-the-way"), "");
    expect(await outcomeOf(fileMailer())).toMatchObject({ kind: "failed" });
    expect(await files()).toEqual([`${message.id}.eml`]);
    await rm(join(dataDir, "mail"), { recursive: true });
    await writeFile(join(dataDir, "mail"), "not a folder");
    expect(await outcomeOf(fileMailer())).toMatchObject({ kind: "failed", final: false });
    await chmod(join(dataDir, "mail"), 0o600);
  });
});

describe("a message with a mail server", () => {
  it("is handed over to it", async () => {
    const server = await smtp();
    const mailer = createMailer({ url: `smtp://127.0.0.1:${server.port}`, from, dataDir, now });
    await mailer.send(message);
    await mailer.close();
    expect(server.received).toHaveLength(1);
    const [{ from: sender, to, source }] = server.received as [(typeof server.received)[0]];
    expect([sender, to]).toEqual(["avisos@example.org", ["ana@example.org"]]);
    expect(decoded(source)).toMatch(/hay una pregunta\. ¿Qué sigue\?\n\.$/);
    expect(source).toContain(`Message-ID: <${message.id}@example.org>`);
    expect(await files()).toEqual([]);
  });

  it("goes to a host with a name in any script by its name in letters of DNS", async () => {
    const server = await smtp();
    await createSmtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from, now }).send({
      ...message,
      to: "ana@ñandú.mx",
    });
    expect(server.received[0]!.to).toEqual(["ana@xn--and-6ma2c.mx"]);
  });

  it("sends a password in plain to this machine only", async () => {
    const server = await smtp({}, ["AUTH PLAIN"]);
    const url = (host: string) => `smtp://user:canary-password@${host}:${server.port}`;
    // The server has no TLS; an address that is not known to be this machine stands for one that is elsewhere.
    expect(await outcomeOf(createSmtpMailer({ url: url("127.0.0.2"), from, now }))).toMatchObject({ kind: "failed" });
    expect(server.commands.some((command) => command.startsWith("AUTH"))).toBe(false);
    expect(await outcomeOf(createSmtpMailer({ url: url("127.0.0.1"), from, now }))).toBe("sent");
  });

  it.each([
    ["RCPT", "550 no such person", "smtp-550", true],
    ["RCPT", "451 come back later", "smtp-451", false],
    [".", "554 we do not like it", "smtp-554", true],
    [".", "452 no room", "smtp-452", false],
    ["MAIL", "421 closing", "smtp-421", false],
    ["greeting", "554 not today", "smtp-554", false],
    ["greeting", "nonsense", "bad-answer", false],
    ["greeting", "", "timeout", false],
  ])("fails for good or for now when the server answers %s with %j", async (word, answer, error, final) => {
    const server = await smtp({ [word]: answer });
    const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from, now, timeout: 300 });
    expect(await outcomeOf(mailer)).toEqual({ kind: "failed", error, final });
  });

  it("fails for now when nobody is there, or the password is wrong", async () => {
    const server = await startSmtpServer();
    await server.close();
    const nobody = createSmtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from, now });
    expect(await outcomeOf(nobody)).toEqual({ kind: "failed", error: "connection", final: false });
    const strict = await smtp({ AUTH: "535 wrong" }, ["AUTH PLAIN"]);
    const url = `smtp://user:wrong@127.0.0.1:${strict.port}`;
    expect(await outcomeOf(createSmtpMailer({ url, from, now }))).toEqual({
      kind: "failed",
      error: "smtp-535",
      final: false,
    });
  });
});

describe("a message that must not be sent", () => {
  it.each([
    "",
    "ana",
    "@example.org",
    "ana@",
    "ana@example.org\r\nBcc: all@example.org",
    "ana@example.org\nBcc: all@example.org",
    "ana@example.org\0",
    "ana@example.org, eva@example.org",
    "ana@example.org;eva@example.org",
    "ana@example.org eva@example.org",
    "Ana <ana@example.org>",
    "<ana@example.org>",
    '"ana b"@example.org',
    "ana(comment)@example.org",
    "ana@[127.0.0.1]",
    "ana@.example.org",
    "ana@example..org",
    "ana@example.org.",
    "ana@-example.org",
    "a@b@example.org",
    "group:ana@example.org;",
    "ana@exam\u202eple.org",
    `${"a".repeat(65)}@example.org`,
    `ana@${"a".repeat(300)}.org`,
  ])("has an address like %j", async (to) => {
    expect(isMailAddress(to)).toBe(false);
    expect(await outcomeOf(fileMailer(), { ...message, to })).toEqual({
      kind: "failed",
      error: "refused-address",
      final: true,
    });
    expect(await files()).toEqual([]);
  });

  it.each([
    ["subject", { subject: "Hola\r\nBcc: all@example.org" }],
    ["subject", { subject: "Hola\nBcc: all@example.org" }],
    ["subject", { subject: "Hola\rBcc: all@example.org" }],
    ["subject", { subject: "Hola\u2028Bcc" }],
    ["subject", { subject: "Hola\u0085Bcc" }],
    ["subject", { subject: "Hola\0" }],
    ["subject", { subject: "Hola\u001b[2J" }],
    ["subject", { subject: "Hola\ud800" }],
    ["subject", { subject: "" }],
    ["subject", { subject: "x".repeat(201) }],
    ["text", { text: "\0" }],
    ["text", { text: "a\rb" }],
    ["text", { text: "\u001b]0;x\u0007" }],
    ["text", { text: "x".repeat(100_001) }],
    ["id", { id: "../../etc/passwd" }],
    ["id", { id: "a.b" }],
    ["id", { id: "a\r\nb" }],
    ["id", { id: "" }],
  ])("is wrong in its %s: %j", async (fault, wrong) => {
    expect(mailFault({ ...message, ...wrong })).toBe(fault);
    await expect(fileMailer().send({ ...message, ...wrong })).rejects.toMatchObject({ fault });
    expect(await files()).toEqual([]);
  });

  it("is refused with words that repeat nothing of it", async () => {
    const refusal = await fileMailer()
      .send({ ...message, to: "canary\n@example.org" })
      .catch((error: Error) => `${error.stack}${JSON.stringify(error)}`);
    expect(refusal).not.toContain("canary\n");
    expect(refusal).not.toContain(message.subject);
  });

  it.each(["ana@example.org", "a.b+c_d@sub.example.org", "o'hara@example.org", "ana@ñandú.mx"])(
    "is none of those with an address like %j",
    (to) => {
      expect(mailFault({ ...message, to })).toBeUndefined();
    },
  );
});

describe("a delivery by mail", () => {
  let bench: OutboxBench;
  beforeAll(async () => {
    bench = await OutboxBench.open();
  });
  afterEach(() => bench.reset());
  afterAll(() => bench.close());

  const relayWith = (mailer: Mailer, write: (delivery: Delivery) => Promise<Omit<MailMessage, "id"> | undefined>) =>
    bench.relay({
      destinationsFor: async () => [{ id: "person-1", kind: "mail" }],
      kinds: { mail: createMailDelivery({ write, mailer }) },
    });
  const write = async ({ event }: Delivery) => ({ to: "ana@example.org", subject: event.topic, text: event.subject });

  it("writes what the event says, under the delivery's own id", async () => {
    relayWith(fileMailer(), write);
    await bench.add({ topic: "thing.changed" });
    await bench.settled(1);
    const [row] = await bench.deliveries();
    expect(await files()).toEqual([`${row!.id}.eml`]);
    expect(await readFile(join(dataDir, "mail", `${row!.id}.eml`), "utf8")).toContain("Subject: thing.changed\r\n");
  });

  it("is tried again with the same id when the server was away", async () => {
    const server = await smtp();
    const mailer = createSmtpMailer({ url: `smtp://127.0.0.1:${server.port}`, from, now });
    let away = true;
    const flaky: Mailer = {
      ...mailer,
      send: (sent) => (away ? Promise.reject(Object.assign(new Error(), { code: "ECONNECTION" })) : mailer.send(sent)),
    };
    const relay = relayWith(flaky, write);
    await bench.add({});
    const row = await eventually(async () => (await bench.deliveries()).find((one) => one.last_error !== null));
    expect(row).toMatchObject({ state: "pending", last_error: "connection" });
    away = false;
    bench.pass(60_000);
    relay.wake();
    await bench.settled(1);
    expect(server.received[0]!.source).toContain(`Message-ID: <${row.id}@example.org>`);
  });

  it("ends with a message that is refused, or a person who is no more", async () => {
    relayWith(fileMailer(), async ({ event }) =>
      event.subject === "gone" ? undefined : { to: "a@b\n", subject: "x", text: "x" },
    );
    await bench.add({ subject: "bad" });
    await bench.settled(1, "dead");
    await bench.add({ subject: "gone" });
    await bench.settled(2, "dead");
    expect((await bench.deliveries()).map((row) => row.last_error)).toEqual(["refused-address", "gone"]);
    expect(await files()).toEqual([]);
  });
});
