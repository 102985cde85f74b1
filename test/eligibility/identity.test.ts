import { join } from "node:path";
import { ageOn } from "../../src/eligibility/identity/age.js";
import { compareRfcWithCurp } from "../../src/eligibility/identity/compare-rfc-with-curp.js";
import { curpCheckDigit, validateCurp } from "../../src/eligibility/identity/curp.js";
import { CURP_ENTITIES } from "../../src/eligibility/identity/curp-entities.js";
import type { Fault } from "../../src/eligibility/identity/fault.js";
import { RFC_INCONVENIENT_WORDS } from "../../src/eligibility/identity/inconvenient-words.js";
import { rfcCheckDigit, validateRfc } from "../../src/eligibility/identity/rfc.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadReferenceTables } from "../../src/reference/tables.js";

const codes = (faults: readonly Fault[]) => faults.map(({ code }) => code);

/** An RFC with the check digit SAT's method gives: ours, of nobody. */
const rfcOf = (body: string) => body + rfcCheckDigit(body);
const curpOf = (body: string) => body + curpCheckDigit(body);

describe("an RFC", () => {
  it.each([
    ["SAT970701NN3", "moral", 97, 7, 1],
    ["EKU9003173C9", "moral", 90, 3, 17],
    ["URE180429TM6", "moral", 18, 4, 29],
    ["IIA040805DZ4", "moral", 4, 8, 5],
    ["IVD920810GU2", "moral", 92, 8, 10],
    ["H&E951128469", "moral", 95, 11, 28],
    ["OÑO120726RX3", "moral", 12, 7, 26],
    ["ZUÑ920208KL4", "moral", 92, 2, 8],
    ["CACX7605101P8", "fisica", 76, 5, 10],
    ["FUNK671228PH6", "fisica", 67, 12, 28],
    ["IAÑL750210963", "fisica", 75, 2, 10],
    ["GODE561231GR8", "fisica", 56, 12, 31],
  ])("%s of SAT's own examples is valid without a warning", (rfc, kind, year2, month, day) => {
    const date = { year2, month, day };
    const whole = { valid: true, kind, normalized: rfc, checkDigit: "MATCH", date, faults: [], warnings: [] };
    expect(validateRfc(rfc)).toEqual(whole);
  });

  it.each([
    ["LME060822IH5", "3"],
    ["PAF070213GI1", "A"],
    ["CCA980429MD4", "2"],
    ["RDE7910023J3", "1"],
    ["FNI970829JR9", "3"],
    ["RTO840921RE4", "2"],
    ["ACE900319JT9", "3"],
  ])("%s, issued with another check digit than %s, is valid with a warning", (rfc, computed) => {
    expect(rfcCheckDigit(rfc.slice(0, -1))).toBe(computed);
    const result = validateRfc(rfc);
    expect(result).toMatchObject({ valid: true, kind: "moral", checkDigit: "MISMATCH", faults: [] });
    expect(codes(result.warnings)).toEqual(["RFC_CHECK_DIGIT"]);
  });

  it.each([
    ["XAXX010101000", "PUBLIC", "MISMATCH", "RFC_GENERIC_PUBLIC"],
    ["XEXX010101000", "FOREIGN", "MATCH", "RFC_GENERIC_FOREIGN"],
    ["xaxx-010101-000", "PUBLIC", "MISMATCH", "RFC_GENERIC_PUBLIC"],
  ])("that is generic (%s) identifies no applicant, whatever its check digit", (rfc, generic, checkDigit, code) => {
    const result = validateRfc(rfc);
    expect(result).toMatchObject({ valid: false, kind: undefined, date: undefined, generic, checkDigit, warnings: [] });
    expect(codes(result.faults)).toEqual([code]);
  });

  it.each([
    ["", ["RFC_LENGTH"]],
    ["SAT970701NN", ["RFC_LENGTH"]],
    ["GODE561231", ["RFC_LENGTH"]],
    ["GODE561231GR88", ["RFC_LENGTH"]],
    ["SAT970701NN33", ["RFC_LENGTH"]],
    ["GODE561231GR", ["RFC_LENGTH"]],
    ["H&amp;E951128469", ["RFC_LENGTH"]],
    ["S4T970701NN3", ["RFC_LETTERS"]],
    ["SÁT970701NN3", ["RFC_LETTERS"]],
    ["SßT970701NN3", ["RFC_LETTERS"]],
    ["GOD.561231GR8", ["RFC_LETTERS"]],
    ["SAT97O701NN3", ["RFC_DATE"]],
    ["SAT971.01NN3", ["RFC_DATE"]],
    ["SAT971301NN3", ["RFC_DATE"]],
    ["SAT970001NN3", ["RFC_DATE"]],
    ["SAT970700NN3", ["RFC_DATE"]],
    ["SAT970732NN3", ["RFC_DATE"]],
    ["SAT970231NN3", ["RFC_DATE"]],
    ["SAT970229NN3", ["RFC_DATE"]],
    ["SAT970701NNB", ["RFC_HOMOCLAVE"]],
    ["SAT970701&N3", ["RFC_HOMOCLAVE"]],
    ["SAT970701ÑN3", ["RFC_HOMOCLAVE"]],
    ["S4T970231NNB", ["RFC_LETTERS", "RFC_DATE", "RFC_HOMOCLAVE"]],
  ])("%j is refused as %j", (rfc, expected) => {
    const result = validateRfc(rfc);
    expect(result.valid).toBe(false);
    expect(codes(result.faults)).toEqual(expected);
  });

  it("may be of 29 February of 00, as 2000 was a leap year", () => {
    expect(validateRfc(rfcOf("TES000229AA"))).toMatchObject({ valid: true, date: { year2: 0, month: 2, day: 29 } });
    expect(validateRfc(rfcOf("TEST000229AA"))).toMatchObject({ valid: true, kind: "fisica" });
  });

  it("is read with the spaces, hyphens and lower case of everyday writing", () => {
    for (const written of [" sat970701nn3 ", "SAT-970701-NN3", "SAT 970701 NN3", "SAT–970701\u00A0NN3\u200B\u2060\n"])
      expect(validateRfc(written)).toEqual(validateRfc("SAT970701NN3"));
    for (const written of ["oño120726rx3", "ON\u0303O120726RX3", "on\u0303o120726rx3"])
      expect(validateRfc(written)).toEqual(validateRfc("OÑO120726RX3"));
  });

  it("that spells an inconvenient word is taken with a warning, and SAT's X in its place without one", () => {
    expect(RFC_INCONVENIENT_WORDS.size).toBe(41);
    for (const word of RFC_INCONVENIENT_WORDS) {
      const person = validateRfc(rfcOf(`${word}760510AA`));
      expect(person.valid).toBe(true);
      expect(codes(person.warnings)).toEqual(["RFC_INCONVENIENT_WORD"]);
      expect(validateRfc(rfcOf(`${word.slice(0, 3)}X760510AA`)).warnings).toEqual([]);
    }
  });

  it("has a check digit only over 11 or 12 characters of SAT's alphabet", () => {
    for (const body of ["", "SAT970701N", "SAT970701NN33", "SÁT970701NN"]) expect(rfcCheckDigit(body)).toBeUndefined();
    expect(validateRfc("SÁT970701NN3")).toMatchObject({ checkDigit: undefined, warnings: [] });
  });
});

