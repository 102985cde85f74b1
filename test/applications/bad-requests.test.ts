import { randomUUID } from "node:crypto";
import { BEARERS, casesOf } from "../kit/case-file.js";
import { firmsOf } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { stateOf } from "../kit/whole-store.js";
import { goodInputs } from "./hostile/good-inputs.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => new Date("2026-11-24T18:00:00Z") });
});
afterAll(() => gateway.close());

const REGISTER = "mutation ($input: RegisterBusinessInput!) { registerBusiness(input: $input) { __typename } }";

/** Sends a body as it is, byte for byte. */
async function sendRaw(body: string) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await gateway.token(BEARERS.rosa)}` },
    body,
  });
  return { status: response.status, text: await response.text() };
}

describe("the key of a command", () => {
  it.each([
    ["missing", undefined],
    ["null", null],
    ["empty", ""],
    ["too short", "1234567"],
    ["of 101 characters", "k".repeat(101)],
    ["of 10 KB", "k".repeat(10_240)],
    ["not ASCII", "clave-ñandú-1"],
    ["with a blank", "clave con blanco"],
    ["with a NUL", "clave\u0000clave"],
    ["with a line break at its end", "clave-clave\n"],
    ["a number", 12345678],
  ])("is refused when it is %s, in every mutation the same, and writes nothing", async (_what, clientMutationId) => {
    const { as } = firmsOf(gateway);
    const before = await stateOf(gateway.database);
    const { errors } = await as("rosa").ask(REGISTER, { input: { name: "Firma", clientMutationId } });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(errors?.[0]?.extensions.field).toMatch(/^input(\.clientMutationId)?$/);
    expect(await stateOf(gateway.database)).toEqual(before);
  });

  it("is good at 8 and at 100 characters", async () => {
    const { register } = firmsOf(gateway);
    for (const length of [8, 100])
      await register("rosa", { clientMutationId: randomUUID().repeat(3).slice(0, length) });
  });
});

describe("a body", () => {
  const good = { name: "Firma", clientMutationId: "clave-clave" };

  it.each([
    ["a NUL as it is", JSON.stringify({ query: REGISTER, variables: { input: good } }).replace("Firma", "Fir\u0000ma")],
    ["a field __proto__", bodyWith('"__proto__": { "polluted": true }')],
    ["a field constructor.prototype", bodyWith('"constructor": { "prototype": { "polluted": true } }')],
    ["two fields of one name, of which one is nobody's", bodyWith('"owner": "rosa", "owner": "eva"')],
  ])("with %s is refused whole, pollutes nothing and writes nothing", async (_what, body) => {
    const before = await stateOf(gateway.database);
    const { status, text } = await sendRaw(body);
    expect([200, 400]).toContain(status);
    expect(text).toMatch(/"code":"(BAD_REQUEST|BAD_USER_INPUT)"/);
    expect(text.length).toBeLessThan(8_192);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(await stateOf(gateway.database)).toEqual(before);
  });

  function bodyWith(extra: string): string {
    return `{"query": ${JSON.stringify(REGISTER)}, "variables": {"input": {"name": "Firma", "clientMutationId": "clave-clave", ${extra}}}}`;
  }
});

describe("HTML, Markdown and SQL in a text", () => {
  const TEXTS = [
    '<script>alert("x")</script>',
    "[aquí](javascript:alert(1))",
    "'; drop table business; --",
    '=HYPERLINK("x")',
  ];

  it("is kept and given back as it was written, and means nothing", async () => {
    const { register, firm } = firmsOf(gateway);
    for (const name of TEXTS) {
      const { id } = await register("rosa", { name });
      expect((await firm("rosa", id)).name).toBe(name);
    }
    const { as, done } = casesOf(gateway);
    const draft = (await goodInputs(gateway).fillApplication?.())?.input as { applicationId: string; version: number };
    const [title] = TEXTS;
    const filled = await done(
      "rosa",
      "fillApplication",
      { id: draft.applicationId, version: draft.version },
      { title },
    );
    expect(filled.title).toBe(title);
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await gateway.token(BEARERS.rosa)}` },
      body: JSON.stringify({
        query: "query ($id: ID!) { application(id: $id) { title } }",
        variables: { id: filled.id },
      }),
    });
    expect(answer.headers.get("content-type")).toMatch(/json/);
    expect((await as("rosa").read("{ myBusinesses { totalCount } }")).myBusinesses.totalCount).toBeGreaterThan(3);
  });
});

describe("pictures of several parts in a name", () => {
  it("are no hidden characters: a family is one picture", async () => {
    const { register } = firmsOf(gateway);
    const name = "Taller 👩🏽‍🔧 y 👨‍👩‍👧";
    expect(await register("rosa", { name })).toMatchObject({ name });
  });
});

const since = "query ($v: DateTime) { applications(updatedSince: $v) { totalCount } }";
function filtered(filter: string, type: string): string {
  return `query ($v: ${type}) { applications(filter: { ${filter} }) { totalCount } }`;
}

describe("a question about firms and applications", () => {
  const NUL = "a\u0000b";
  const foreign = Buffer.from("Business:not-a-uuid").toString("base64url");
  it.each<[string, string, object, string]>([
    ["business", "query ($id: ID!) { business(id: $id) { name } }", { id: NUL }, "id"],
    ["business", "query ($id: ID!) { business(id: $id) { name } }", { id: foreign }, "id"],
    ["application", "query ($id: ID!) { application(id: $id) { title } }", { id: foreign }, "id"],
    ["call", "query ($id: ID!) { call(id: $id) { title } }", { id: foreign }, "id"],
    ["applications", filtered("businessId: $v", "ID"), { v: foreign }, "filter.businessId"],
    ["applications", filtered("programId: $v", "ID"), { v: foreign }, "filter.programId"],
    ["applications", filtered("callId: $v", "ID"), { v: foreign }, "filter.callId"],
    ["applications", filtered("folio: $v", "String"), { v: NUL }, "filter.folio"],
    ["applications", since, { v: "2026-99-99T99:99:99Z" }, "v"],
    ["applications", since, { v: "9999-12-31T23:59:59Z" }, "v"],
    ["applications", since, { v: "2026-02-30T00:00:00Z" }, "v"],
    ["applications", "query ($v: String) { applications(after: $v) { totalCount } }", { v: NUL }, "after"],
    ["agencyStages", "query ($v: String!) { agencyStages(agency: $v) { code } }", { v: NUL }, "agency"],
    ["agencyStages", "query ($v: String!) { agencyStages(agency: $v) { code } }", { v: "\ud800" }, "agency"],
    ["myBusinesses", "query ($v: String) { myBusinesses(before: $v) { totalCount } }", { v: NUL }, "before"],
  ])("%s that cannot be is refused with the field at fault: %s %j", async (_field, query, variables, field) => {
    const { errors } = await firmsOf(gateway).as("rosa").ask(query, variables);
    expect(errors).toHaveLength(1);
    expect(["BAD_USER_INPUT", "NOT_FOUND"]).toContain(errors?.[0]?.extensions.code);
    expect(errors?.[0]?.extensions.field).toBe(field);
  });
});
