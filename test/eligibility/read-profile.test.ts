import { FACTS } from "../../src/eligibility/facts/index.js";
import { readFirm, readProfile, type SentProfile } from "../../src/eligibility/profile/read-profile.js";
import { DECLINED, known } from "../../src/eligibility/rules/knowledge.js";
import { Refusal } from "../../src/graph/errors.js";
import { OFFICIAL_CODES } from "../kit/official-codes.js";

const ASOF = "2026-11-24";
const read = (sent: SentProfile) => Object.fromEntries(readProfile(sent, OFFICIAL_CODES));
const firm = (sent: SentProfile) => readFirm(sent, OFFICIAL_CODES, ASOF);

function refusalOf(sent: SentProfile) {
  try {
    firm(sent);
  } catch (error) {
    if (error instanceof Refusal) return { allowed: undefined, ...error.extensions, text: error.text };
    throw error;
  }
  throw new Error("was not refused");
}

const keysOf = (type: string) => Object.keys(FACTS).filter((key) => FACTS[key]?.type === type);
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe("a profile that is sent", () => {
  it("says a value of each kind of fact under its key", () => {
    expect(read({ exporter: true, formal: false })).toEqual({
      exporter: known.boolean(true),
      formal: known.boolean(false),
    });
    expect(read({ workers: 8, annualSalesMxn: "1500000.5" })).toEqual({
      workers: known.number(8),
      annualSalesMxn: known.number(1_500_000.5),
    });
    expect(read({ size: "micro", state: "MX-QUE", municipality: "22014" })).toEqual({
      size: known.code("micro"),
      state: known.code("MX-QUE"),
      municipality: known.code("22014"),
    });
    expect(read({ wants: ["credit", "training"] })).toEqual({ wants: known.codes("credit", "training") });
  });

  it("says nothing with null, with nothing, or with keys that are no facts", () => {
    const nothing = { between: null, oneOf: null, notComplete: null, notKnown: null, curp: null, rfc: null };
    expect(read({ ...nothing, workers: null, size: undefined, shoeSize: 9 })).toEqual({});
    expect(firm(nothing).notes).toEqual([]);
    expect(read({})).toEqual({});
  });

  it("says a band with one end or two; the other end is as far as any honest answer goes", () => {
    const band = (min: string | null | undefined, max: string | null | undefined) =>
      read({
        between: [{ fact: "workers", ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }],
      }).workers;
    expect(band("11", "30")).toEqual(known.between(11, 30));
    expect(band("11", undefined)).toEqual(known.between(11, 1_000_000));
    expect(band(null, "30")).toEqual(known.between(0, 30));
    expect(band("7", "7")).toEqual(known.number(7));
    const components = { between: [{ fact: "requestedComponent", max: "3" }] };
    expect(read(components).requestedComponent).toEqual(known.between(1, 3));
  });

  it("says one of several codes, as the API or as the rules write them", () => {
    expect(read({ oneOf: [{ fact: "size", values: ["MICRO", "small"] }] }).size).toEqual(known.code("micro", "small"));
    expect(read({ oneOf: [{ fact: "state", values: ["MX-QUE", "MX-GUA"] }] }).state).toEqual(
      known.code("MX-QUE", "MX-GUA"),
    );
  });

  it("means with a branch of industry each of its classes", () => {
    const classes = OFFICIAL_CODES.classesOf("3364");
    expect(classes.length).toBeGreaterThan(0);
    expect(read({ scian: "3364" }).scian).toEqual(known.code(...classes));
    expect(read({ oneOf: [{ fact: "scian", values: ["3364", "316211"] }] }).scian).toEqual(
      known.code(...classes, ...OFFICIAL_CODES.classesOf("316211")),
    );
  });

  it("says of a list whether more may be missing, of that list alone", () => {
    expect(read({ wants: ["credit"], purposes: ["capital"], notComplete: ["wants"] })).toEqual({
      wants: known.codesAtLeast("credit"),
      purposes: known.codes("capital"),
    });
  });

  it("says which facts were asked and are not known", () => {
    expect(read({ notKnown: ["formal", "workers"] })).toEqual({ formal: DECLINED, workers: DECLINED });
  });

  it("may have bounds and a hundred items exactly", () => {
    expect(read({ workers: 0 }).workers).toEqual(known.number(0));
    expect(read({ workers: 1_000_000 }).workers).toEqual(known.number(1_000_000));
    expect(read({ oneOf: [{ fact: "size", values: times(100, "MICRO") }] }).size).toEqual(known.code("micro"));
    expect(read({ wants: times(100, "credit") }).wants).toEqual(known.codes("credit"));
    expect(read({ wants: [] }).wants).toEqual(known.codes());
    expect(read({ notComplete: times(100, "wants") })).toEqual({});
  });
});