describe("a CURP", () => {
  it.each([
    ["HEGG560427MVZRRL04", "1956-04-27", "M", "MX-VER"],
    ["BOXW310820HNERXN09", "1931-08-20", "H", null],
    ["AAPR630321HDFLRC09", "1963-03-21", "H", "MX-CMX"],
    ["SABC560626MDFLRN01", "1956-06-26", "M", "MX-CMX"],
    ["HEGG560427XVZRRL08", "1956-04-27", "X", "MX-VER"],
    ["GALJ000229HQTRPNA0", "2000-02-29", "H", "MX-QUE"],
    ["ROMC910305MQTDRL07", "1991-03-05", "M", "MX-QUE"],
  ])("%s gives birth date, sex and entity", (curp, birthDate, sex, entity) => {
    const whole = { valid: true, normalized: curp, birthDate, sex, entity, faults: [] };
    expect(validateCurp(curp)).toEqual(whole);
    expect(validateCurp(` ${curp.toLowerCase().replace(/^(.{4})(.{6})/, "$1-$2 ")}`, "2026-11-22")).toEqual(whole);
  });

  it.each([
    ["BOXW310820HNERXN08", ["CURP_CHECK_DIGIT"]],
    ["HEGG560427MQQRRL03", ["CURP_ENTITY"]],
    ["HEGG561327MVZRRL03", ["CURP_DATE"]],
    ["", ["CURP_LENGTH"]],
    ["HEGG560427MVZRRL0", ["CURP_LENGTH"]],
    ["HEGG560427MVZRRL044", ["CURP_LENGTH"]],
    [curpOf("HÑGG560427MVZRRL0"), ["CURP_LETTERS"]],
    [curpOf("HBGG560427MVZRRL0"), ["CURP_LETTERS"]],
    [curpOf("HEG5560427MVZRRL0"), ["CURP_LETTERS"]],
    ["HEGG561.27MVZRRL04", ["CURP_DATE", "CURP_CHECK_DIGIT"]],
    [curpOf("HEGG560431MVZRRL0"), ["CURP_DATE"]],
    [curpOf("HEGG56O427MVZRRL0"), ["CURP_DATE"]],
    [curpOf("HEGG560427FVZRRL0"), ["CURP_SEX"]],
    [curpOf("HEGG560427MVZRAL0"), ["CURP_CONSONANTS"]],
    [curpOf("HEGG560427MVZRÑL0"), ["CURP_CONSONANTS"]],
    [curpOf("HEGG560427MVZRRLÑ"), ["CURP_HOMONYMY"]],
    ["HEGG560427MVZRRL0A", ["CURP_CHECK_DIGIT"]],
    ["HEGG560427MVZRR.04", ["CURP_CONSONANTS", "CURP_CHECK_DIGIT"]],
  ])("%j is refused as %j", (curp, expected) => {
    const result = validateCurp(curp);
    expect(result.valid).toBe(false);
    expect(codes(result.faults)).toEqual(expected);
    expect(result).toEqual({ valid: false, normalized: curp, faults: result.faults });
  });

  it("takes the century from character 17, so 29 February of 00 is of 2000 and not of 1900", () => {
    expect(validateCurp(curpOf("GALJ000229HQTRPNA"))).toMatchObject({ birthDate: "2000-02-29" });
    expect(codes(validateCurp(curpOf("GALJ000229HQTRPN0")).faults)).toEqual(["CURP_DATE"]);
    expect(validateCurp(curpOf("GALJ050228HQTRPN0"))).toMatchObject({ birthDate: "1905-02-28" });
    expect(validateCurp(curpOf("GALJ050228HQTRPNZ"))).toMatchObject({ birthDate: "2005-02-28" });
  });

  it("is not of somebody still to be born, if the day is told", () => {
    const curp = curpOf("GALJ261123HQTRPNA");
    expect(codes(validateCurp(curp, "2026-11-22").faults)).toEqual(["CURP_FUTURE"]);
    expect(validateCurp(curp, "2026-11-23").valid).toBe(true);
    expect(validateCurp(curp).valid).toBe(true);
    expect(() => validateCurp(curp, "2026-02-30")).toThrow(RangeError);
  });

  it("knows the 32 entities by RENAPO's code as the reference table does, and NE", async () => {
    const { states } = await loadReferenceTables(join(PACKAGE_ROOT, "seeds/reference"));
    expect(states).toHaveLength(32);
    const expected = [...states.map(({ curpCode, code }) => [curpCode, code]), ["NE", null]];
    expect([...CURP_ENTITIES].sort()).toEqual(expected.sort());
    for (const [code, entity] of CURP_ENTITIES)
      expect(validateCurp(curpOf(`HEGG560427M${code}RRL0`))).toMatchObject({ entity });
  });

  it("does not see every slip: the tens of the day weigh nothing in RENAPO's check digit", () => {
    expect(validateCurp("HEGG560427MVZRRL04").valid).toBe(true);
    expect(validateCurp("HEGG560417MVZRRL04").valid).toBe(true);
  });

  it("has a check digit only over 17 characters of RENAPO's alphabet", () => {
    for (const body of ["", "HEGG560427MVZRRL", "HEGG560427MVZRRL04", "H&GG560427MVZRRL0"])
      expect(curpCheckDigit(body)).toBeUndefined();
  });
});

