import { casesOf } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

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
      input: { clientMutationId: crypto.randomUUID(), topics: ["*"], url: "https://1.1.1.1/", ...input },
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
