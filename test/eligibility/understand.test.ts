import { join } from "node:path";
import { FACTS } from "../../src/eligibility/facts/index.js";
import { DERIVATIONS } from "../../src/eligibility/profile/derivations.js";
import { sectorsOfIndustry } from "../../src/eligibility/profile/sectors-of-industry.js";
import { understand } from "../../src/eligibility/profile/understand.js";
import { DECLINED, type Knowledge, known } from "../../src/eligibility/rules/knowledge.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { createOfficialCodes } from "../../src/reference/official-codes.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

const codes = createOfficialCodes(await loadReferenceTables(join(PACKAGE_ROOT, "seeds/reference")));

const about = (facts: Record<string, Knowledge>) => understand(new Map(Object.entries(facts)), codes);
const fact = (facts: Record<string, Knowledge>, key: string) => about(facts).profile.get(key);

describe("a profile is understood", () => {
  it("the state from the municipality", () => {
    expect(fact({ municipality: known.code("11020") }, "state")).toEqual(known.code("MX-GUA"));
  });

  it("manufacturing, the group and certain sectors from the industry, of either edition of the SCIAN", () => {
    const shoemaker = about({ scian: known.code("316211") });
    expect(shoemaker.profile.get("isManufacturer")).toEqual(known.boolean(true));
    expect(shoemaker.profile.get("activityGroup")).toEqual(known.code("industry"));
    expect(shoemaker.profile.get("sectors")).toEqual(known.codesAtLeast("manufacturing", "leather_footwear"));
    expect(shoemaker.derived.map(({ fact: key, from }) => [key, ...from])).toContainEqual(["isManufacturer", "scian"]);
    expect(fact({ scian: known.code("511210") }, "sectors")).toEqual(known.codesAtLeast("it"));
    expect(fact({ scian: known.code("513210") }, "sectors")).toEqual(known.codesAtLeast("it"));
    expect(fact({ scian: known.code("461110") }, "isManufacturer")).toEqual(known.boolean(false));
  });

  it("neither manufacturing nor sectors where the industry is open between some that differ in it", () => {
    const industries = (...scian: string[]) => about({ scian: known.code(...scian) }).profile;
    expect(industries("316211", "461110").has("isManufacturer")).toBe(false);
    expect(industries("316211", "461110").has("sectors")).toBe(false);
    expect(industries("316211", "311110").get("isManufacturer")).toEqual(known.boolean(true));
    expect(industries("316211", "311110").get("sectors")).toEqual(known.codesAtLeast("manufacturing"));
    expect(industries("431110").get("isManufacturer")).toEqual(known.boolean(false));
  });

  it.each([
    ["3361", "manufacturing", "automotive"],
    ["3362", "manufacturing", "automotive"],
    ["336310", "manufacturing", "automotive"],
    ["336410", "manufacturing", "aerospace"],
    ["334", "manufacturing", "electronics"],
    ["316", "manufacturing", "leather_footwear"],
    ["315", "manufacturing", "garments"],
    ["3261", "manufacturing", "plastics"],
    ["331", "manufacturing", "metalworking"],
    ["332", "manufacturing", "metalworking"],
    ["311", "manufacturing", "food"],
    ["321", "manufacturing"],
    ["5112", "it"],
    ["5132", "it"],
    ["5415", "it"],
    ["518", "it"],
  ])("the sectors of the industry %s", (scian, ...sectors) => {
    expect(sectorsOfIndustry(scian)).toEqual(sectors);
  });

  it("the size from workers, sales and group; a set of sizes where they are known only in bands", () => {
    const exact = {
      workers: known.number(10),
      annualSalesMxn: known.number(4_000_000),
      activityGroup: known.code("industry"),
    };
    expect(fact(exact, "size")).toEqual(known.code("micro"));
    const overByOne = { ...exact, annualSalesMxn: known.number(4_010_000) };
    expect(fact(overByOne, "size")).toEqual(known.code("small"));
    const band = {
      workers: known.between(11, 30),
      annualSalesMxn: known.between(0, 5_000_000),
      scian: known.code("316211"),
    };
    expect(fact(band, "size")).toEqual(known.code("micro", "small"));
    expect(fact({ workers: known.number(2_400) }, "size")).toEqual(known.code("medium", "large"));
  });

  it("keeps what was stated, narrowed by what follows", () => {
    const stated = {
      size: known.code("micro", "small"),
      workers: known.number(5),
      annualSalesMxn: known.number(1_000_000),
    };
    expect(fact(stated, "size")).toEqual(known.code("micro"));
    expect(about(stated).derived).toEqual([]);
    expect(about({ ...stated, size: DECLINED }).derived.map(({ fact: key }) => key)).toEqual(["size"]);
  });

  it("reports a contradiction and takes no side: both values stay possible", () => {
    const { contradictions, profile } = about({ state: known.code("MX-CHH"), municipality: known.code("11020") });
    expect(contradictions).toEqual([
      { fact: "state", with: ["municipality"], stated: known.code("MX-CHH"), derived: known.code("MX-GUA") },
    ]);
    expect(profile.get("state")).toEqual(known.code("MX-CHH", "MX-GUA"));
    const factory = about({ isManufacturer: known.boolean(false), scian: known.code("316211") });
    expect(factory.contradictions.map(({ fact: key }) => key)).toEqual(["isManufacturer"]);
    expect(factory.profile.get("isManufacturer")).toEqual({ kind: "declined" });
  });

  it("reports how the size was reckoned, whatever size was stated", () => {
    const stated = { size: known.code("large"), workers: known.number(20), annualSalesMxn: known.number(500_000) };
    const { sizeReport, contradictions } = about(stated);
    expect(contradictions.map(({ fact: key }) => key)).toEqual(["size"]);
    expect(sizeReport).toMatchObject({ sizes: ["micro"], byWorkers: { sizes: ["small"], differs: "true" } });
    expect(about({ size: known.code("large") }).sizeReport).toBeUndefined();
  });

  it("assumes only what the vocabulary says holds by default, and says so", () => {
    const { assumed, profile } = about({ repeatCredit: known.boolean(true) });
    expect([...assumed].sort()).toEqual(["individualUse", "initialLineRequest", "mexicanPerson", "requestedComponent"]);
    expect(profile.get("mexicanPerson")).toEqual(known.boolean(true));
    expect(profile.get("requestedComponent")).toEqual(known.number(1));
    expect(profile.get("repeatCredit")).toEqual(known.boolean(true));
  });

  it("derives nothing from nothing, and nothing from codes that do not exist", () => {
    expect(about({}).derived).toEqual([]);
    expect(
      about({ municipality: known.code("99999"), scian: known.code("999999") }).derived.map(({ fact: key }) => key),
    ).toEqual(["isManufacturer"]);
  });

  it("declares each derivation in the table of facts, and has code for each that is declared", () => {
    const declared = Object.entries(FACTS).flatMap(([key, { derivedFrom }]) =>
      derivedFrom ? [[key, [...derivedFrom].sort()]] : [],
    );
    const coded = DERIVATIONS.map(({ fact: key, from }) => [key, [...from].sort()]);
    expect(coded.sort()).toEqual(declared.sort());
  });
});
