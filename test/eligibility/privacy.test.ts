import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { createTestDatabase, urlOf } from "../kit/store.js";

/** A made-up person's identifiers, and figures that stand nowhere else. */
const CURP = "HEGG560427MVZRRL04";
const RFC = "GODE561231GR8";
const CANARIES = [CURP, RFC, "560427", "561231", "7654321.12", "29057"];
const PROFILE = {
  curp: CURP,
  workers: 8,
  annualSalesMxn: "7654321.12",
  municipality: "29057",
  ownerGroups: ["INDIGENOUS"],
};
const QUERY = `query ($profile: ProfileInput!) { checkEligibility(profile: $profile) {
  profile { facts { fact value { text } origin { code } from } notes { code } }
  results(first: 3) { nodes { verdict { code } receipt { token factsDigest rulesDigest } } } } }`;

describe("what a firm says of itself", () => {
  it("is not logged, not even at the lowest level, when asked well, badly, or of a store that is gone", async () => {
    const database = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), "privacy-"));
    const url = urlOf(database.address);
    const server = spawn(join(PACKAGE_ROOT, "node_modules/.bin/node"), [join(PACKAGE_ROOT, "dist/src/main.js")], {
      env: { PATH: process.env.PATH, PORT: "0", DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: "debug" },
    });
    let output = "";
    const listening = new Promise<string>((resolve) => {
      for (const stream of [server.stdout, server.stderr]) {
        stream.on("data", (text: Buffer) => {
          output += text;
          const found = /"url":"([^"]+)"/.exec(output);
          if (found?.[1] !== undefined) resolve(found[1]);
        });
      }
    });
    const at = await listening;
    const ask = (profile: object) =>
      fetch(at, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: QUERY, variables: { profile } }),
      }).then((response) => response.text());
    const answers = [
      await ask(PROFILE),
      await ask({ ...PROFILE, curp: `${CURP.slice(0, 17)}9` }),
      await ask({ ...PROFILE, rfc: RFC }),
      await ask({ ...PROFILE, workers: "8 personas" }),
      await ask({ ...PROFILE, [CURP]: true }),
    ];
    await database.drop();
    answers.push(await ask(PROFILE));
    server.kill("SIGTERM");
    await new Promise((resolve) => server.once("exit", resolve));
    await rm(folder, { recursive: true, force: true });
    expect(output.length).toBeGreaterThan(100);
    for (const canary of CANARIES) {
      expect([canary, output.includes(canary)]).toEqual([canary, false]);
    }
    for (const answer of answers) {
      expect(answer).not.toContain(CURP);
      expect(answer).not.toContain(RFC);
    }
  });

  it("is not written anywhere: the store is only read, and nothing of it changes", async () => {
    await gateway.read(QUERY, { profile: PROFILE });
    // Else all of it would be at hand.
    await gateway.database.query("update catalog_state set revision = revision + 1");
    await gateway.upkeep();
    const statements: string[] = [];
    const stop = gateway.database.onStatement((sql) => statements.push(sql));
    await gateway.read(QUERY, { profile: { ...PROFILE, workers: 9 } });
    stop();
    expect(statements.length).toBeGreaterThan(0);
    for (const sql of statements) expect(sql.trimStart()).toMatch(/^(select|with)\s/);
  });
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

describe("identifiers", () => {
  it("tell age and gender from the CURP and the legal form from the RFC, and are never given back", async () => {
    const { checkEligibility } = await gateway.read(QUERY, { profile: { curp: CURP } });
    const facts = Object.fromEntries(
      checkEligibility.profile.facts.map(
        ({ fact, origin, from }: { fact: string; origin: { code: string }; from: string[] }) => [
          fact,
          [origin.code, ...from],
        ],
      ),
    );
    expect(facts.ownerAge).toEqual(["DERIVED", "curp"]);
    expect(facts.ownerGender).toEqual(["DERIVED", "curp"]);
    const moral = await gateway.read(QUERY, { profile: { rfc: "SAT970701NN3" } });
    expect(JSON.stringify(moral)).toContain('"legalForm"');
    const odd = await gateway.read(QUERY, { profile: { rfc: "LME060822IH5" } });
    expect(odd.checkEligibility.profile.notes).toEqual([{ code: "RFC_CHECK_DIGIT" }]);
  });

  it.each([
    ["a CURP whose check digit is wrong", { curp: "BOXW310820HNERXN08" }, "profile.curp", "CURP_CHECK_DIGIT"],
    ["a CURP of no entity", { curp: "HEGG560427MQQRRL03" }, "profile.curp", "CURP_ENTITY"],
    ["an RFC of the general public", { rfc: "XAXX010101000" }, "profile.rfc", "RFC_GENERIC_PUBLIC"],
    ["an RFC of a day that is none", { rfc: "ABC010231AB1" }, "profile.rfc", "RFC_DATE"],
  ])("are refused with the rule they break: %s", async (_what, profile, field, rule) => {
    const { errors } = await gateway.ask(QUERY, { profile });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field, rule });
  });

  it("that disagree with what was stated are told, and neither is taken for true", async () => {
    const { checkEligibility } = await gateway.read(
      "query ($p: ProfileInput!) { checkEligibility(profile: $p) { profile { contradictions { fact stated { text } derived { text } from } } } }",
      { p: { curp: CURP, ownerAge: 30 } },
    );
    expect(checkEligibility.profile.contradictions).toMatchObject([
      { fact: "ownerAge", stated: { text: "30 años" }, from: ["curp"] },
    ]);
  });
});

describe("amounts", () => {
  const OFFERS = `query ($p: ProfileInput!, $rate: ExchangeRateInput) { program(slug: "innovapyme-bc") { eligibility(profile: $p, exchangeRate: $rate) {
    offers { concerns currency min max missing comparableMxn citations { line } } } } }`;

  it("are spans while the cost is not known, and exact once it is", async () => {
    const open = await gateway.read(OFFERS, { p: {} });
    expect(open.program.eligibility.offers).toMatchObject([
      { currency: "USD", min: "0", max: "1000000", missing: ["projectCostUsd"], comparableMxn: null },
    ]);
    const half = await gateway.read(OFFERS, { p: { projectCostUsd: "300000.01" } });
    expect(half.program.eligibility.offers).toMatchObject([{ min: "150000", max: "150000", missing: [] }]);
  });

  it("are compared in pesos only with a rate that is given", async () => {
    const rate = { mxnPerUsd: "17.9812", date: "2026-11-20", source: "Banxico FIX" };
    const { program } = await gateway.read(OFFERS, { p: { projectCostUsd: 100000 }, rate });
    expect(program.eligibility.offers).toMatchObject([{ currency: "USD", max: "50000", comparableMxn: "899060" }]);
  });
});
