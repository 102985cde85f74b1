import fc from "fast-check";
import { compareRfcWithCurp } from "../../src/eligibility/identity/compare-rfc-with-curp.js";
import { validateCurp } from "../../src/eligibility/identity/curp.js";
import { CURP_ENTITIES } from "../../src/eligibility/identity/curp-entities.js";
import { normalizeIdentifier } from "../../src/eligibility/identity/normalize.js";
import { validateRfc } from "../../src/eligibility/identity/rfc.js";
import { runs } from "../kit/runs.js";

/*
 * Synthetic identifiers of nobody, and a second reading of the rules to judge by: the published patterns whole, the
 * platform's own calendar, and check digits found by trial instead of computed.
 */
const RUNS = runs(1_000);
const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS = "0123456789";
const CURP_VALUES = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
const RFC_VALUES = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

const CURP_PATTERN = new RegExp(
  `^[A-Z][AEIOUX][A-Z]{2}\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])[HMX](${[...CURP_ENTITIES.keys()].join("|")})[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\\d$`,
);
/** SAT's CFDI schema, tdCFDI t_RFC. */
const RFC_PATTERN = /^[A-Z&Ñ]{3,4}[0-9]{2}(0[1-9]|1[012])(0[1-9]|[12][0-9]|3[01])[A-Z0-9]{2}[0-9A]$/;

const exists = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const weighted = (text: string, values: string, first: number) =>
  [...text].reduce((sum, character, place) => sum + values.indexOf(character) * (first - place), 0);

/** With its check digit, of weight 1, a CURP weighs a multiple of ten. */
const curpOf = (body: string) =>
  [...DIGITS].map((last) => body + last).find((curp) => weighted(curp, CURP_VALUES, 18) % 10 === 0)!;

/** With its check digit, of weight 1, an RFC weighs a multiple of eleven. */
const rfcOf = (body: string) =>
  [...DIGITS, "A"]
    .map((last) => body + last)
    .find((rfc) => weighted(rfc.padStart(13, " "), RFC_VALUES, 13) % 11 === 0)!;

const curpIsGood = (curp: string) => {
  if (!CURP_PATTERN.test(curp) || weighted(curp, CURP_VALUES, 18) % 10 !== 0) return false;
  const century = DIGITS.includes(curp.charAt(16)) ? 1900 : 2000;
  return exists(century + Number(curp.slice(4, 6)), Number(curp.slice(6, 8)), Number(curp.slice(8, 10)));
};

const rfcIsGood = (rfc: string) => {
  const [, month, day] = /(\d{2})(\d{2}).{3}$/.exec(rfc) ?? [];
  const year = 2000 + Number(rfc.slice(-9, -7));
  return RFC_PATTERN.test(rfc) && exists(year, Number(month), Number(day)) && !/^X[AE]XX010101000$/.test(rfc);
};

const oneOf = (characters: string) => fc.constantFrom(...characters);
const textOf = (characters: string, length: number) =>
  fc.array(oneOf(characters), { minLength: length, maxLength: length }).map((parts) => parts.join(""));
const birthday = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2026-11-22"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const yymmdd = (day: string) => day.slice(2).replaceAll("-", "");

const person = fc.record({
  birthDate: birthday,
  letters: fc.tuple(oneOf(UPPER), oneOf("AEIOUX"), textOf(UPPER, 2)).map((parts) => parts.join("")),
  sex: oneOf("HMX"),
  entity: fc.constantFrom(...CURP_ENTITIES.keys()),
  consonants: textOf("BCDFGHJKLMNPQRSTVWXYZ", 3),
  digit: oneOf(DIGITS),
  letter: oneOf(UPPER),
});
const curpWithPerson = person.map((who) => {
  const homonymy = who.birthDate < "2000" ? who.digit : who.letter;
  return { who, curp: curpOf(who.letters + yymmdd(who.birthDate) + who.sex + who.entity + who.consonants + homonymy) };
});
const curps = curpWithPerson.map(({ curp }) => curp);
const rfcs = fc
  .tuple(fc.oneof(textOf(`${UPPER}&Ñ`, 3), textOf(`${UPPER}&Ñ`, 4)), birthday, textOf(UPPER + DIGITS, 2))
  .map(([letters, day, homoclave]) => rfcOf(letters + yymmdd(day) + homoclave));

/** A text with one character changed for another. */
const changed = (texts: fc.Arbitrary<string>, characters: string) =>
  fc
    .tuple(texts, fc.nat(17), oneOf(characters))
    .map(([text, nat, character]) => {
      const place = nat % text.length;
      return { text, place, character, mutant: text.slice(0, place) + character + text.slice(place + 1) };
    })
    .filter(({ text, mutant }) => text !== mutant);

