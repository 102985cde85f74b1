import { findMembers } from "../../src/programs/store/find-members.js";
import { findPrograms, type ProgramQuery } from "../../src/programs/store/find-programs.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

const COPIES = 30;
const TODAY = "2026-11-28";

let gateway: TestGateway;
let programs: number;
beforeAll(async () => {
  gateway = await startTestGateway();
  const { database } = gateway;
  await database.write(async (em) => {
    await em.execute(`insert into program (id, slug)
      select md5(id || 'copy' || n)::uuid, slug || '-' || n from program, generate_series(1, ${COPIES}) n`);
    await em.execute(`insert into program_version (id, program_id, number, catalog_id, in_force, recorded_at, origin, digest, level,
        state_code, municipality_code, name_es, name_en, facets, document)
      select md5(id || 'copy' || n)::uuid, md5(program_id || 'copy' || n)::uuid, number, catalog_id, in_force, recorded_at, origin,
             digest, level, state_code, municipality_code, name_es || ' ' || n, name_en || ' ' || n, facets, document
        from program_version, generate_series(1, ${COPIES}) n`);
    await em.execute("analyze");
  });
  const [row] = await database.query<{ count: number }>("select count(*)::int as count from program_version");
  programs = row?.count ?? 0;
}, 120_000);
afterAll(() => gateway.close());

interface Step {
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Step[];
}

/** How many rows of tables the statement reads that `work` sends. */
async function rowsRead(work: (database: Pick<TestGateway["database"], "query">) => Promise<unknown>): Promise<number> {
  let read = 0;
  const count = (step: Step): void => {
    if (step["Relation Name"] !== undefined) {
      read += (step["Actual Rows"] + (step["Rows Removed by Filter"] ?? 0)) * step["Actual Loops"];
    }
    step.Plans?.forEach(count);
  };
  await work({
    async query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]> {
      const [explained] = await gateway.database.query<{ "QUERY PLAN": readonly { readonly Plan: Step }[] }>(
        `explain (analyze, format json) ${sql}`,
        values,
      );
      const [plan] = explained?.["QUERY PLAN"] ?? [];
      if (plan !== undefined) count(plan.Plan);
      return gateway.database.query<Row>(sql, values);
    },
  });
  return read;
}

const LIST: ProgramQuery = {
  asOf: TODAY,
  language: "es",
  filter: {},
  search: undefined,
  order: "NAME",
  place: undefined,
  page: { size: 20, backwards: false, beyond: undefined },
  wants: { total: false, facets: false },
};

describe("a catalog of some thousand programs", () => {
  it("is large enough to tell", () => {
    expect(programs).toBeGreaterThan(3_000);
  });

  it.each(["es", "en"] as const)("is listed by name without reading more than the page: %s", async (language) => {
    expect(await rowsRead((database) => findPrograms(database, { ...LIST, language }))).toBeLessThanOrEqual(42);
  });

  it("is read on, forwards and backwards, without reading what comes before", async () => {
    const { rows } = await findPrograms(gateway.database, { ...LIST, page: { ...LIST.page, size: 100 } });
    const beyond = rows.at(-1)?.keys;
    for (const backwards of [false, true]) {
      const page = { size: 20, backwards, beyond };
      expect(await rowsRead((database) => findPrograms(database, { ...LIST, page }))).toBeLessThanOrEqual(42);
    }
  });

  it("is shown agency by agency without reading more of each than its page", async () => {
    const agencies = (await gateway.database.query<{ slug: string }>("select slug from agency")).map(
      ({ slug }) => slug,
    );
    const members = (wantsTotal: boolean) => (database: Pick<TestGateway["database"], "query">) =>
      findMembers(database, {
        dimension: "agency",
        values: agencies,
        asOf: TODAY,
        language: "es",
        size: 5,
        beyond: undefined,
        wantsTotal,
      });
    // Six rows of each, looked up in two tables.
    expect(await rowsRead(members(false))).toBeLessThanOrEqual(agencies.length * 12 + agencies.length);
    const pages = await members(true)(gateway.database);
    const plain = await gateway.database.query<{ slug: string; total: number }>(
      `select substr(facet, 8) as slug, count(*)::int as total from program_version, unnest(facets) as facet
        where facet like 'agency:%' group by 1`,
    );
    expect(
      pages
        .filter(({ total }) => total !== 0)
        .map(({ value, total }) => [value, total])
        .sort(),
    ).toEqual(plain.map(({ slug, total }) => [slug, total]).sort());
  });

  it("gives an agency's programs no longer once they are superseded", async () => {
    const { database } = gateway;
    const [one] = await database.query<{ id: string; slug: string }>(
      "select version_id as id, substr(facet, 8) as slug from program_member where facet like 'agency:%' limit 1",
    );
    await database.query("update program_version set superseded_at = now() where id = $1", [one?.id]);
    const left = await database.query("select 1 from program_member where version_id = $1", [one?.id]);
    expect(left).toEqual([]);
  });
});
