import pg from "pg";
import { casesOf, type Person } from "../kit/case-file.js";
import { firmsOf } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";
import { urlOf } from "../kit/store.js";

let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const ACCESSES = `query ($id: ID!, $first: Int, $after: String) { business(id: $id) { accesses(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { at by { code } agencySlug applicationId } } } }`;
const PARTS: Readonly<Record<string, string>> = {
  applicant: "{ rfc }",
  check: "{ receipt }",
  informationRequests: "{ answer }",
  messages: "{ nodes { body } }",
  documents: "{ evidence }",
  report: "{ summary }",
};

async function firmWithApplication() {
  const { registerFirm, openCall, submitted } = casesOf(gateway);
  const id = await registerFirm();
  const application = await submitted((await openCall()).id, id);
  const accesses = async (args: object = {}) =>
    (
      await firmsOf(gateway)
        .as("rosa")
        .read(ACCESSES, { id, ...args })
    ).business.accesses;
  const look = (person: Person, parts: string) =>
    casesOf(gateway).as(person).read(`query ($id: ID!) { application(id: $id) { ${parts} } }`, { id: application.id });
  return { id, application, accesses, look };
}

describe("a firm", () => {
  it("reads who outside it looked at what it told, in which role, of which agency and when, and not their names", async () => {
    const { application, accesses, look } = await firmWithApplication();
    expect(await accesses()).toMatchObject({ totalCount: 0, nodes: [] });
    await look("reviewer", "applicant { name rfc facts { fact } }");
    now = new Date("2026-11-25T09:30:00Z");
    await look("auditor", "messages { nodes { body } }");
    const { nodes, totalCount } = await accesses();
    const at = { applicationId: application.id };
    expect(totalCount).toBe(2);
    expect(nodes).toEqual([
      { ...at, at: "2026-11-25T09:30:00Z", by: { code: "AUDITOR" }, agencySlug: null },
      { ...at, at: "2026-11-24T18:00:00Z", by: { code: "AGENCY_REVIEWER" }, agencySlug: "ichmujer" },
    ]);
    expect(JSON.stringify(nodes)).not.toMatch(/reviewer-1|auditor-1/);
  });

  it.each(Object.entries(PARTS))("is told of a look at %s by itself", async (part, wanted) => {
    const { accesses, look } = await firmWithApplication();
    await look("editor", `${part} ${wanted}`);
    expect((await accesses()).totalCount).toBe(1);
  });

  it("is told once of one request, however much of an application it asked for and however often", async () => {
    const { accesses, look } = await firmWithApplication();
    const all = Object.entries(PARTS).map(([part, wanted]) => `${part} ${wanted} ${part}Again: ${part} ${wanted}`);
    await look("editor", all.join(" "));
    expect((await accesses()).totalCount).toBe(1);
    await look("editor", all.join(" "));
    expect((await accesses()).totalCount).toBe(2);
  });

  it("is not told of looks of its own, of states and dates, or of what was refused", async () => {
    const { accesses, look } = await firmWithApplication();
    await look("rosa", "applicant { rfc } messages { nodes { body } }");
    await look("editor", "folio state { code } timeline { nodes { reason } } clocks { dueOn } tranches { number }");
    expect(await look("neighbour", "applicant { rfc }")).toEqual({ application: null });
    expect((await accesses()).totalCount).toBe(0);
  });

  it("turns the pages of a long list, and cannot with somebody else's cursor", async () => {
    const { id, accesses, look } = await firmWithApplication();
    const { done } = firmsOf(gateway);
    await done("rosa", "grantMandate", { businessId: id, holder: "luz", scopes: ["READ"], expiresOn: "2027-11-01" });
    for (let minute = 10; minute < 15; minute += 1) {
      now = new Date(`2026-11-26T10:${minute}:00Z`);
      await look("editor", "applicant { rfc }");
    }
    const read: string[] = [];
    let page = await accesses({ first: 2 });
    const { endCursor } = page.pageInfo;
    for (;;) {
      read.push(...page.nodes.map(({ at }: { at: string }) => at.slice(14, 16)));
      expect(page.totalCount).toBe(5);
      if (!page.pageInfo.hasNextPage) break;
      page = await accesses({ first: 2, after: page.pageInfo.endCursor });
    }
    expect(read).toEqual(["14", "13", "12", "11", "10"]);
    const { errors } = await firmsOf(gateway).as("luz").ask(ACCESSES, { id, after: endCursor });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
    expect((await firmsOf(gateway).as("luz").read(ACCESSES, { id })).business.accesses.totalCount).toBe(5);
  });
});