describe("a profile that cannot be read is refused with its field and what is allowed", () => {
  const WORKERS = { min: 0, max: 1_000_000, unit: "people" };
  const SIZES = ["MICRO", "SMALL", "MEDIUM", "LARGE"];
  const few = (minItems: number) => ({ minItems, maxItems: 100 });
  const band = (min: string | null, max: string | null, fact = "workers") => ({ between: [{ fact, min, max }] });
  const choice = (fact: string, ...values: string[]) => ({ oneOf: [{ fact, values }] });

  it.each<[string, SentProfile, string, unknown, RegExp]>([
    [
      "a number above",
      { workers: 1_000_001 },
      "profile.workers",
      WORKERS,
      /a whole number from 0 to 1000000 \(people\)/,
    ],
    ["a number below", { workers: -1 }, "profile.workers", WORKERS, /whole/],
    ["half a person", { workers: 0.5 }, "profile.workers", WORKERS, /whole/],
    [
      "what is no number",
      { annualSalesMxn: "secret" },
      "profile.annualSalesMxn",
      { min: 0, max: 10_000_000_000_000, unit: "MXN" },
      /must be a number from/,
    ],
    ["an end of a band", band("-1", null), "profile.between[0].min", WORKERS, /whole/],
    ["the other end", band(null, "x"), "profile.between[0].max", WORKERS, /whole/],
    ["a band backwards", band("5", "4"), "profile.between[0]", undefined, /min does not exceed max/],
    ["a band without ends", band(null, null), "profile.between[0]", undefined, /min, max or both/],
    ["a band of a code", band("1", null, "size"), "profile.between[0].fact", keysOf("number"), /key of a number fact/],
    ["a choice of a number", choice("workers", "1"), "profile.oneOf[0].fact", keysOf("code"), /a single-code fact/],
    ["a choice of no fact", choice("toString", "1"), "profile.oneOf[0].fact", keysOf("code"), /a single-code fact/],
    ["an empty choice", choice("size"), "profile.oneOf[0].values", few(1), /may have 1 to 100 items/],
    ["a long choice", choice("size", ...times(101, "MICRO")), "profile.oneOf[0].values", few(1), /1 to 100/],
    ["a value not listed", choice("size", "SECRET"), "profile.oneOf[0].values", SIZES, /not a value of the list/],
    ["a method's name", { size: "constructor" }, "profile.size", SIZES, /not a value of the list/],
    ["no state", { state: "MX-SEC" }, "profile.state", undefined, /not a state/],
    ["no town", { municipality: "99999" }, "profile.municipality", undefined, /municipality key/],
    ["no industry", { scian: "999999" }, "profile.scian", undefined, /SCIAN/],
    ["a long list", { wants: times(101, "credit") }, "profile.wants", few(0), /0 to 100/],
    ["many bands", { between: times(101, { fact: "workers", min: "1" }) }, "profile.between", few(0), /0 to 100/],
    ["many choices", { oneOf: times(101, { fact: "size", values: ["MICRO"] }) }, "profile.oneOf", few(0), /0 to 100/],
    ["many not known", { notKnown: times(101, "formal") }, "profile.notKnown", few(0), /0 to 100/],
    ["many open lists", { notComplete: times(101, "wants") }, "profile.notComplete", few(0), /0 to 100/],
    ["an open number", { notComplete: ["workers"] }, "profile.notComplete", keysOf("codes"), /key of a list fact/],
    ["no fact", { notKnown: ["shoeSize"] }, "profile.notKnown", undefined, /belongs to no fact/],
    ["a method", { notKnown: ["constructor"] }, "profile.notKnown", undefined, /belongs to no fact/],
    ["a fact twice", { workers: 5, ...band("1", null) }, "profile.between[0]", undefined, /already given/],
    ["a code twice", { size: "micro", ...choice("size", "MICRO") }, "profile.oneOf[0]", undefined, /already given/],
    ["given, not known", { exporter: true, notKnown: ["exporter"] }, "profile.notKnown", undefined, /already given/],
  ])("%s", (_what, sent, field, allowed, text) => {
    const refusal = refusalOf(sent);
    expect(refusal).toMatchObject({ code: "BAD_USER_INPUT", field, text: { en: expect.stringMatching(text) } });
    expect(refusal.allowed).toEqual(allowed);
    expect(refusal.text.es).toMatch(new RegExp(`^${field.replace(/[[\].]/g, "\\$&")}: `));
    expect(JSON.stringify(refusal)).not.toMatch(/secret|MX-SEC|999999|shoeSize/i);
  });

  it.each<[SentProfile, string]>([
    [{ workers: 0.5 }, "debe ser un entero de 0 a 1000000 (people)"],
    [{ annualSalesMxn: -1 }, "debe ser un número de 0 a 10000000000000 (MXN)"],
    [band("1", null, "size"), "no es la clave de un dato numérico; vea eligibilityFacts"],
    [choice("workers", "1"), "no es la clave de un dato de un solo código; vea eligibilityFacts"],
    [{ notComplete: ["workers"] }, "no es la clave de un dato de lista; vea eligibilityFacts"],
  ])("in Spanish: %j, %s", (sent, text) => {
    expect(refusalOf(sent).text.es).toContain(text);
  });
});

