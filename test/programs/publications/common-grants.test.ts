import { FORMATS } from "../../../src/programs/formats/index.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { SEED_DOCUMENTS } from "../../kit/seed-programs.js";
import { countStatements } from "../../kit/statements.js";
import { renamed, revise } from "../history/editions.js";

const HOUR = 3_600_000;
/** Later than whatever is published while the tests run. */
const NOW = () => new Date(Date.now() + 2 * HOUR);
const LIST = "/common-grants/opportunities";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ PUBLIC_URL: "https://ventanilla.example.org" }, { now: NOW });
});
afterAll(() => gateway.close());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly body: any;
}

async function ask(path: string, headers: Record<string, string> = {}, at = gateway): Promise<Answer> {
  const response = await fetch(at.url + path, { headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

describe("opportunities as CommonGrants has them", () => {
  it("come in pages that have every program once, and come back with their conditions", async () => {
    const items = [];
    for (const page of [1, 2, 3]) {
      const { status, body } = await ask(`${LIST}?page=${page}&pageSize=40`);
      expect({ status, ...body, items: body.items.length }).toEqual({
        status: 200,
        message: "Success",
        items: page === 3 ? 30 : 40,
        paginationInfo: { page, pageSize: 40, totalItems: 110, totalPages: 3 },
      });
      items.push(...body.items);
    }
    expect(new Set(items.map(({ id }) => id)).size).toBe(110);
    const read = items.map((item) => FORMATS.commonGrants.read(item));
    for (const { slug, requirements, status } of SEED_DOCUMENTS) {
      expect(read.find((document) => document?.slug === slug)).toMatchObject({ requirements, status });
    }
  });

  it("have the members that the protocol wants, each of its type", async () => {
    const { items } = (await ask(LIST)).body;
    expect(items).toHaveLength(100);
    const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
    for (const item of items) {
      expect(item).toMatchObject({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        title: expect.any(String),
        status: { value: expect.stringMatching(/^(forecasted|open|closed|custom)$/) },
        description: expect.any(String),
        source: expect.stringMatching(/^https:\/\/ventanilla\.example\.org\/catalog\/programs\/[a-z0-9-]+\.jsonld$/),
        createdAt: expect.stringMatching(instant),
        lastModifiedAt: expect.stringMatching(instant),
      });
      if (item.status.value === "custom") expect(item.status.customValue).toEqual(expect.any(String));
      for (const type of item.acceptedApplicantTypes) expect(type.value).toMatch(/^(individual|custom)$/);
      for (const [name, field] of Object.entries<Record<string, unknown>>(item.customFields)) {
        const { value } = field;
        expect(field).toMatchObject({
          name,
          fieldType: Array.isArray(value) ? "array" : typeof value,
          description: expect.any(String),
        });
      }
      const { totalAmountAvailable, minAwardAmount, maxAwardAmount } = item.funding ?? {};
      for (const money of [totalAmountAvailable, minAwardAmount, maxAwardAmount].filter(Boolean)) {
        expect(money).toEqual({
          amount: expect.stringMatching(/^-?[0-9]+\.?[0-9]*$/),
          currency: expect.stringMatching(/^[A-Z]{3}$/),
        });
      }
      for (const event of Object.values<Record<string, unknown>>(item.keyDates?.otherDates ?? {})) {
        expect(event.eventType === "singleDate" ? event.date : event.details).toMatch(/^\d{4}(-\d\d){0,2}$/);
      }
    }
  });

  it("are read one by one by their id, in the reader's language", async () => {
    const { items } = (await ask(`${LIST}?pageSize=1`)).body;
    const path = `${LIST}/${items[0].id}`;
    const [spanish, english] = [await ask(path), await ask(path, { "accept-language": "en" })];
    expect(spanish.body).toEqual({ status: 200, message: "Success", data: items[0] });
    expect(english.body.data.title).toBe(items[0].customFields.names.value.en);
    expect([english.headers.get("content-language"), english.headers.get("vary")]).toEqual(["en", "Accept-Language"]);
    expect(english.headers.get("etag")).not.toBe(spanish.headers.get("etag"));
    const again = await ask(path, { "if-none-match": spanish.headers.get("etag")! });
    expect([again.status, again.body]).toEqual([304, undefined]);
    const head = await fetch(gateway.url + path, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
  });

  it("begin with what changed last; a page behind the last is empty", async () => {
    const own = await startTestGateway({}, { now: NOW });
    const changedAt = new Date(Date.now() + HOUR).toISOString().replace(/\.\d+/, "");
    await revise(own.database, "immex", renamed("IMMEX nuevo", "New IMMEX"), changedAt);
    const [newest] = (await ask(LIST, {}, own)).body.items;
    expect(newest).toMatchObject({ title: "IMMEX nuevo", lastModifiedAt: changedAt });
    expect(newest.createdAt).not.toBe(newest.lastModifiedAt);
    const beyond = (await ask(`${LIST}?page=1000000&pageSize=200`, {}, own)).body;
    expect(beyond).toMatchObject({ items: [], paginationInfo: { totalItems: 110, totalPages: 1 } });
    await own.close();
  });

  it.each([
    ["page", "page=0"],
    ["page", "page=-1"],
    ["page", "page=1.5"],
    ["page", "page=1e3"],
    ["page", "page="],
    ["page", "page=1&page=2"],
    ["page", "page=99999999999999999999"],
    ["page", "page[a]=1&page=x"],
    ["page", `page=${"9".repeat(5_000)}`],
    ["pageSize", "pageSize=0"],
    ["pageSize", "pageSize=201"],
    ["pageSize", "pageSize=1;drop table program"],
    ["pageSize", "pageSize=%00"],
  ])("refuse a %s that is none, by its name: %s", async (name, query) => {
    const { status, headers, body } = await ask(`${LIST}?${query}`, { "accept-language": "en" });
    expect(status).toBe(400);
    expect(body).toEqual({
      status: 400,
      message: expect.stringContaining(`${name}: is a whole number from 1 to`),
      errors: [
        expect.objectContaining({ field: name, code: "BAD_USER_INPUT", message: expect.stringContaining(name) }),
      ],
    });
    expect([headers.get("cache-control"), headers.get("etag")]).toEqual(["no-store", null]);
  });

  it("say in the protocol's words what there is not, and what is no id", async () => {
    const missing = await ask(`${LIST}/30a12e5e-5940-4c08-921c-17a8960fcf4b`);
    expect(missing).toMatchObject({
      status: 404,
      body: { status: 404, message: expect.any(String), errors: [{ code: "NOT_FOUND" }] },
    });
    for (const id of ["1", "prosec", "' or 1=1 --", "30a12e5e59404c08921c17a8960fcf4b"]) {
      const { status, body } = await ask(`${LIST}/${encodeURIComponent(id)}`);
      expect({ status, body }).toMatchObject({ status: 400, body: { status: 400, errors: [{ field: "oppId" }] } });
    }
  });

  it("take as many statements for ten programs as for all 110", async () => {
    const sizes = [10, 110];
    const gateways = await Promise.all(sizes.map(() => startTestGateway({}, { now: NOW })));
    const counts = () =>
      Promise.all(
        gateways.map((own, at) => countStatements(own.database, () => ask(`${LIST}?pageSize=${sizes[at]}`, {}, own))),
      );
    const [few, many] = await counts();
    expect(many).toBe(few);
    expect(await counts()).toEqual([1, 1]);
    await Promise.all(gateways.map((own) => own.close()));
  });
});