describe("an agency that reads a list", () => {
  it("writes all its looks in one statement more than without, at 1 and at 10, and firms read theirs in as many at 1 and at 10", async () => {
    for (let count = 0; count < 10; count += 1) await firmWithApplication();
    const queue = (first: number, parts: string) =>
      countStatements(gateway.database, () =>
        casesOf(gateway)
          .as("editor")
          .read(`query ($first: Int) { applications(first: $first) { nodes { id ${parts} } } }`, { first }),
      );
    await queue(1, "applicant { rfc }");
    const [plain, one, ten] = [
      await queue(10, ""),
      await queue(1, "applicant { rfc }"),
      await queue(10, "applicant { rfc }"),
    ];
    expect([one, ten]).toEqual([plain + 1, plain + 1]);
    const own = (first: number) =>
      countStatements(gateway.database, () =>
        firmsOf(gateway)
          .as("rosa")
          .read("query ($first: Int) { myBusinesses(first: $first) { nodes { accesses(first: 3) { totalCount } } } }", {
            first,
          }),
      );
    await own(1);
    expect(await own(10)).toBe(await own(1));
  });
});

describe("a look that cannot be written down", () => {
  it("is not had: the part is not shown", async () => {
    const { application, look } = await firmWithApplication();
    await gateway.database.query("alter table access_log rename to mislaid");
    const { data, errors } = await casesOf(gateway)
      .as("editor")
      .ask("query ($id: ID!) { application(id: $id) { folio applicant { name } } }", { id: application.id });
    await gateway.database.query("alter table mislaid rename to access_log");
    expect(errors).toHaveLength(1);
    expect(data.application).toMatchObject({ folio: application.folio, applicant: null });
    await look("editor", "applicant { name }");
  });

  it.each(["update access_log set at = now()", "delete from access_log", "truncate access_log"])(
    "is not taken back: %s",
    async (sql) => {
      await expect(gateway.database.query(sql)).rejects.toThrow("append-only");
    },
  );
});

describe("a look of long ago", () => {
  const looks = async () =>
    (await gateway.database.query<{ at: Date }>("select at from access_log order by at")).map(({ at }) =>
      Number(new Date(at).toISOString().slice(0, 4)),
    );
  const backdate = async (years: number) => {
    await gateway.database.query("alter table access_log disable trigger append_only");
    await gateway.database.query(
      "update access_log set at = now() - make_interval(years => $1, days => 1) where id = (select id from access_log order by at desc limit 1)",
      [years],
    );
    await gateway.database.query("alter table access_log enable trigger append_only");
  };

  it("is forgotten by upkeep after seven years, and none before, also if the gateway's clock runs ahead", async () => {
    const { look } = await firmWithApplication();
    for (let count = 0; count < 2; count += 1) await look("editor", "applicant { rfc }");
    const before = (await looks()).length;
    await backdate(7);
    await backdate(6);
    const year = new Date().getUTCFullYear();
    expect((await looks()).slice(0, 2).map((of) => year - of >= 6)).toEqual([true, true]);
    await gateway.upkeep(new Date(Date.now() + 5 * 365 * 86_400_000));
    expect((await looks()).length).toBe(before - 1);
    expect(year - ((await looks())[0] ?? year)).toBeLessThan(8);
    await expect(gateway.database.query("delete from access_log")).rejects.toThrow("append-only");
    expect((await looks()).length).toBe(before - 1);
  });

  it("is kept for as long as the gateway is told, and by whoever connects without being told, for good", async () => {
    await backdate(30);
    const patient = await startTestGateway({ ACCESS_LOG_YEARS: "40" }, { store: gateway.store });
    const before = (await looks()).length;
    await patient.upkeep(new Date());
    expect((await looks()).length).toBe(before);
    const stranger = new pg.Client({ connectionString: urlOf(gateway.store.address) });
    await stranger.connect();
    await expect(stranger.query("delete from access_log")).rejects.toThrow("append-only");
    await stranger.end();
    await patient.close();
    await gateway.upkeep(new Date());
    expect((await looks()).length).toBe(before - 1);
  });
});
