import { curpCheckDigit } from "../../src/eligibility/identity/curp.js";
import { rfcCheckDigit } from "../../src/eligibility/identity/rfc.js";
import { factsFromIdentity, type Identity } from "../../src/eligibility/profile/identity-facts.js";
import { understand } from "../../src/eligibility/profile/understand.js";
import { DECLINED, type Knowledge, known } from "../../src/eligibility/rules/knowledge.js";
import { OFFICIAL_CODES } from "../kit/official-codes.js";

const TODAY = "2026-11-22";
const WOMAN = "HEGG560427MVZRRL04";
const curpOf = (body: string) => body + curpCheckDigit(body);
const rfcOf = (body: string) => body + rfcCheckDigit(body);

const read = (identity: Identity) => {
  const { facts, faults, warnings, contradictions } = factsFromIdentity(identity, TODAY);
  return {
    facts: facts.map(({ fact, from, knowledge }) => [fact, ...from, knowledge]),
    faults: faults.map(({ code }) => code),
    warnings: warnings.map(({ code }) => code),
    contradictions: contradictions.map(({ code }) => code),
  };
};
const clean = { faults: [], warnings: [], contradictions: [] };

describe("the facts that follow from a CURP", () => {
  it.each([
    ["a woman", WOMAN, 70, "female"],
    ["a man", "BOXW310820HNERXN09", 95, "male"],
    ["somebody who is neither", "HEGG560427XVZRRL08", 70, "other"],
    ["somebody born in 2000", "GALJ000229HQTRPNA0", 26, "male"],
  ])("are age and gender of %s", (_who, curp, age, gender) => {
    expect(read({ curp })).toStrictEqual({
      facts: [
        ["ownerAge", "curp", known.number(age)],
        ["ownerGender", "curp", known.code(gender)],
      ],
      ...clean,
    });
  });

  it("change on the birthday, and on no other day", () => {
    const age = (today: string) => factsFromIdentity({ curp: WOMAN }, today).facts[0]?.knowledge;
    expect(age("2027-04-26")).toStrictEqual(known.number(70));
    expect(age("2027-04-27")).toStrictEqual(known.number(71));
    expect(() => age("2027-02-29")).toThrow(RangeError);
  });

  it("are none when it has a fault, which is told", () => {
    expect(read({ curp: "HEGG560427MVZRRL05" })).toStrictEqual({ facts: [], ...clean, faults: ["CURP_CHECK_DIGIT"] });
    expect(read({ curp: curpOf("GALJ261123HQTRPNA") })).toStrictEqual({ facts: [], ...clean, faults: ["CURP_FUTURE"] });
  });

  it("leave out an age that no honest answer would give", () => {
    expect(read({ curp: curpOf("GALJ050228HQTRPN0") }).facts).toStrictEqual([
      ["ownerGender", "curp", known.code("male")],
    ]);
    expect(read({ curp: curpOf("GALJ061122HQTRPN0") }).facts[0]).toStrictEqual(["ownerAge", "curp", known.number(120)]);
  });
});

describe("the facts that follow from an RFC", () => {
  it.each([
    ["persona_moral", "SAT970701NN3"],
    ["persona_fisica", "CACX7605101P8"],
  ])("are the legal form: %s", (form, rfc) => {
    expect(read({ rfc })).toStrictEqual({ facts: [["legalForm", "rfc", known.code(form)]], ...clean });
  });

  it("follow also when the check digit is odd, with a warning", () => {
    expect(read({ rfc: "LME060822IH5" })).toStrictEqual({
      facts: [["legalForm", "rfc", known.code("persona_moral")]],
      ...clean,
      warnings: ["RFC_CHECK_DIGIT"],
    });
  });

  it("are none when it is generic or has a fault", () => {
    expect(read({ rfc: "XAXX010101000" })).toStrictEqual({ facts: [], ...clean, faults: ["RFC_GENERIC_PUBLIC"] });
    expect(read({ rfc: "SAT971301NN3" })).toMatchObject({ facts: [], faults: ["RFC_DATE"] });
  });
});

