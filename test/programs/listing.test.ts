import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const slugsOf = ({ programs }: { programs: { nodes: { slug: string }[] } }) => programs.nodes.map(({ slug }) => slug);

describe("the list of programs", () => {
  it("has all 110 programs of the seed documents", async () => {
    const { programs } = await gateway.read("{ programs { totalCount } }");
    expect(programs.totalCount).toBe(110);
  });

  it("gives each program once when walked forwards, and the same in reverse when walked backwards", async () => {
    const walk = async (
      arguments_: (cursor: string | null) => string,
      next: (info: Record<string, unknown>) => unknown,
    ) => {
      const seen: string[][] = [];
      for (let cursor: string | null = null, more = true; more; ) {
        const { programs } = await gateway.read(
          `{ programs(${arguments_(cursor)}) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        );
        seen.push(programs.nodes.map(({ slug }: { slug: string }) => slug));
        const found = next(programs.pageInfo) as [string, boolean];
        [cursor, more] = found;
      }
      return seen;
    };
    const forwards = await walk(
      (cursor) => `first: 30${cursor ? `, after: "${cursor}"` : ""}`,
      ({ endCursor, hasNextPage }) => [endCursor, hasNextPage],
    );
    const backwards = await walk(
      (cursor) => `last: 30${cursor ? `, before: "${cursor}"` : ""}`,
      ({ startCursor, hasPreviousPage }) => [startCursor, hasPreviousPage],
    );
    expect(forwards.flat()).toHaveLength(110);
    expect(new Set(forwards.flat()).size).toBe(110);
    expect(backwards.reverse().flat()).toEqual(forwards.flat());
  });

  it("is in the alphabetical order of the language it is read in, accents where Spanish puts them", async () => {
    for (const language of ["es", "en"]) {
      const { programs } = await gateway.read(
        `{ programs(first: 100, language: ${language.toUpperCase()}) { nodes { name } } }`,
      );
      const names = programs.nodes.map(({ name }: { name: string }) => name);
      const { compare } = new Intl.Collator(language);
      expect(names).toEqual([...names].sort(compare));
    }
  });

  it("keeps to any value within a field of the filter, and to all fields together", async () => {
    const data = await gateway.read(
      `{ programs(first: 100, filter: { state: ["MX-QUE", "MX-CHH"], supportKind: [CREDIT] }) {
           nodes { slug jurisdiction { state { code name } } support { kinds { code } } } } }`,
    );
    expect(data.programs.nodes.length).toBeGreaterThan(0);
    for (const { jurisdiction, support } of data.programs.nodes) {
      expect(["MX-QUE", "MX-CHH"]).toContain(jurisdiction.state.code);
      expect(["Querétaro", "Chihuahua"]).toContain(jurisdiction.state.name);
      expect(support.kinds.map(({ code }: { code: string }) => code)).toContain("CREDIT");
    }
  });

  it("counts every value among all that was found, so that filtering by a value finds that many", async () => {
    const { programs } = await gateway.read(
      `{ programs(filter: { level: [STATE] }) { totalCount facets { dimension counts { value label count } } } }`,
    );
    expect(programs.facets.map(({ dimension }: { dimension: string }) => dimension).sort()).toEqual(
      [
        "AGENCY",
        "AUDIENCE",
        "CATALOG",
        "CATEGORY",
        "KIND",
        "LEVEL",
        "SECTOR",
        "STATE",
        "STATUS",
        "SUPPORT_KIND",
      ].sort(),
    );
    const fields: Record<string, string> = {
      STATE: "state",
      AGENCY: "agency",
      CATALOG: "catalog",
      SUPPORT_KIND: "supportKind",
    };
    for (const { dimension, counts } of programs.facets) {
      const [{ value, count, label }] = counts;
      const field = fields[dimension] ?? dimension.toLowerCase();
      const literal = ["STATE", "AGENCY", "CATALOG"].includes(dimension) ? `"${value}"` : value;
      expect(label).not.toBe("");
      if (field === "level") {
        expect([value, count]).toEqual(["STATE", programs.totalCount]);
        continue;
      }
      const narrowed = await gateway.read(
        `{ programs(filter: { level: [STATE], ${field}: [${literal}] }) { totalCount } }`,
      );
      expect([dimension, value, narrowed.programs.totalCount]).toEqual([dimension, value, count]);
    }
  });

  it("puts the municipality first, then the state, the federation and the world, and other places last", async () => {
    const { programs } = await gateway.read(
      `{ programs(first: 100, orderBy: LOCAL_FIRST, place: { municipality: "22014" }) {
           nodes { jurisdiction { level { code } state { code } municipality { code name } } } } }`,
    );
    const distance = ({
      jurisdiction: { level, state, municipality },
    }: {
      jurisdiction: { level: { code: string }; state: { code: string } | null; municipality: { code: string } | null };
    }) => {
      if (municipality) return municipality.code === "22014" ? 0 : 4;
      if (state) return state.code !== "MX-QUE" ? 4 : level.code === "STATE" ? 1 : 3;
      return level.code === "FEDERAL" ? 2 : 3;
    };
    const distances = programs.nodes.map(distance);
    expect(distances).toEqual([...distances].sort());
    expect(distances.slice(0, 2)).toEqual([0, 0]);
    expect(new Set(distances)).toEqual(new Set([0, 1, 2, 3, 4]));
  });

  it("orders what a search found by nearness first when asked to", async () => {
    const here = await gateway.read(
      `{ programs(search: "credito", orderBy: LOCAL_FIRST, place: { state: "MX-CHH" }, first: 3) { nodes { slug jurisdiction { state { code } } } } }`,
    );
    expect(here.programs.nodes[0].jurisdiction.state.code).toBe("MX-CHH");
  });

  it("answers as of a date: what was not there yet is left out, and what has ended since was active", async () => {
    const early = await gateway.read(`{ programs(asOf: "2002-01-01", first: 100) { nodes { slug } totalCount } }`);
    expect(slugsOf(early)).toContain("fondo-pyme");
    expect(slugsOf(early)).not.toContain("fondo-nacional-emprendedor");
    expect(early.programs.totalCount).toBeLessThan(110);
    const active = await gateway.read(
      `{ programs(asOf: "2010-06-01", filter: { status: [ACTIVE] }, first: 100) { nodes { slug } } }`,
    );
    expect(slugsOf(active)).toContain("fondo-pyme");
    const ended = await gateway.read(`{ programs(filter: { status: [ENDED] }, first: 100) { nodes { slug } } }`);
    expect(slugsOf(ended).sort()).toEqual(["fondo-nacional-emprendedor", "fondo-pyme", "inadem", "prosoft"]);
  });
});

describe("institutions and catalogs", () => {
  it("show the programs of each, page by page", async () => {
    const first = await gateway.read(
      `{ agency(slug: "nafin") { programs(first: 5) { totalCount nodes { slug } pageInfo { endCursor hasNextPage } } } }`,
    );
    const { totalCount, nodes, pageInfo } = first.agency.programs;
    expect(nodes).toHaveLength(5);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await gateway.read(
      `{ agency(slug: "nafin") { programs(first: 100, after: "${pageInfo.endCursor}") { totalCount nodes { slug } pageInfo { hasNextPage } } } }`,
    );
    expect(rest.agency.programs.nodes).toHaveLength(totalCount - 5);
    expect(rest.agency.programs.totalCount).toBe(totalCount);
    const filtered = await gateway.read(`{ programs(filter: { agency: ["nafin"] }) { totalCount } }`);
    expect(filtered.programs.totalCount).toBe(totalCount);
  });

  it("put every program in exactly one catalog", async () => {
    const { catalogs } = await gateway.read(
      `{ catalogs(first: 100) { totalCount nodes { slug name programs { totalCount } } } }`,
    );
    expect(catalogs.totalCount).toBe(16);
    const sum = catalogs.nodes.reduce(
      (total: number, { programs }: { programs: { totalCount: number } }) => total + programs.totalCount,
      0,
    );
    expect(sum).toBe(110);
    const named = catalogs.nodes.map(({ slug }: { slug: string }) => slug);
    expect(named).toEqual(
      expect.arrayContaining(["fondo-pyme", "fondo-nacional-emprendedor", "prosec", "fideicomisos-estatales"]),
    );
  });
});

describe("one program", () => {
  it("can be read by slug and by global id, and so can its institution and catalog", async () => {
    const { program } = await gateway.read(
      `{ program(slug: "proauto") { id slug catalog { id slug } agencies { agency { id slug } } } }`,
    );
    for (const [type, { id, slug }] of [
      ["Program", program],
      ["Catalog", program.catalog],
      ["Agency", program.agencies[0].agency],
    ] as const) {
      const { node } = await gateway.read(
        `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { slug } } }`,
        { id },
      );
      expect(node).toEqual({ __typename: type, id, slug });
    }
  });

  it("is null when there is none of that name, or it had no profile yet", async () => {
    const data = await gateway.read(
      `{ none: program(slug: "no-such-program") { slug } early: program(slug: "prosec", asOf: "1990-01-01") { slug } }`,
    );
    expect(data).toEqual({ none: null, early: null });
  });

  it("says that it has ended, since when, how that is known, and what came after", async () => {
    const { then, now } = await gateway.read(
      `fragment S on Program { status { code label since attestedOn confidence { code } note successor { slug } citations { document { key } } } }
       { then: program(slug: "fondo-pyme", asOf: "2010-01-01") { ...S } now: program(slug: "fondo-pyme") { ...S } }`,
    );
    expect(then.status).toMatchObject({ code: "ACTIVE", successor: null });
    expect(now.status).toMatchObject({
      code: "ENDED",
      label: "Terminado",
      since: "2014",
      confidence: { code: "SECONDARY_SOURCE" },
      successor: { slug: "fondo-nacional-emprendedor" },
    });
    expect(now.status.citations.map(({ document }: { document: { key: string } }) => document.key)).toContain(
      "research-2026-11",
    );
  });

  it("is read in Spanish unless English is asked for, by header or by argument; the argument goes first", async () => {
    const query = `{ program(slug: "productivity-support-program") { name language languageNotes { path served note } } }`;
    const plain = await gateway.read(query);
    expect(plain.program.language).toBe("ES");
    expect(plain.program.languageNotes).toEqual([
      { path: "name", served: "ES", note: expect.stringContaining("traducción propia") },
    ]);
    const header = await gateway.read(query, {}, { "accept-language": "en-US,en;q=0.9" });
    expect(header.program).toEqual({ name: "Productivity Support Program", language: "EN", languageNotes: [] });
    const argument = await gateway.read(
      `{ program(slug: "fondo-pyme", language: ES) { name } }`,
      {},
      { "accept-language": "en" },
    );
    expect(argument.program.name).toBe("Fondo PYME");
  });

  it("keeps figures that disagree side by side, each with its source", async () => {
    const { program } = await gateway.read(
      `{ program(slug: "fondos-mixtos") { results { figures { metric money { amount currency } citations { place line document { key } } } } conflicts { field values note } } }`,
    );
    const provided = program.results.figures.filter(({ money }: { money: object | null }) => money !== null);
    expect(provided.map(({ money }: { money: { amount: string } }) => money.amount)).toEqual([
      "750000000",
      "600000000",
    ]);
    expect(provided.map(({ citations }: { citations: { line: number }[] }) => citations[0]?.line)).toEqual([702, 867]);
    expect(program.conflicts.map(({ field }: { field: string }) => field)).toContain("results.provided");
  });

  it("gives amounts exactly: money, shares and plain quantities", async () => {
    const { program } = await gateway.read(
      `{ program(slug: "innovapyme-bc") { support { kinds { code label } amounts { type { code } money { amount currency } share quantity { value unit } statement } } } }`,
    );
    expect(program.support.amounts).toEqual([
      { type: { code: "MAX_SHARE" }, money: null, share: "0.5", quantity: null, statement: null },
      {
        type: { code: "MAX" },
        money: { amount: "1000000", currency: "USD" },
        share: null,
        quantity: null,
        statement: null,
      },
    ]);
  });

  it("gives what an amount is worked out from as data, with its source", async () => {
    const { program } = await gateway.read(
      `{ program(slug: "cofoce-production-chains", language: EN) { support { calculations { id concerns currency note
           rule { kind of { kind fact value schedule { by even points { at value } } of { kind value } } } citations { place } } } } }`,
    );
    expect(program.support.calculations).toEqual([
      {
        id: "support-per-enterprise",
        concerns: "support for training and technical assistance of one enterprise",
        currency: "USD",
        note: expect.stringContaining("fall evenly"),
        rule: {
          kind: "LEAST",
          of: [
            {
              kind: "PERCENT_OF",
              fact: "serviceCostUsd",
              value: null,
              schedule: {
                by: "monthsInProgram",
                even: true,
                points: [
                  { at: "0", value: "70" },
                  { at: "36", value: "30" },
                ],
              },
              of: [],
            },
            {
              kind: "REMAINDER",
              fact: "supportReceivedUsd",
              value: null,
              schedule: null,
              of: [{ kind: "FIXED", value: "7500" }],
            },
          ],
        },
        citations: [{ place: "¶4.3" }, { place: "¶4.3" }, { place: "¶5.9" }],
      },
    ]);
  });

  it("has a calculation wherever the sources give enough for one, and each gives something", async () => {
    const { programs } = await gateway.read(
      `{ programs(first: 100) { nodes { slug support { calculations { id currency rule { kind } citations { id } } } } } }`,
    );
    const { programs: more } = await gateway.read(
      `{ programs(last: 20) { nodes { slug support { calculations { id currency rule { kind } citations { id } } } } } }`,
    );
    interface Node {
      readonly slug: string;
      readonly support: { readonly calculations: readonly { readonly citations: readonly unknown[] }[] };
    }
    const nodes = new Map([...programs.nodes, ...more.nodes].map((node: Node) => [node.slug, node]));
    expect(nodes.size).toBe(110);
    const calculated = [...nodes.values()].filter(({ support }) => support.calculations.length > 0);
    expect(calculated.map(({ slug }) => slug).sort()).toEqual([
      "cofoce-production-chains",
      "competition-and-development-funds",
      "exitos-interest-grant",
      "fap-chihuahua",
      "focrece",
      "immex",
      "innovapyme-bc",
      "mif-cleaner-production-bajio",
      "nafin-group-credit-lines",
      "ppci",
      "proauto",
      "prosec",
    ]);
    for (const { support } of calculated)
      for (const { citations } of support.calculations) expect(citations.length).toBeGreaterThan(0);
  });

  it("shows each condition with its weight, its rule as data, and its source", async () => {
    const { program } = await gateway.read(
      `{ program(slug: "snie-business-incubators") { requirements(role: [REQUIREMENT]) { id text role { code } basis { code }
           rule { kind fact values of { kind fact values } } citations { id place } } } }`,
    );
    expect(program.requirements).toEqual([
      {
        id: "msme-or-entrepreneur",
        text: "El solicitante es MiPyME, emprendedor o incubadora que los atiende.",
        role: { code: "REQUIREMENT" },
        basis: { code: "STATED" },
        rule: {
          kind: "ANY",
          fact: null,
          values: [],
          of: [
            { kind: "ONE_OF", fact: "size", values: ["micro", "small", "medium"] },
            { kind: "HAS_ANY", fact: "applicantType", values: ["entrepreneur", "incubator"] },
          ],
        },
        citations: [
          { id: "t", place: "Table 12 (§6.1, national program profiles)" },
          { id: "b", place: "§4.3.2.1" },
        ],
      },
    ]);
  });
});