describe("a fault", () => {
  const asked = ["XAXX010101000", "XEXX010101000", "", "S4T970231NNB", rfcOf("CACO760510AA"), "ACE900319JT9"];
  const found: Fault[] = [
    ...asked.map(validateRfc).flatMap(({ faults, warnings }) => [...faults, ...warnings]),
    ...["", "QQQQ999999QQQAAAÑÑ", curpOf("GALJ261123HQTRPNA")].flatMap(
      (curp) => validateCurp(curp, "2026-11-22").faults,
    ),
    ...compareRfcWithCurp(validateRfc("GODE561231GR8"), validateCurp("HEGG560427MVZRRL04")).contradictions,
  ];

  it("of every code has a text in both languages and never the value", () => {
    expect([...new Set(codes(found))].sort()).toEqual([
      "CURP_CHECK_DIGIT",
      "CURP_CONSONANTS",
      "CURP_DATE",
      "CURP_ENTITY",
      "CURP_FUTURE",
      "CURP_HOMONYMY",
      "CURP_LENGTH",
      "CURP_LETTERS",
      "CURP_SEX",
      "RFC_CHECK_DIGIT",
      "RFC_CURP_DATE",
      "RFC_CURP_LETTERS",
      "RFC_DATE",
      "RFC_GENERIC_FOREIGN",
      "RFC_GENERIC_PUBLIC",
      "RFC_HOMOCLAVE",
      "RFC_INCONVENIENT_WORD",
      "RFC_LENGTH",
      "RFC_LETTERS",
    ]);
    for (const { text } of found) {
      expect(text.es).toMatch(/^[A-ZÁÉÍÓÚ].*\.$/);
      expect(text.en).toMatch(/^[A-Z].*\.$/);
      expect(`${text.es} ${text.en}`).not.toMatch(/[A-ZÑ&]{3,4}\d{2}|CACO/);
    }
  });
});