describe("any CURP made by the rules", () => {
  it("passes, and gives back what it was made of", () => {
    fc.assert(
      fc.property(curpWithPerson, ({ who, curp }) => {
        expect(validateCurp(curp, "2026-11-22")).toEqual({
          valid: true,
          normalized: curp,
          birthDate: who.birthDate,
          sex: who.sex,
          entity: CURP_ENTITIES.get(who.entity),
          faults: [],
        });
      }),
      RUNS,
    );
  });

  /*
   * The digit works modulo ten with weights 18 to 2, so a change of value times weight that is a multiple of ten leaves it as it
   * was: any change in place 9 (weight 10), differences of five at even weights, of ten at odd ones. Nothing can find those
   * where the changed character is a legal one; a homonymy 0 changed to A or K, even, moves the birth by a century.
   */
  it("is refused with one character changed, unless the change is legal and weighs a multiple of ten", () => {
    fc.assert(
      fc.property(changed(curps, CURP_VALUES), ({ text, place, character, mutant }) => {
        const difference = CURP_VALUES.indexOf(character) - CURP_VALUES.indexOf(text.charAt(place));
        const result = validateCurp(mutant);
        if ((difference * (18 - place)) % 10 !== 0)
          expect(result.faults.map(({ code }) => code)).toContain("CURP_CHECK_DIGIT");
        expect(result.valid).toBe(curpIsGood(mutant));
      }),
      runs(5_000),
    );
  });

  it("is refused with any digit changed for another where the weight has no factor of ten: years, months, days, check", () => {
    const places = fc.constantFrom(5, 7, 9, 17);
    fc.assert(
      fc.property(curps, places, oneOf(DIGITS), (curp, place, digit) => {
        fc.pre(curp.charAt(place) !== digit);
        expect(validateCurp(curp.slice(0, place) + digit + curp.slice(place + 1)).valid).toBe(false);
      }),
      RUNS,
    );
  });
});

describe("any RFC made by the rules", () => {
  it("passes with a matching check digit", () => {
    fc.assert(
      fc.property(rfcs, (rfc) => {
        expect(validateRfc(rfc)).toMatchObject({ valid: true, normalized: rfc, checkDigit: "MATCH", faults: [] });
      }),
      RUNS,
    );
  });

  it("with one character changed is valid exactly when SAT's pattern and the calendar say so", () => {
    fc.assert(
      fc.property(changed(rfcs, RFC_VALUES.replace(" ", "")), ({ mutant }) => {
        const result = validateRfc(mutant);
        expect(result.valid).toBe(rfcIsGood(mutant));
        expect(result.faults.length > 0).toBe(!result.valid);
      }),
      runs(5_000),
    );
  });

  it("warns of any one digit changed in its date, as no weight there is a multiple of eleven", () => {
    fc.assert(
      fc.property(rfcs, fc.integer({ min: 4, max: 9 }), oneOf(DIGITS), (rfc, fromEnd, digit) => {
        const place = rfc.length - fromEnd;
        fc.pre(rfc.charAt(place) !== digit);
        const mutant = rfc.slice(0, place) + digit + rfc.slice(place + 1);
        expect(validateRfc(mutant).checkDigit).toBe("MISMATCH");
      }),
      RUNS,
    );
  });
});

describe("any text at all", () => {
  const typed = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: oneOf("nNñÑ\u0303 -\u2013\u00AD\u200B\u00A0ßıﬁa1&"), maxLength: 20 }),
  );

  it("is normalised once and for all", () => {
    fc.assert(
      fc.property(fc.oneof(typed, rfcs, curps), (text) => {
        const once = normalizeIdentifier(text);
        expect(normalizeIdentifier(once)).toBe(once);
      }),
      RUNS,
    );
  });

  it("is judged without throwing, and is valid only in the issuer's form", () => {
    fc.assert(
      fc.property(fc.oneof(typed, rfcs, curps), (text) => {
        const [rfc, curp] = [validateRfc(text), validateCurp(text)];
        expect(rfc.valid).toBe(rfcIsGood(rfc.normalized));
        expect(curp.valid).toBe(curpIsGood(curp.normalized));
        expect(["AGREE", "CONTRADICT", "UNKNOWN"]).toContain(compareRfcWithCurp(rfc, curp).agreement);
      }),
      RUNS,
    );
  });

  it("gives the same answer however an RFC or CURP is spaced and cased", () => {
    const written = (text: string, gaps: readonly string[]) =>
      [...text]
        .map((character, place) => (gaps[place] ?? "") + (gaps[place] ? character.toLowerCase() : character))
        .join("");
    const gaps = fc.array(fc.constantFrom("", "", " ", "-", "\t", "\u2011"), { maxLength: 18 });
    fc.assert(
      fc.property(fc.oneof(rfcs, curps), gaps, (text, between) => {
        expect(validateRfc(written(text, between))).toEqual(validateRfc(text));
        expect(validateCurp(written(text, between))).toEqual(validateCurp(text));
      }),
      RUNS,
    );
  });
});

describe("the RFC and CURP of any one person", () => {
  it("agree, and contradict each other with another birth date", () => {
    fc.assert(
      fc.property(curpWithPerson, birthday, textOf(UPPER + DIGITS, 2), ({ who, curp }, otherDay, homoclave) => {
        const compare = (day: string) =>
          compareRfcWithCurp(validateRfc(rfcOf(who.letters + yymmdd(day) + homoclave)), validateCurp(curp)).agreement;
        expect(compare(who.birthDate)).toBe("AGREE");
        if (yymmdd(otherDay) !== yymmdd(who.birthDate)) expect(compare(otherDay)).toBe("CONTRADICT");
      }),
      RUNS,
    );
  });
});
