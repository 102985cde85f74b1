import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Bilingual, Fact, FactTable } from "../../src/eligibility/facts/fact.js";
import { FIRM_FACTS } from "../../src/eligibility/facts/firm.js";
import { GROUP_FUND_FACTS } from "../../src/eligibility/facts/group-fund.js";
import { FACTS } from "../../src/eligibility/facts/index.js";
import { MONEY_FACTS } from "../../src/eligibility/facts/money.js";
import { PEOPLE_FACTS } from "../../src/eligibility/facts/people.js";
import { PLACE_FACTS } from "../../src/eligibility/facts/place.js";
import { PROJECT_FACTS } from "../../src/eligibility/facts/project.js";
import { SECTOR_FACTS } from "../../src/eligibility/facts/sectors.js";
import { SPECIAL_FACTS } from "../../src/eligibility/facts/special.js";
import { TRADE_FACTS } from "../../src/eligibility/facts/trade.js";
import { WISH_FACTS } from "../../src/eligibility/facts/wishes.js";
import { DERIVATIONS } from "../../src/eligibility/profile/derivations.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { SECTORS, SUPPORT_KINDS } from "../../src/programs/document/vocabulary.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

const TABLES: readonly FactTable[] = [
  PLACE_FACTS,
  FIRM_FACTS,
  SECTOR_FACTS,
  TRADE_FACTS,
  PEOPLE_FACTS,
  WISH_FACTS,
  PROJECT_FACTS,
  MONEY_FACTS,
  GROUP_FUND_FACTS,
  SPECIAL_FACTS,
];
const ENTRIES = Object.entries(FACTS);

/** The vocabulary of the research notes on the source documents, in camel case. */
const VOCABULARY =
  `state municipality inBajioRegion size sectors isManufacturer isMnc isOemOrTier1 mexicanFirm exporter indirectExporter
  exportOriented importer importsInputs importsInputsForExport reexportsImportedGoods hasStructuredTradePlan
  prosecPrioritySector productApprovedBySe goodsExemptBySct applicantType ownerGender ownerAge ownerGroups mexicanPerson
  wantsToWork formal certifications wants purposes formsGroup willingToJoinCluster partnersWithAcademia
  signsLetterOfCommitment contributesToFund compliesEnvSafety complianceInIntegrationPlan discriminates
  volunteersForEnvironmentalAudit hasSpecificProject acceptsCompetitiveProcess projectImportantInStrategicSector
  hasIntegrationPlan bringsMatchingFunds bcLawEligible requestedSupportUsd requestedSupportShare requestedCreditUsd
  requestedComponent lacksCollateral servedByGuaranteeBank hasBuyerPurchaseOrder vehicleDomestic fundAgeYears
  fundDepositFirst3m individualUse creditToDepositRatio initialLineRequest repeatCredit onTimeRepayment
  creditToRepaidLoanRatio odfAuthorizedCollectiveWorkingCapital executingAgencyHasSmeExperience priorBusinessCooperation
  expectedBuyers`.split(/\s+/);

/** Facts that are not in the notes: they feed the derivations and the amounts. */
const BESIDES = `workers annualSalesMxn activityGroup scian legalForm firmAgeYears projectCostUsd projectCostMxn
  serviceCostUsd monthsInProgram supportReceivedUsd repaidLoan monthsSinceFirstLine loanInterest importVatMxn
  importDutyMxn fundResources ownDepositShare`.split(/\s+/);

const { states, municipalities, industries } = await loadReferenceTables(join(PACKAGE_ROOT, "seeds", "reference"));
const OFFICIAL = {
  state: states.map(({ code }) => code),
  municipality: municipalities.map(({ code }) => code),
  industry: industries.map(({ code }) => code),
};

interface Criterion {
  readonly fact: string;
  readonly values?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly value?: boolean;
  readonly min?: number;
  readonly max?: number;
}

/** Every criterion under a node of a seed file, with its kind; amount rules are looked at by themselves. */
function criteriaIn(node: unknown): { kind: string; criterion: Criterion }[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([kind, inside]) =>
    kind === "calculations"
      ? []
      : typeof inside?.fact === "string"
        ? [{ kind, criterion: inside as Criterion }]
        : criteriaIn(inside),
  );
}

