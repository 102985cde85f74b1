import { randomUUID } from "node:crypto";
import { casesOf, type Person } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

const CREATE = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
  __typename ... on TooManyWebhooks { message most } ... on WebhookChanged { webhook { id } } } }`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const create = (input: object) =>
  casesOf(gateway)
    .as("editor")
    .ask(CREATE, {
      input: { clientMutationId: randomUUID(), topics: ["*"], url: "https://1.1.1.1/", ...input },
    });

describe("an address that is registered", () => {
  it.each([
    ["http://hooks.example.com/canary", "scheme"],
    ["ftp://hooks.example.com/canary", "scheme"],
    ["https://user:canary@hooks.example.com/", "credentials"],
    ["https://hooks.example.com:22/canary", "port"],
    ["https://localhost/canary", "host"],
    ["https://intranet/canary", "host"],
    ["https://db.internal/canary", "host"],
    ["https://127.0.0.1/canary", "address"],
    ["https://[::1]/canary", "address"],
    ["https://[::ffff:7f00:1]/canary", "address"],
    ["https://2130706433/canary", "address"],
    ["https://0x7f.1/canary", "address"],
    ["https://017700000001/canary", "address"],
    ["https://169.254.169.254/canary", "address"],
    ["https://10.1.2.3/canary", "address"],
    ["https://192.168.1.1/canary", "address"],
    ["https://[fd00::1]/canary", "address"],
    ["https://hooks.example.com/\ncanary", "malformed"],
    ["canary", "malformed"],
    [`https://hooks.example.com/${"canary".repeat(400)}`, "malformed"],
    ["https://canary.invalid/", "unresolved"],
  ])("is refused as %s: %s", async (url, rule) => {
    const { errors } = await create({ url });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.url",
      allowed: { rule },
    });
    expect(JSON.stringify(errors)).not.toMatch(/canary|127\.0\.0\.1|169\.254/);
  });

  it("is told in topics that there are", async () => {
    for (const topics of [[], ["application.canary"], ["application"]]) {
      const { errors } = await create({ topics });
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.topics" });
      expect(errors?.[0]?.extensions.allowed).toContain("application.submit");
      expect(JSON.stringify(errors)).not.toContain("canary");
    }
  });

  it("is one of ten at most, however many are asked for at once", async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => create({})));
    const kinds = answers.map(({ data }) => data.createWebhook.__typename);
    expect(kinds.filter((kind) => kind === "WebhookChanged")).toHaveLength(10);
    expect(kinds.filter((kind) => kind === "TooManyWebhooks")).toHaveLength(4);
  });
});

describe("the list of webhooks", () => {
  it("costs the same number of statements with one and with ten, their messages included", async () => {
    const read = (first: number) =>
      casesOf(gateway)
        .as("editor")
        .read(
          "query ($first: Int) { webhooks(first: $first) { totalCount nodes { deliveries(first: 5) { totalCount nodes { id } } } } }",
          { first },
        );
    await read(1);
    const [one, ten] = [
      await countStatements(gateway.database, () => read(1)),
      await countStatements(gateway.database, async () => expect((await read(10)).webhooks.nodes).toHaveLength(10)),
    ];
    expect(ten).toBe(one);
    // One of them asks whether whoever has the token is still let in.
    expect(one).toBeLessThanOrEqual(5);
  });
});

describe("row-level security by itself", () => {
  it("keeps webhooks from all but their owners", async () => {
    const open = await startTestGateway({}, { unguarded: true });
    const { as, registerFirm } = casesOf(open);
    const businessId = await registerFirm("rosa");
    const make = (person: Person, input: object) =>
      as(person).ask(CREATE, {
        input: { clientMutationId: randomUUID(), topics: ["*"], url: "https://1.1.1.1/", ...input },
      });
    expect((await make("rosa", { businessId })).data.createWebhook.__typename).toBe("WebhookChanged");
    const { data } = await make("approver", {});
    expect((await make("stranger", { businessId })).errors).toHaveLength(1);
    for (const [person, count] of [
      ["rosa", 1],
      ["approver", 1],
      ["editor", 1],
      ["reviewer", 0],
      ["neighbour", 0],
      ["stranger", 0],
      ["auditor", 0],
    ] as const) {
      const { webhooks } = await as(person).read("{ webhooks { nodes { id } } }");
      expect([person, webhooks.nodes.length]).toEqual([person, count]);
    }
    const { errors } = await as("neighbour").ask(
      "mutation ($input: OfWebhookInput!) { deleteWebhook(input: $input) { webhookId } }",
      { input: { clientMutationId: randomUUID(), webhookId: data.createWebhook.webhook.id } },
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
    await open.close();
  });
});

describe("the keys of commands", () => {
  it("are forgotten after thirty days, and not before", async () => {
    await gateway.database.query(
      `insert into command (role, subject, key, operation, fingerprint, at)
       select 'business', 'canary', 'key-' || days, 'test', '', $1::timestamptz - days * interval '1 day'
         from unnest(array[29, 31, 400]) as days`,
      [new Date()],
    );
    await gateway.upkeep();
    expect(await gateway.database.query("select key from command where subject = 'canary'")).toEqual([
      { key: "key-29" },
    ]);
  });
});
