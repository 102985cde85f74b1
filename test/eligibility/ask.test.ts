import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

/** A shoe workshop in León that wants to sell abroad. */
const SHOEMAKER = {
  municipality: "11020",
  scian: "316211",
  workers: 8,
  annualSalesMxn: "2500000",
  exportOriented: true,
  wants: ["CREDIT", "TRAINING"],
};

const CHECK = `query ($profile: ProfileInput!, $filter: ProgramFilter, $asOf: Date, $language: Language, $rate: ExchangeRateInput, $verdict: [Verdict!], $first: Int, $after: String, $last: Int, $before: String) {
  checkEligibility(profile: $profile, filter: $filter, asOf: $asOf, language: $language, exchangeRate: $rate) {
    asOf
    profile { facts { fact value { text exact } origin { code } from } contradictions { fact stated { text } derived { text } from } }
    counts { verdict { code } count open }
    results(verdict: $verdict, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
      nodes {
        program { slug name }
        verdict { code label }
        summary
        missing { key question }
        warnings { code text }
        conditions { id role { code } text outcome { code } implied missing checks { fact required outcome { code } given { text } } citations { document place line } }
        nearMisses { change { fact from { text } to { text } } verdict { code } }
        turningDay { from by verdict { code } facts }
        receipt { token versionNumber rulesDigest engineVersion factsDigest asOf issuedAt }
      }
    }
  }
}`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
const check = async (profile: object, rest: object = {}): Promise<any> =>
  (await gateway.read(CHECK, { profile, first: 100, ...rest })).checkEligibility;