describe("the facts that follow from both", () => {
  const facts = (rfc: string, form: string) => ({
    facts: [
      ["ownerAge", "curp", known.number(70)],
      ["ownerGender", "curp", known.code("female")],
      ["legalForm", "rfc", known.code(form)],
    ],
    rfc,
  });

  it("are those of each, when they can be one person's or the firm is not a person", () => {
    const person = facts(rfcOf("HEGG560427AA"), "persona_fisica");
    expect(read({ curp: WOMAN, rfc: person.rfc })).toStrictEqual({ facts: person.facts, ...clean });
    const company = facts("SAT970701NN3", "persona_moral");
    expect(read({ curp: WOMAN, rfc: company.rfc })).toStrictEqual({ facts: company.facts, ...clean });
  });

  it("say nothing of the owner when they contradict each other", () => {
    expect(read({ curp: WOMAN, rfc: rfcOf("HEGG560428AA") })).toStrictEqual({
      facts: [["legalForm", "rfc", known.code("persona_fisica")]],
      ...clean,
      contradictions: ["RFC_CURP_DATE"],
    });
  });

  it("are none without either, and faults of both are told together", () => {
    expect(read({})).toStrictEqual({ facts: [], ...clean });
    expect(read({ curp: "X", rfc: "Y" }).faults).toStrictEqual(["CURP_LENGTH", "RFC_LENGTH"]);
  });

  it("never hold an identifier or a birth date", () => {
    const identities = [
      { curp: WOMAN, rfc: rfcOf("HEGG560427AA") },
      { curp: WOMAN, rfc: rfcOf("GODE561231GR") },
      { curp: "HEGG560427MVZRRL05", rfc: "HEGG56042" },
    ];
    for (const identity of identities) {
      const text = JSON.stringify(factsFromIdentity(identity, TODAY));
      for (const part of ["HEGG", "GODE", "5604", "561231", "1956"]) expect(text).not.toContain(part);
    }
  });
});

describe("a profile with a CURP and an RFC", () => {
  const codes = OFFICIAL_CODES;
  const about = (stated: Record<string, Knowledge>, identity: Identity) =>
    understand(new Map(Object.entries(stated)), codes, factsFromIdentity(identity, TODAY).facts);

  it("knows what follows from them, and where it comes from", () => {
    const { profile, derived, contradictions } = about({}, { curp: WOMAN, rfc: "SAT970701NN3" });
    expect([profile.get("ownerAge"), profile.get("ownerGender"), profile.get("legalForm")]).toStrictEqual([
      known.number(70),
      known.code("female"),
      known.code("persona_moral"),
    ]);
    expect(derived).toStrictEqual([
      { fact: "ownerAge", from: ["curp"], knowledge: known.number(70) },
      { fact: "ownerGender", from: ["curp"], knowledge: known.code("female") },
      { fact: "legalForm", from: ["rfc"], knowledge: known.code("persona_moral") },
    ]);
    expect(contradictions).toStrictEqual([]);
  });

  it("reports an age stated otherwise, and takes no side", () => {
    const { profile, derived, contradictions } = about({ ownerAge: known.number(30) }, { curp: WOMAN });
    expect(contradictions).toStrictEqual([
      { fact: "ownerAge", with: ["curp"], stated: known.number(30), derived: known.number(70) },
    ]);
    expect(profile.get("ownerAge")).toStrictEqual(known.between(30, 70));
    expect(derived.map(({ fact }) => fact)).toStrictEqual(["ownerGender"]);
  });

  it("narrows an age stated as a band, and fills in what somebody did not know", () => {
    const { profile, contradictions } = about(
      { ownerAge: known.between(60, 80), ownerGender: DECLINED },
      { curp: WOMAN },
    );
    expect([profile.get("ownerAge"), profile.get("ownerGender"), contradictions]).toStrictEqual([
      known.number(70),
      known.code("female"),
      [],
    ]);
  });
});