const folder = join(PACKAGE_ROOT, "seeds", "programs");
const PROGRAMS = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => ({ file, document: parse(readFileSync(join(folder, file), "utf8")) }));
const CRITERIA = PROGRAMS.flatMap(({ file, document }) =>
  criteriaIn(document).map((found) => ({ ...found, at: `${file} ${found.kind} ${found.criterion.fact}` })),
);

/** The codes a fact may have, or undefined if it is not about codes. */
function codesOf(fact: Fact): readonly string[] | undefined {
  if (fact.type !== "code" && fact.type !== "codes") return undefined;
  return "values" in fact ? Object.keys(fact.values) : OFFICIAL[fact.table];
}

/** Tells whether the fact exists, is of the type the criterion judges, and can have the values it speaks of. */
function isLegal(kind: string, { fact: key, values = [], prefixes = [], min, max }: Criterion): boolean {
  const fact = FACTS[key];
  if (fact === undefined) return false;
  const codes = codesOf(fact) ?? [];
  switch (kind) {
    case "oneOf":
      return fact.type === "code" && values.every((value) => codes.includes(value));
    case "hasAny":
    case "hasAll":
      return fact.type === "codes" && values.every((value) => codes.includes(value));
    case "codeIn":
      return fact.type === "code" && prefixes.every((prefix) => codes.some((code) => code.startsWith(prefix)));
    case "is":
    case "attest":
      return fact.type === "boolean";
    case "range":
      return fact.type === "number" && [min, max].every((end = fact.min) => end >= fact.min && end <= fact.max);
    default:
      return false;
  }
}

const valuesOf = (key: string) => {
  const fact = FACTS[key];
  return fact !== undefined && "values" in fact ? fact.values : {};
};

describe("the facts that rules speak of", () => {
  it("know every fact of every rule in the seeds, with a legal value", () => {
    expect(CRITERIA.length).toBeGreaterThan(200);
    expect(CRITERIA.filter(({ kind, criterion }) => !isLegal(kind, criterion)).map(({ at }) => at)).toEqual([]);
  });

  it("are those of the vocabulary, and those that derivations and amounts need besides", () => {
    expect(new Set(VOCABULARY).size).toBe(65);
    expect(ENTRIES.map(([key]) => key).sort()).toEqual([...VOCABULARY, ...BESIDES].sort());
  });

  it("each stand in one table only, and all of them together", () => {
    const keys = TABLES.flatMap((table) => Object.keys(table));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    expect(Object.keys(FACTS).sort()).toEqual(keys.sort());
  });

  it("are worked out from facts that exist, and never in a circle", () => {
    const roots = (key: string, above: readonly string[]): readonly string[] => {
      expect(above).not.toContain(key);
      const fact = FACTS[key];
      if (fact === undefined) throw new Error(`${above.at(-1)} is derived from ${key}, which does not exist`);
      return (fact.derivedFrom ?? []).flatMap((from) => roots(from, [...above, key]));
    };
    for (const [key] of ENTRIES) roots(key, []);
  });

  it("say of what they are worked out as the derivations do, and are asked by way of no other", () => {
    const told = ENTRIES.flatMap(([key, { derivedFrom }]) => (derivedFrom ? [[key, derivedFrom]] : []));
    const derived = DERIVATIONS.map(({ fact, from }) => [fact, from]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(derived));
    for (const [, { askVia, derivedFrom }] of ENTRIES) expect(askVia ?? derivedFrom).toEqual(derivedFrom);
    expect(FACTS.size?.askVia).toEqual(["workers", "annualSalesMxn", "activityGroup"]);
  });
});