describe("a firm that asks what it qualifies for", () => {
  it("names no program, and gets a verdict on every one of them", async () => {
    const { counts, results } = await check(SHOEMAKER);
    const total = counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(total).toBe(110);
    expect(results.totalCount).toBe(110);
    expect(counts.map(({ verdict }: { verdict: { code: string } }) => verdict.code)).toEqual([
      "ELIGIBLE",
      "UNDETERMINED",
      "INELIGIBLE",
    ]);
  });

  it("is told how its profile was understood: state from the town, size from workers and sales", async () => {
    const { profile } = await check(SHOEMAKER);
    const fact = (key: string) => profile.facts.find(({ fact }: { fact: string }) => fact === key);
    expect(fact("state")).toMatchObject({
      value: { text: "Guanajuato", exact: true },
      origin: { code: "DERIVED" },
      from: ["municipality"],
    });
    expect(fact("size")).toMatchObject({ value: { text: "Micro" }, origin: { code: "DERIVED" } });
    expect(fact("mexicanPerson")).toMatchObject({ origin: { code: "ASSUMED" } });
    expect(fact("workers")).toMatchObject({ value: { text: "8 personas" }, origin: { code: "STATED" } });
  });

  it("reads first what fits best: open to it, near, and what it looks for", async () => {
    const { results } = await check(SHOEMAKER);
    const verdicts = results.nodes.map(({ verdict }: { verdict: { code: string } }) => verdict.code);
    expect(verdicts).toEqual([...verdicts].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
    expect(results.nodes[0].program.slug).toBe("cevem");
  });

  it("reads why, with what is asked, what it gave, and where the source says so", async () => {
    const { results } = await check({ ...SHOEMAKER, municipality: "08037" }, { verdict: ["INELIGIBLE"] });
    const refused = results.nodes.find(
      ({ program }: { program: { slug: string } }) => program.slug === "innovapyme-bc",
    );
    expect(refused).toMatchObject({
      verdict: { code: "INELIGIBLE", label: "No cumple" },
      summary: "No se cumple: El solicitante opera en el estado de Baja California.",
      missing: [],
    });
    expect(refused.conditions[0]).toMatchObject({
      outcome: { code: "NOT_MET" },
      checks: [
        { fact: "state", required: "Baja California", given: { text: "Chihuahua" }, outcome: { code: "NOT_MET" } },
      ],
      citations: [{ place: "Table 13 (§6.1, state program profiles)", line: 914 }],
    });
  });

  it("reads what is missing as questions, and only what can still change the verdict", async () => {
    const { results } = await check({ state: "MX-GUA", size: "MICRO" });
    const open = results.nodes.find(
      ({ program }: { program: { slug: string } }) => program.slug === "cofoce-production-chains",
    );
    expect(open.verdict.code).toBe("UNDETERMINED");
    expect(open.missing.map(({ key }: { key: string }) => key)).toContain("willingToJoinCluster");
    expect(open.missing.map(({ key }: { key: string }) => key)).not.toContain("size");
    expect(open.summary).toMatch(/^Falta saber: /);
  });

  it("answers in English when asked to", async () => {
    const { results } = await check({ state: "MX-CHH" }, { language: "EN", verdict: ["INELIGIBLE"], first: 1 });
    expect(results.nodes[0].verdict.label).toBe("Ineligible");
    expect(results.nodes[0].summary).toMatch(/^Not met: /);
  });

  it("may say less than a value: a band, several codes, a list that goes on, and what it does not know", async () => {
    const { profile, results } = await check({
      scian: "31",
      between: [{ fact: "workers", min: "11", max: "30" }],
      oneOf: [{ fact: "size", values: ["SMALL", "MEDIUM"] }],
      certifications: ["ISO9001"],
      notComplete: ["certifications"],
      notKnown: ["exporter"],
    });
    const texts = Object.fromEntries(
      profile.facts.map(({ fact, value }: { fact: string; value: { text: string } }) => [fact, value.text]),
    );
    expect(texts.workers).toBe("de 11 a 30 personas");
    expect(texts.size).toBe("Pequeña o Mediana");
    expect(texts.certifications).toBe("ISO 9001 (gestión de calidad) y quizá otros");
    expect(texts.isManufacturer).toBe("Sí");
    const missing = results.nodes.flatMap(({ missing: facts }: { missing: { key: string }[] }) =>
      facts.map(({ key }) => key),
    );
    expect(missing).toContain("exporter");
    const { nextQuestions } = (
      await gateway.read(
        "query ($p: ProfileInput!) { checkEligibility(profile: $p) { nextQuestions(first: 20) { fact { key } } } }",
        { p: { scian: "31", notKnown: ["exporter"] } },
      )
    ).checkEligibility;
    expect(nextQuestions.map(({ fact }: { fact: { key: string } }) => fact.key)).not.toContain("exporter");
  });

  it("is not judged by a fact that contradicts another: both stay possible, and it is told", async () => {
    const { profile, results } = await check({ municipality: "11020", state: "MX-JAL", sectors: ["LEATHER_FOOTWEAR"] });
    expect(profile.contradictions).toEqual([
      { fact: "state", stated: { text: "Jalisco" }, derived: { text: "Guanajuato" }, from: ["municipality"] },
    ]);
    const ciatec = results.nodes.find(({ program }: { program: { slug: string } }) => program.slug === "ciatec");
    expect(ciatec.verdict.code).toBe("UNDETERMINED");
    expect(ciatec.warnings).toEqual([
      { code: "CONTRADICTION", text: expect.stringContaining("«Estado» no concuerda con «Municipio»") },
    ]);
  });

  it("is told of a program that has come to an end, and reads it after those that have not", async () => {
    const { results } = await check(SHOEMAKER, { verdict: ["ELIGIBLE", "UNDETERMINED"] });
    const fondo = results.nodes.find(({ program }: { program: { slug: string } }) => program.slug === "fondo-pyme");
    expect(fondo.warnings[0]).toMatchObject({ code: "PROGRAM_OVER", text: expect.stringContaining("2014") });
    const then = await check(SHOEMAKER, { asOf: "2010-01-01" });
    const before = then.results.nodes.find(
      ({ program }: { program: { slug: string } }) => program.slug === "fondo-pyme",
    );
    expect(before.warnings).toEqual([]);
  });

  it("may ask among some programs only, by the filter of the catalog, and the counts follow", async () => {
    const { counts, results } = await check(SHOEMAKER, { filter: { supportKind: ["CREDIT"], level: ["FEDERAL"] } });
    const total = counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    const { programs } = await gateway.read(
      "{ programs(filter: { supportKind: [CREDIT], level: [FEDERAL] }) { totalCount } }",
    );
    expect(total).toBe(programs.totalCount);
    expect(results.totalCount).toBe(programs.totalCount);
    const wrong = await gateway.ask(CHECK, { profile: {}, filter: { state: ["MX-XXX"] } });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.state" });
  });

  it("turns pages in both directions without losing or repeating a program", async () => {
    const slugs = (page: { nodes: { program: { slug: string } }[] }) => page.nodes.map(({ program }) => program.slug);
    const whole = slugs((await check(SHOEMAKER, { first: 100 })).results);
    const forwards: string[] = [];
    let after: string | undefined;
    do {
      const { results } = await check(SHOEMAKER, { first: 33, ...(after === undefined ? {} : { after }) });
      forwards.push(...slugs(results));
      after = results.pageInfo.hasNextPage ? results.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    expect(forwards.slice(0, 100)).toEqual(whole);
    expect(new Set(forwards).size).toBe(110);
    const { results: last } = await check(SHOEMAKER, { first: undefined, last: 10 });
    expect(slugs(last)).toEqual(forwards.slice(-10));
    const { results: before } = await check(SHOEMAKER, {
      first: undefined,
      last: 10,
      before: last.pageInfo.startCursor,
    });
    expect(slugs(before)).toEqual(forwards.slice(-20, -10));
  });

  it("cannot use a cursor of another firm's list", async () => {
    const { results } = await check(SHOEMAKER, { first: 5 });
    const { errors } = await gateway.ask(CHECK, {
      profile: { state: "MX-NLE" },
      first: 5,
      after: results.pageInfo.endCursor,
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
  });

  it("costs the same number of statements at page sizes 1, 10 and 100", async () => {
    await check(SHOEMAKER);
    const counts = [];
    for (const first of [1, 10, 100]) {
      counts.push(await countStatements(gateway.database, () => check(SHOEMAKER, { first })));
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(3);
  });
});

const ORDER = ["ELIGIBLE", "UNDETERMINED", "INELIGIBLE"];

describe("a program", () => {
  it("says of itself whether a firm may get it, wherever it is reached from, under the same date and language", async () => {
    const { programs } = await gateway.read(
      `query ($p: ProfileInput!) { programs(search: "ciatec", first: 1, language: EN, asOf: "2018-01-01") {
         nodes { slug eligibility(profile: $p) { verdict { label } receipt { asOf } } } } }`,
      { p: SHOEMAKER },
    );
    expect(programs.nodes[0]).toEqual({
      slug: "ciatec",
      eligibility: { verdict: { label: "Eligible" }, receipt: { asOf: "2018-01-01" } },
    });
  });
});

describe("many programs of a list", () => {
  it("each say whether a firm may get them with no more statements than one does", async () => {
    const query = `query ($p: ProfileInput!, $n: Int, $language: Language) { programs(first: $n, language: $language) {
      nodes { eligibility(profile: $p) { verdict { code } missing { key } program { name } } } } }`;
    // Every edition of these lists is in memory, and none of the lists.
    await gateway.read("{ programs(first: 99) { nodes { catalog { slug } } } }");
    await gateway.read(query, { p: SHOEMAKER, n: 100, language: "EN" });
    const counts = [];
    for (const n of [1, 10, 100]) {
      counts.push(await countStatements(gateway.database, () => gateway.read(query, { p: SHOEMAKER, n })));
    }
    expect(counts).toEqual([counts[0], counts[0], counts[0]]);
    expect(counts[0]).toBeLessThanOrEqual(3);
  });
});

describe("the questionnaire", () => {
  it("asks every fact in both languages, with bounds, options and what is done with the answer", async () => {
    const { es, en } = await gateway.read(
      `{ es: eligibilityFacts(language: ES) { ...f } en: eligibilityFacts(language: EN) { ...f } }
       fragment f on EligibilityFact { key label question help type { code } unit min max integer options { value label } codesFrom privacy { code } derivedFrom assumed changeable programCount }`,
    );
    expect(es.length).toBe(en.length);
    for (const [index, fact] of es.entries()) {
      expect(fact.question).toMatch(/^¿.*\?$/);
      expect(en[index].question).toMatch(/\?$/);
      expect(en[index].key).toBe(fact.key);
    }
    const by = (key: string) => es.find((fact: { key: string }) => fact.key === key);
    expect(by("workers")).toMatchObject({ type: { code: "NUMBER" }, unit: "people", min: "0", integer: true });
    expect(by("size").options).toContainEqual({ value: "MICRO", label: "Micro" });
    expect(by("state")).toMatchObject({ codesFrom: "states", options: [] });
    expect(by("ownerGroups").privacy.code).toBe("SENSITIVE");
    expect(by("state").programCount).toBeGreaterThan(30);
    expect(by("mexicanPerson").assumed).toBe("Sí");
  });
});

describe("a receipt", () => {
  const REPLAY = `query ($receipt: String!, $profile: ProfileInput!) { replayVerdict(receipt: $receipt, profile: $profile) {
    same asOf original { code } originalEngineVersion result { verdict { code } summary program { slug } } } }`;

  it("brings the same verdict back later, for the same profile", async () => {
    const { results } = await check(SHOEMAKER, { first: 20 });
    for (const { receipt, verdict, summary, program } of results.nodes) {
      const { replayVerdict } = await gateway.read(REPLAY, { receipt: receipt.token, profile: SHOEMAKER });
      expect(replayVerdict).toMatchObject({
        same: true,
        original: { code: verdict.code },
        result: { verdict: { code: verdict.code }, summary, program: { slug: program.slug } },
      });
    }
  });

  it("still does after the program was published anew with other rules", async () => {
    const { results } = await check(SHOEMAKER, { first: 1 });
    const [{ receipt, verdict, program }] = results.nodes;
    await gateway.database.query(
      `insert into program_version (id, program_id, number, catalog_id, in_force, recorded_at, origin, digest, level, state_code, municipality_code, name_es, name_en, facets, document)
       select gen_random_uuid(), program_id, number + 1, catalog_id, '[1900-01-01,1900-01-02)', now(), origin, 'x', level, state_code, municipality_code, name_es, name_en, facets, document
         from program_version where name_es is not null and program_id in (select id from program where slug = $1)`,
      [program.slug],
    );
    const { replayVerdict } = await gateway.read(REPLAY, { receipt: receipt.token, profile: SHOEMAKER });
    expect(replayVerdict).toMatchObject({ same: true, original: { code: verdict.code } });
  });

  it("is refused for another profile, and when a character of it was changed", async () => {
    const { results } = await check(SHOEMAKER, { first: 1 });
    const { token } = results.nodes[0].receipt;
    const other = await gateway.ask(REPLAY, { receipt: token, profile: { ...SHOEMAKER, workers: 9 } });
    expect(other.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "profile" });
    const forged = `${token.slice(0, 40)}${token[40] === "A" ? "B" : "A"}${token.slice(41)}`;
    const changed = await gateway.ask(REPLAY, { receipt: forged, profile: SHOEMAKER });
    expect(changed.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "receipt" });
  });

  it("tells nothing of the firm", async () => {
    const { results } = await check({ ...SHOEMAKER, ownerGroups: ["INDIGENOUS"] }, { first: 1 });
    const held = Buffer.from(results.nodes[0].receipt.token, "base64url").toString();
    expect(held).not.toMatch(/11020|316211|indigenous|2500000/i);
  });
});

describe("a profile that cannot be", () => {
  it.each([
    ["a number beyond its bounds", { workers: 2_000_000 }, "profile.workers"],
    ["a negative amount", { annualSalesMxn: "-1" }, "profile.annualSalesMxn"],
    ["half a person", { between: [{ fact: "workers", min: "0.5" }] }, "profile.between[0].min"],
    ["a band that ends before it begins", { between: [{ fact: "workers", min: "5", max: "2" }] }, "profile.between[0]"],
    ["a band without bounds", { between: [{ fact: "workers" }] }, "profile.between[0]"],
    ["a band of a yes or no", { between: [{ fact: "exporter", min: "1" }] }, "profile.between[0].fact"],
    ["a fact nobody knows", { notKnown: ["shoeSize"] }, "profile.notKnown"],
    ["a fact with the name of a method", { notKnown: ["constructor"] }, "profile.notKnown"],
    ["a value that is not on the list", { oneOf: [{ fact: "size", values: ["TINY"] }] }, "profile.oneOf[0].values"],
    ["no value at all", { oneOf: [{ fact: "size", values: [] }] }, "profile.oneOf[0].values"],
    ["a state that is none", { state: "MX-ZZZ" }, "profile.state"],
    ["a town that is none", { municipality: "99999" }, "profile.municipality"],
    ["an industry that is none", { scian: "999999" }, "profile.scian"],
    ["an industry with letters", { scian: "abc" }, "profile.scian"],
    ["one fact twice", { workers: 5, between: [{ fact: "workers", min: "1" }] }, "profile.between[0]"],
    ["a fact given and not known at once", { exporter: true, notKnown: ["exporter"] }, "profile.notKnown"],
    ["a list that is not one", { notComplete: ["workers"] }, "profile.notComplete"],
  ])("is refused with the field at fault: %s", async (_what, profile, field) => {
    const { status, errors } = await gateway.ask(CHECK, { profile });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
    expect(status).toBe(200);
  });

  it("never comes back in the error", async () => {
    const { errors } = await gateway.ask(CHECK, { profile: { state: "MX-SECRETO" } });
    expect(JSON.stringify(errors)).not.toContain("SECRETO");
  });

  it("is refused with a rate that cannot be", async () => {
    for (const mxnPerUsd of ["0", "-3", "1e9", "99999"]) {
      const { errors } = await gateway.ask(CHECK, {
        profile: {},
        rate: { mxnPerUsd, date: "2026-11-20", source: "FIX" },
      });
      expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    }
  });
});
