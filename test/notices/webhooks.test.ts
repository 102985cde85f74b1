import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { BEARERS, PROGRAM } from "../kit/case-file.js";
import { eventually } from "../kit/eventually.js";
import { deskOf } from "../kit/publishing.js";
import { NoticesBench, verify } from "./bench.js";

const TERMS = { budget: "1000000", mostPerApplication: "60000" };

let bench: NoticesBench;
beforeAll(async () => {
  bench = await NoticesBench.open();
});
afterAll(() => bench.close());

/** Plays an application from its draft to its closing. */
async function wholeCase(businessId: string, callId: string) {
  const { done, draft, GRANT } = bench.cases;
  let application = await draft(callId, businessId);
  const step = async (...[person, mutation, input]: [Parameters<typeof done>[0], string, object?]) => {
    application = await done(person, mutation, application, { ...input });
  };
  await step("rosa", "submitApplication", { insist: true });
  await step("editor", "requestInformation", { items: [{ code: "MISSING_DOCUMENT", text: "Falta un canario." }] });
  await step("rosa", "answerInformationRequest", { answer: "Aquí va el canario." });
  await step("editor", "assignApplication", { to: BEARERS.reviewer.sub });
  await step("editor", "admitApplication");
  await step("reviewer", "beginReview");
  await step("reviewer", "scoreApplication", {
    scores: [
      { criterion: "impact", score: 8 },
      { criterion: "viability", score: 4 },
    ],
  });
  await step("reviewer", "recommendApplication", { favourable: true, reason: "Canario viable." });
  await step("approver", "approveApplication", GRANT);
  await step("rosa", "signAgreement");
  await step("approver", "signAgreement");
  for (const number of [1, 2]) {
    await step("editor", "meetMilestone", { number });
    await step("approver", "payTranche", { number });
  }
  await step("editor", "beginReporting");
  await step("rosa", "reportSpending", {
    summary: "Se compraron dos máquinas y se dio el curso.",
    spentAmount: "40000",
    results: [{ metric: "jobs-created", value: "2" }],
  });
  await step("approver", "closeApplication");
  return application;
}