describe("the texts of the facts", () => {
  const texts = ENTRIES.flatMap(([key, fact]) => [
    [`${key} label`, fact.label],
    [`${key} question`, fact.question],
    ...(fact.help ? [[`${key} help`, fact.help]] : []),
    ...Object.entries(valuesOf(key)).map(([code, text]) => [`${key}.${code}`, text]),
  ]) as [string, Bilingual][];

  it("exist in both languages, trimmed", () => {
    const faulty = texts.filter(([, { es, en }]) => [es, en].some((text) => text === "" || text !== text.trim()));
    expect(faulty).toEqual([]);
  });

  it("ask each question as a question", () => {
    const questions = texts.filter(([name]) => name.endsWith(" question"));
    expect(questions).toHaveLength(ENTRIES.length);
    expect(questions.filter(([, { es, en }]) => !/^¿[^?]+\?$/.test(es) || !/^[A-Z][^?]+\?$/.test(en))).toEqual([]);
  });

  it("tell the codes of one fact apart in both languages", () => {
    for (const [key] of ENTRIES) {
      const labels = Object.values(valuesOf(key));
      for (const language of ["es", "en"] as const) {
        expect(new Set(labels.map((label) => label[language])).size).toBe(labels.length);
      }
    }
  });

  it("end every help text with a full stop", () => {
    const helps = texts.filter(([name]) => name.endsWith(" help"));
    expect(helps.filter(([, { es, en }]) => !es.endsWith(".") || !en.endsWith("."))).toEqual([]);
  });
});

describe("the bounds and codes of the facts", () => {
  it("leave room between the least and the greatest value, and are whole where the fact is", () => {
    for (const [key, fact] of ENTRIES) {
      if (fact.type !== "number") continue;
      expect({ key, sensible: fact.min >= 0 && fact.min < fact.max && fact.unit !== "" }).toEqual({
        key,
        sensible: true,
      });
      if (fact.integer) expect([fact.min, fact.max].every(Number.isInteger)).toBe(true);
      if (fact.unit === "percent") expect([fact.min, fact.max]).toEqual([0, 100]);
      // Sales and costs stay below the sum at which centavos leave the safe integers.
      if (["USD", "MXN"].includes(fact.unit)) expect(Number.isSafeInteger(fact.max * 100)).toBe(true);
    }
  });

  it("count people, months and components whole, and years too, but those of a firm", () => {
    const whole = ENTRIES.flatMap(([key, fact]) => (fact.type === "number" && fact.integer ? [key] : []));
    expect(new Set(whole)).toEqual(
      new Set("workers ownerAge fundAgeYears monthsInProgram monthsSinceFirstLine requestedComponent".split(" ")),
    );
  });

  it("grow by themselves where they count years or months", () => {
    for (const [key, fact] of ENTRIES) {
      if (fact.type !== "number") continue;
      const growing = fact.unit === "years" || fact.unit === "months";
      expect([key, fact.grows]).toEqual([key, growing ? fact.unit : undefined]);
    }
  });

  it("take a value when nobody was asked only where the sources say so", () => {
    const defaults = ENTRIES.flatMap(([key, fact]) => ("default" in fact ? [[key, fact.default]] : []));
    expect(Object.fromEntries(defaults)).toEqual({
      mexicanPerson: true,
      requestedComponent: 1,
      individualUse: false,
      initialLineRequest: false,
      repeatCredit: false,
    });
  });

  it("call sectors what the catalog calls them", () => {
    const names = Object.entries(SECTORS).map(([code, { es, en }]) => [code, { es, en }]);
    const { any: _, ...sectors } = Object.fromEntries(names);
    expect(valuesOf("sectors")).toEqual(sectors);
  });

  it("let a firm want only what some program offers or some rule asks about", () => {
    const offered = new Set<string>(PROGRAMS.flatMap(({ document }) => document.supports?.kinds ?? []));
    const asked = new Set(CRITERIA.flatMap(({ criterion }) => (criterion.fact === "wants" ? criterion.values : [])));
    const wants = Object.keys(valuesOf("wants"));
    expect(wants.filter((code) => !asked.has(code) && !(offered.has(code) && code in SUPPORT_KINDS))).toEqual([]);
  });

  it("guard the data of persons: who somebody is stays sensitive, age and gender personal", () => {
    const kinds = ["open", "business", "personal", "sensitive"];
    expect(ENTRIES.filter(([, { privacy }]) => !kinds.includes(privacy)).map(([key]) => key)).toEqual([]);
    expect(FACTS.ownerGroups?.privacy).toBe("sensitive");
    expect([FACTS.ownerGender?.privacy, FACTS.ownerAge?.privacy]).toEqual(["personal", "personal"]);
  });
});