describe("an age", () => {
  it.each([
    ["1956-04-27", "2026-04-26", 69],
    ["1956-04-27", "2026-04-27", 70],
    ["2000-02-29", "2026-02-28", 25],
    ["2000-02-29", "2026-03-01", 26],
    ["2000-02-29", "2028-02-29", 28],
    ["2026-11-22", "2026-11-22", 0],
    ["2026-11-22", "2026-11-21", undefined],
  ])("from %s to %s is %s full years", (birthDate, day, years) => {
    expect(ageOn(birthDate, day)).toBe(years);
  });

  it("is asked for with days that exist, and the complaint does not repeat them", () => {
    for (const wrong of ["12026-01-01", "2026-02-29", "2026-13-01", "26-01-01", "2026-01-01T00:00:00Z", ""]) {
      expect(() => ageOn(wrong, "2026-11-22")).toThrow(
        new RangeError("birthDate must be an existing day as YYYY-MM-DD"),
      );
      expect(() => ageOn("1956-04-27", wrong)).toThrow(new RangeError("day must be an existing day as YYYY-MM-DD"));
    }
  });
});

describe("an RFC and a CURP", () => {
  const compare = (rfc: string, curp: string) => {
    const { agreement, contradictions } = compareRfcWithCurp(validateRfc(rfc), validateCurp(curp));
    return [agreement, ...codes(contradictions)];
  };

  it.each([
    ["the same letters and date", rfcOf("HEGG560427AA"), "HEGG560427MVZRRL04"],
    ["a wrong check digit in the RFC", "HEGG560427AAA", "HEGG560427MVZRRL04"],
    ["an inconvenient word, X in 4th place and X in 2nd", "CACX7605101P8", curpOf("CXCO760510HDFRRR0")],
    ["an inconvenient word only SAT changed", "CACX7605101P8", curpOf("CACO760510HDFRRR0")],
    ["an inconvenient word only RENAPO changed", rfcOf("LOCO760510AA"), curpOf("LXCO760510HDFRRR0")],
    ["Ñ, which RENAPO writes X", "IAÑL750210963", curpOf("IAXL750210HDFRRR0")],
    ["Ñ in first place", rfcOf("ÑAEL750210AA"), curpOf("XAEL750210HDFRRR0")],
    ["a sign, which RENAPO writes X as well", rfcOf("&AEL750210AA"), curpOf("XAEL750210HDFRRR0")],
    ["a name that starts with X", rfcOf("GAEX750210AA"), curpOf("GAEX750210HDFRRR0")],
  ])("agree with %s", (_case, rfc, curp) => {
    expect(compare(rfc, curp)).toEqual(["AGREE"]);
  });

  it.each([
    ["first letter", "JEGG560427AA", ["RFC_CURP_LETTERS"]],
    ["vowel", "HAGG560427AA", ["RFC_CURP_LETTERS"]],
    ["second surname", "HELG560427AA", ["RFC_CURP_LETTERS"]],
    ["name", "HEGL560427AA", ["RFC_CURP_LETTERS"]],
    ["X that stands for no inconvenient word", "HEGX560427AA", ["RFC_CURP_LETTERS"]],
    ["day", "HEGG560428AA", ["RFC_CURP_DATE"]],
    ["letters and the date", "GODE561231GR", ["RFC_CURP_LETTERS", "RFC_CURP_DATE"]],
  ])("contradict each other in the %s", (_case, body, expected) => {
    expect(compare(rfcOf(body), "HEGG560427MVZRRL04")).toEqual(["CONTRADICT", ...expected]);
  });

  it("contradict each other where RENAPO's X stands for a letter it would have written, or another for SAT's Ñ", () => {
    expect(compare(rfcOf("BAEL750210AA"), curpOf("XAEL750210HDFRRR0"))).toEqual(["CONTRADICT", "RFC_CURP_LETTERS"]);
    expect(compare(rfcOf("ÑAEL750210AA"), curpOf("NAEL750210HDFRRR0"))).toEqual(["CONTRADICT", "RFC_CURP_LETTERS"]);
    expect(compare(rfcOf("&AEL750210AA"), curpOf("NAEL750210HDFRRR0"))).toEqual(["CONTRADICT", "RFC_CURP_LETTERS"]);
  });

  it("contradict each other in the name, though both could be changed from an inconvenient word", () => {
    expect(compare(rfcOf("CACB760510AA"), curpOf("CXCO760510HDFRRR0"))).toEqual(["CONTRADICT", "RFC_CURP_LETTERS"]);
  });

  it.each([
    ["the RFC of a persona moral", "SAT970701NN3", "HEGG560427MVZRRL04"],
    ["a generic RFC", "XAXX010101000", "HEGG560427MVZRRL04"],
    ["an RFC with a fault", "HEGG561327AA0", "HEGG560427MVZRRL04"],
    ["a CURP with a fault", rfcOf("BOXW310820AA"), "BOXW310820HNERXN08"],
    ["one surname, for which SAT takes two letters of the name", rfcOf("MAJU420116AA"), curpOf("MAXJ420116HDFRXN0")],
    ["a surname of two letters, of which SAT takes one", rfcOf("OLAL401201AA"), curpOf("OXLA401201HDFXPL0")],
  ])("cannot be compared with %s", (_case, rfc, curp) => {
    expect(compare(rfc, curp)).toEqual(["UNKNOWN"]);
  });

  it("still contradict each other by date when the letters cannot be compared", () => {
    expect(compare(rfcOf("MAJU420117AA"), curpOf("MAXJ420116HDFRXN0"))).toEqual(["CONTRADICT", "RFC_CURP_DATE"]);
  });
});