describe("the identifiers of a profile", () => {
  const CURP = "HEGG560427MVZRRL04";

  it("tell the age and gender of the owner and the legal form, and stay out of what was stated", () => {
    const { stated, understood, notes } = firm({ curp: CURP, rfc: "SAT970701NN3" });
    expect([...stated]).toEqual([]);
    expect(understood.profile.get("ownerAge")).toEqual(known.number(70));
    expect(understood.profile.get("ownerGender")).toEqual(known.code("female"));
    expect(understood.profile.get("legalForm")).toEqual(known.code("persona_moral"));
    expect(notes).toEqual([]);
  });

  it("are noted where they are odd, or between them do not agree", () => {
    expect(firm({ rfc: "LME060822IH5" }).notes.map(({ code }) => code)).toEqual(["RFC_CHECK_DIGIT"]);
    const { notes } = firm({ curp: CURP, rfc: "CACX7605101P8" });
    expect(notes.length).toBeGreaterThan(0);
  });

  it.each<[SentProfile, string, string]>([
    [{ curp: "HEGG560427MVZRRL05" }, "profile.curp", "CURP_CHECK_DIGIT"],
    [{ curp: "HEGG", rfc: "SAT970701NN3" }, "profile.curp", "CURP_LENGTH"],
    [{ curp: CURP, rfc: "SAT" }, "profile.rfc", "RFC_LENGTH"],
    [{ curp: CURP.padEnd(40), rfc: "SAT" }, "profile.rfc", "RFC_LENGTH"],
  ])("are refused with the rule they break, never with themselves: %j", (sent, field, rule) => {
    const refusal = refusalOf(sent);
    expect(refusal).toMatchObject({ code: "BAD_USER_INPUT", field, rule });
    expect(refusal.text.es).toMatch(new RegExp(`^${field}: .`));
    expect(refusal.text.en).toMatch(new RegExp(`^${field}: .`));
    expect(JSON.stringify(refusal)).not.toMatch(/HEGG|SAT/);
  });

  it.each(["curp", "rfc"])("are not looked at when they are too long: %s", (field) => {
    const refusal = refusalOf({ [field]: "X".repeat(41) });
    expect(refusal).toMatchObject({ field: `profile.${field}`, allowed: { maxLength: 40 } });
    expect(refusal.text.en).toContain("is too long");
  });
});
