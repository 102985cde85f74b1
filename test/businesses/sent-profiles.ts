import fc from "fast-check";
import type { Fact } from "../../src/eligibility/facts/fact.js";
import { FACTS } from "../../src/eligibility/facts/index.js";
import type { SentProfile } from "../../src/eligibility/profile/read-profile.js";
import { CURP, RFC } from "../kit/firms.js";

const OF_TABLE = {
  state: ["MX-CHH", "MX-GUA", "MX-QUE"],
  municipality: ["08037", "11020", "22014"],
  industry: ["31", "316", "316211", "722"],
} as const;

/** A part of a profile that says one thing of one fact. */
type Part = SentProfile;

function numberOf({ min, max, integer }: Extract<Fact, { type: "number" }>): fc.Arbitrary<number> {
  const whole = fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, 1e9)) });
  return integer ? whole : whole.map((value) => (value + 0.25 <= max ? value + 0.25 : value));
}

function valuesOf(fact: Extract<Fact, { type: "code" | "codes" }>): readonly string[] {
  return "values" in fact ? Object.keys(fact.values) : OF_TABLE[fact.table];
}

/** Every way to tell one fact, as a resolver is given it: enums by the value of the rules, the values of `oneOf` as written. */
function partsOf(key: string, fact: Fact): fc.Arbitrary<Part> {
  const notKnown = fc.constant<Part>({ notKnown: [key] });
  switch (fact.type) {
    case "boolean":
      return fc.oneof(
        fc.boolean().map((value): Part => ({ [key]: value })),
        notKnown,
      );
    case "number": {
      const number = numberOf(fact);
      const band = fc.tuple(number, number, fc.constantFrom("min", "max", "both")).map(([a, b, ends]): Part => {
        const [min, max] = [`${Math.min(a, b)}`, `${Math.max(a, b)}`];
        return {
          between: [{ fact: key, ...(ends === "max" ? {} : { min }), ...(ends === "min" ? { max: null } : { max }) }],
        };
      });
      return fc.oneof(
        number.map((value): Part => ({ [key]: fact.integer ? value : `${value}` })),
        band,
        notKnown,
      );
    }
    case "code": {
      const one = fc.constantFrom(...valuesOf(fact));
      const some = fc.uniqueArray(one, { minLength: 1, maxLength: 3 });
      const written = (values: string[]) => ("values" in fact ? values.map((value) => value.toUpperCase()) : values);
      return fc.oneof(
        one.map((value): Part => ({ [key]: value })),
        some.map((values): Part => ({ oneOf: [{ fact: key, values: written(values) }] })),
        notKnown,
      );
    }
    case "codes":
      return fc.oneof(
        fc
          .tuple(fc.subarray([...valuesOf(fact)]), fc.boolean())
          .map(([values, open]): Part => ({ [key]: values, ...(open ? { notComplete: [key] } : {}) })),
        notKnown,
      );
  }
}

const LISTS = ["between", "oneOf", "notComplete", "notKnown"] as const;

function together(parts: readonly Part[]): SentProfile {
  const lists = Object.fromEntries(
    LISTS.map((list) => [list, parts.flatMap((part): unknown[] => [...(part[list] ?? [])])]),
  );
  return { ...Object.assign({}, ...parts), ...lists };
}

/** Profiles that nothing is wrong with, over every fact there is and every form of telling it. */
export const sentProfile: fc.Arbitrary<SentProfile> = fc
  .tuple(
    fc
      .subarray(Object.keys(FACTS), { maxLength: 25 })
      .chain((keys) => fc.tuple(...keys.map((key) => partsOf(key, FACTS[key] as Fact)))),
    fc.constantFrom(null, RFC, "SAT970701NN3"),
    fc.constantFrom(null, CURP),
  )
  .map(([parts, rfc, curp]) => ({ ...together(parts), rfc, curp }));
