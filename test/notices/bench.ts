import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { jest } from "@jest/globals";
import { pino } from "pino";
import { Webhook } from "standardwebhooks";
import { casesOf, type Input, type Person } from "../kit/case-file.js";
import { eventually } from "../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { type Received, Receiver } from "../kit/receiver.js";

const WEBHOOK = `id url topics version agency businessId createdBy previousSecretUntil disabledAt disabledReason { code }
  deliveries { totalCount nodes { id eventId topic subjectId state { code } attempts nextAttemptAt lastError deliveredAt } }`;

/** A gateway that delivers, with a clock to be set, receivers on this machine, and its log and mail to look into. */
export class NoticesBench {
  readonly cases: ReturnType<typeof casesOf>;
  readonly #receivers: Receiver[] = [];

  private constructor(
    readonly gateway: TestGateway,
    readonly clock: { now: Date },
    readonly folder: string,
    readonly log: readonly string[],
  ) {
    this.cases = casesOf(gateway);
  }

  static async open(settings = {}): Promise<NoticesBench> {
    const clock = { now: new Date("2026-11-24T18:00:00Z") };
    const folder = await mkdtemp(join(tmpdir(), "ventanilla-notices-"));
    const lines: string[] = [];
    const log = pino(
      { level: "debug" },
      new Writable({
        write(line, _encoding, done) {
          lines.push(String(line));
          done();
        },
      }),
    );
    const gateway = await startTestGateway(
      { DATA_DIR: folder, WEBHOOKS_ALLOW_LOOPBACK: "1", ...settings },
      { now: () => clock.now, background: true, log },
    );
    return new NoticesBench(gateway, clock, folder, lines);
  }

  /** A receiver with a webhook to it. */
  async hook(person: Person, input: Input = {}) {
    const receiver = new Receiver();
    await receiver.listen();
    this.#receivers.push(receiver);
    const made = await this.send(person, "createWebhook", { url: receiver.url, topics: ["*"], ...input });
    return { receiver, webhook: made.webhook, secret: made.secret as string };
  }

  /** A command on webhooks, and its result, refusals too. */
  async send(person: Person, mutation: string, input: Input) {
    const { data, errors } = await this.ask(person, mutation, input);
    if (errors) throw new Error(`${mutation} was answered with errors: ${JSON.stringify(errors)}`);
    return data[mutation];
  }

  ask(person: Person, mutation: string, input: Input) {
    const type = INPUTS[mutation] ?? `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    return this.cases
      .as(person)
      .ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${RESULTS[mutation] ?? RESULT} } }`, {
        input: { clientMutationId: randomUUID(), ...input },
      });
  }

  async webhooks(person: Person) {
    return (await this.cases.as(person).read(`{ webhooks { totalCount nodes { ${WEBHOOK} } } }`)).webhooks.nodes;
  }

  /** Messages that became files, the oldest first. */
  async mails(): Promise<readonly string[]> {
    const folder = join(this.folder, "mail");
    const names = await readdir(folder).catch(() => []);
    const whole = names.filter((name) => name.endsWith(".eml")).sort();
    return Promise.all(whole.map((name) => readFile(join(folder, name), "utf8")));
  }

  /** Waits until everything that happened has been taken and delivered. */
  settled() {
    return eventually(async () => {
      const [row] = await this.gateway.database.query<{ open: number }>(
        `select (select count(*) from outbox_event where taken_at is null)::int
              + (select count(*) from outbox_delivery where state = 'pending')::int as open`,
      );
      return row?.open === 0;
    });
  }

  /** All that the outbox keeps, as text. */
  async outbox(): Promise<string> {
    const rows = await this.gateway.database.query<{ row: string }>(
      "select e::text as row from outbox_event e union all select d::text from outbox_delivery d",
    );
    return rows.map(({ row }) => row).join("\n");
  }

  async close(): Promise<void> {
    await this.gateway.close();
    for (const receiver of this.#receivers) await receiver.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const RESULT = `__typename ... on WebhookChanged { secret webhook { ${WEBHOOK} } }
  ... on WebhookVersionStale { message webhook { version } } ... on TooManyWebhooks { message most }`;
const RESULTS: Readonly<Record<string, string>> = {
  deleteWebhook: "webhookId",
  redeliverWebhook: "deliveryId",
};
const INPUTS: Readonly<Record<string, string>> = {
  rotateWebhookSecret: "OfWebhookInput",
  deleteWebhook: "OfWebhookInput",
};

/** The event in a message, by the library that receivers use: it throws when the signature is not of the secret, or is not fresh. */
export function verify(secret: string, { headers, body }: Received, clock: { now: Date }) {
  // The library goes by the clock of this machine; the gateway's is set by the test.
  const today = jest.spyOn(Date, "now").mockReturnValue(clock.now.getTime());
  try {
    // biome-ignore lint/suspicious/noExplicitAny: tests look into messages of many shapes
    return new Webhook(secret).verify(body, headers as Record<string, string>) as any;
  } finally {
    today.mockRestore();
  }
}

/** The text of a message, with what the way of mail does to it undone. */
export function readMail(mail: string) {
  const cut = mail.indexOf("\r\n\r\n");
  const [head, body] = [mail.slice(0, cut), mail.slice(cut + 4)];
  const bytes = /transfer-encoding: base64/i.test(head)
    ? Buffer.from(body, "base64")
    : Buffer.from(
        body
          .replace(/=\r\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      );
  return { head, text: bytes.toString("utf8").replaceAll("\r\n", "\n") };
}