describe("a webhook of an agency", () => {
  it("is told once of every change since the application was handed in, in order and signed", async () => {
    const { registerFirm, openCall } = bench.cases;
    const { receiver, secret, webhook } = await bench.hook("editor", { topics: ["application.*"] });
    const businessId = await registerFirm();
    const call = await openCall(TERMS);
    const application = await wholeCase(businessId, call.id);
    await eventually(() => receiver.received.length >= 18);
    const messages = receiver.received.map((message) => verify(secret, message, bench.clock));
    expect(messages.map(({ data }) => data.what)).toEqual([
      "SUBMIT",
      "REQUEST_INFORMATION",
      "ANSWER_INFORMATION",
      "ASSIGN",
      "ADMIT",
      "BEGIN_REVIEW",
      "SCORE",
      "RECOMMEND",
      "APPROVE",
      "SIGN",
      "SIGN_AGREEMENT",
      "MEET_MILESTONE",
      "DISBURSE",
      "MEET_MILESTONE",
      "DISBURSE",
      "BEGIN_REPORTING",
      "REPORT",
      "CLOSE",
    ]);
    const versions = messages.map(({ data }) => data.version);
    expect(versions).toEqual([...versions].sort((one, other) => one - other));
    expect(messages[1]).toEqual({
      type: "application.request_information",
      timestamp: "2026-11-24T18:00:00.000Z",
      data: {
        applicationId: application.id,
        callId: call.id,
        programId: expect.any(String),
        agency: "ichmujer",
        folio: application.folio,
        what: "REQUEST_INFORMATION",
        from: "SUBMITTED",
        to: "INFORMATION_REQUESTED",
        version: expect.any(Number),
        dueOn: "2026-12-08",
        at: "2026-11-24T18:00:00.000Z",
      },
    });
    const [shown] = await eventually(async () => {
      const hooks = await bench.webhooks("approver");
      return hooks[0].deliveries.nodes.every(({ state }: { state: { code: string } }) => state.code === "DELIVERED")
        ? hooks
        : undefined;
    });
    expect(shown).toMatchObject({ id: webhook.id, agency: "ichmujer", deliveries: { totalCount: 18 } });
    expect(shown.deliveries.nodes[0]).toMatchObject({
      topic: "application.close",
      subjectId: application.id,
      attempts: 1,
      nextAttemptAt: null,
      lastError: null,
    });
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(18);
    // Nothing that anybody wrote leaves, nor whose application it is.
    for (const told of [receiver.received.map(({ body }) => body).join("\n"), await bench.outbox()]) {
      expect(told).not.toMatch(/canario|Rosa|bordad|Taller/i);
    }
    await bench.send("editor", "deleteWebhook", { webhookId: webhook.id });
    expect(await bench.webhooks("editor")).toEqual([]);
  });

  it("is told of what is published of any program, if it wants such news, and a firm too", async () => {
    const businessId = await bench.cases.registerFirm();
    const { receiver, secret, webhook } = await bench.hook("rosa", { businessId, topics: ["program.*"] });
    const other = await bench.hook("neighbour", { topics: ["call.*"] });
    await deskOf(bench.gateway).published({ [PROGRAM]: { acronym: "PPM" } });
    await eventually(() => receiver.received.length >= 1);
    expect(receiver.received.map((message) => verify(secret, message, bench.clock))).toMatchObject([
      { type: "program.published", data: { slug: PROGRAM, edition: 2, inForceFrom: "2026-11-24" } },
    ]);
    expect(other.receiver.received).toEqual([]);
    await bench.send("rosa", "deleteWebhook", { webhookId: webhook.id });
    await bench.send("neighbour", "deleteWebhook", { webhookId: other.webhook.id });
  });

  it("is told of its own calls, and of what it must forget", async () => {
    const { registerFirm, openCall, submitted, as } = bench.cases;
    const { receiver, secret, webhook } = await bench.hook("editor", { topics: ["call.*", "application.suppress"] });
    const businessId = await registerFirm();
    const call = await openCall({ ...TERMS, closesOn: "2027-01-31" });
    const application = await submitted(call.id, businessId);
    await as("editor").read("mutation ($input: CloseCallInput!) { closeCall(input: $input) { __typename } }", {
      input: { clientMutationId: randomUUID(), callId: call.id, version: call.version },
    });
    await as("rosa").read("mutation ($input: SuppressBusinessInput!) { suppressBusiness(input: $input) }", {
      input: { clientMutationId: randomUUID(), businessId, confirmName: "Bordados Rosa" },
    });
    await eventually(() => receiver.received.length >= 3);
    const messages = receiver.received.map((message) => verify(secret, message, bench.clock));
    expect(messages.find(({ type }) => type === "call.opened").data).toMatchObject({
      callId: call.id,
      agency: "ichmujer",
      opensOn: "2026-01-01",
      closesOn: "2027-01-31",
    });
    expect(messages.find(({ type }) => type === "call.closed").data).toMatchObject({ callId: call.id, what: "CLOSED" });
    expect(messages.find(({ type }) => type === "application.suppress").data).toMatchObject({
      applicationId: application.id,
      what: "SUPPRESS",
    });
    await bench.send("editor", "deleteWebhook", { webhookId: webhook.id });
  });

  it("is another agency's to see, change, or use in no way", async () => {
    const { webhook } = await bench.hook("approver");
    expect(await bench.webhooks("neighbour")).toEqual([]);
    expect(await bench.webhooks("rosa")).toEqual([]);
    for (const [mutation, input] of [
      ["rotateWebhookSecret", { webhookId: webhook.id }],
      ["updateWebhook", { webhookId: webhook.id, version: 1, enabled: false }],
      ["deleteWebhook", { webhookId: webhook.id }],
    ] as const) {
      const { errors } = await bench.ask("neighbour", mutation, input);
      expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
    }
    const { errors } = await bench.ask("reviewer", "deleteWebhook", { webhookId: webhook.id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN" });
    await bench.send("approver", "deleteWebhook", { webhookId: webhook.id });
  });
});

describe("a webhook of a firm", () => {
  it("is told of its own firm's applications, drafts too, and of nobody else's", async () => {
    const { registerFirm, openCall, draft, submitted } = bench.cases;
    const [mine, hers] = [await registerFirm("rosa"), await registerFirm("stranger", undefined, "Otra firma")];
    const own = await bench.hook("rosa", { businessId: mine });
    const other = await bench.hook("stranger", { businessId: hers, topics: ["application.submit"] });
    const call = await openCall(TERMS);
    const [one, two] = [await draft(call.id, mine), await submitted(call.id, hers, "stranger")];
    await eventually(() => own.receiver.received.length >= 2 && other.receiver.received.length >= 1);
    const told = ({ receiver, secret }: typeof own) =>
      receiver.received.map((message) => {
        const { data } = verify(secret, message, bench.clock);
        return [data.applicationId, data.what];
      });
    expect(told(own)).toEqual([
      [one.id, "START"],
      [one.id, "FILL"],
    ]);
    expect(told(other)).toEqual([[two.id, "SUBMIT"]]);
    const { errors } = await bench.ask("stranger", "createWebhook", {
      businessId: mine,
      url: own.receiver.url,
      topics: ["*"],
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.businessId" });
    const [hook] = await bench.webhooks("rosa");
    expect(
      (await bench.ask("stranger", "redeliverWebhook", { deliveryId: hook.deliveries.nodes[0].id })).errors?.[0],
    ).toMatchObject({ extensions: { code: "NOT_FOUND" } });
  });
});

describe("the secret of a webhook", () => {
  it("is told once, and for a day after it was changed the one before is good too", async () => {
    const { registerFirm, openCall, draft } = bench.cases;
    const businessId = await registerFirm();
    const call = await openCall(TERMS);
    const clientMutationId = randomUUID();
    const { receiver, secret, webhook } = await bench.hook("rosa", { businessId, clientMutationId });
    const again = await bench.send("rosa", "createWebhook", {
      businessId,
      clientMutationId,
      url: receiver.url,
      topics: ["*"],
    });
    expect(again).toMatchObject({ webhook: { id: webhook.id }, secret: null });
    const rotated = await bench.send("rosa", "rotateWebhookSecret", { webhookId: webhook.id });
    expect(rotated.webhook.previousSecretUntil).toBe("2026-11-25T18:00:00Z");
    expect(rotated.secret).toMatch(/^whsec_/);
    await draft(call.id, businessId);
    await eventually(() => receiver.received.length === 2);
    for (const good of [secret, rotated.secret]) verify(good, receiver.received[0]!, bench.clock);

    bench.clock.now = new Date(bench.clock.now.getTime() + 25 * 3_600_000);
    await bench.gateway.upkeep();
    const next = await bench.cases.draft((await openCall(TERMS)).id, businessId);
    expect(next.version).toBe(2);
    await eventually(() => receiver.received.length === 4);
    verify(rotated.secret, receiver.received[3]!, bench.clock);
    expect(() => verify(secret, receiver.received[3]!, bench.clock)).toThrow();
    expect((await bench.webhooks("rosa"))[0].previousSecretUntil).toBeNull();
    const kept = await bench.gateway.database.query<{ row: string }>(
      "select c::text as row from command c union all select w::text from webhook_endpoint w",
    );
    const everything = [...kept.map(({ row }) => row), await bench.outbox(), ...bench.log].join("\n");
    for (const told of [secret, rotated.secret]) expect(everything).not.toContain(told.slice("whsec_".length));
    expect(bench.log.join("\n")).not.toMatch(/canary-query|127\.0\.0\.1:\d+\/hook/);
    expect(() => new Webhook(rotated.secret)).not.toThrow();
  });
});

describe("a receiver that is no more", () => {
  it("is switched off by a 410, says so, and gets nothing until its owner switches it on", async () => {
    const { registerFirm, openCall, draft } = bench.cases;
    const businessId = await registerFirm();
    const { receiver, webhook } = await bench.hook("rosa", { businessId, topics: ["application.start"] });
    receiver.answer = (response) => response.writeHead(410).end();
    await draft((await openCall(TERMS)).id, businessId);
    const ofThis = async () => (await bench.webhooks("rosa")).find(({ id }: { id: string }) => id === webhook.id);
    const off = await eventually(async () => ((await ofThis()).disabledAt ? ofThis() : undefined));
    expect(off).toMatchObject({ disabledReason: { code: "GONE" }, version: 2 });
    expect(off.deliveries.nodes).toEqual([expect.objectContaining({ state: { code: "DEAD" }, lastError: "gone" })]);
    expect(receiver.received).toHaveLength(1);
    const last = off.deliveries.nodes.at(-1).id;
    expect((await bench.ask("rosa", "redeliverWebhook", { deliveryId: last })).errors?.[0]).toMatchObject({
      extensions: { code: "CONFLICT" },
    });
    expect(
      await bench.send("rosa", "updateWebhook", { webhookId: webhook.id, version: 1, enabled: true }),
    ).toMatchObject({
      __typename: "WebhookVersionStale",
      webhook: { version: 2 },
    });
    await bench.send("rosa", "updateWebhook", { webhookId: webhook.id, version: 2, enabled: true });
    receiver.answer = (response) => response.writeHead(204).end();
    await bench.send("rosa", "redeliverWebhook", { deliveryId: last });
    await eventually(() => receiver.received.length === 2);
    expect(receiver.received[1]?.headers["webhook-id"]).toBe(receiver.received[0]?.headers["webhook-id"]);
  });

  it("has its messages tried again with the same id when it is only ill", async () => {
    const { registerFirm, openCall, draft } = bench.cases;
    const businessId = await registerFirm();
    const { receiver, webhook } = await bench.hook("rosa", { businessId, topics: ["application.start"] });
    receiver.answer = (response) => response.writeHead(500).end();
    await draft((await openCall(TERMS)).id, businessId);
    const message = await eventually(async () => {
      const hooks = await bench.webhooks("rosa");
      const { deliveries } = hooks.find(({ id }: { id: string }) => id === webhook.id);
      return deliveries.nodes.find(({ lastError }: { lastError: string | null }) => lastError !== null);
    });
    expect(message).toMatchObject({ state: { code: "PENDING" }, attempts: 1, lastError: "http-500" });
    expect(message.nextAttemptAt).not.toBeNull();
    receiver.answer = (response) => response.writeHead(204).end();
    bench.clock.now = new Date(bench.clock.now.getTime() + 60_000);
    await eventually(() => receiver.received.length === 2);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
});
