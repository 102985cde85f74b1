import { factVocabulary } from "../../src/eligibility/fact-vocabulary.js";

const { fault, emptiness } = factVocabulary;

describe("what a criterion may ask", () => {
  it.each<[string, string, (string | number | boolean)[]]>([
    ["oneOf", "size", ["micro", "large"]],
    ["oneOf", "state", ["MX-QUE"]],
    ["codeIn", "scian", ["31", "336"]],
    ["hasAny", "sectors", ["food"]],
    ["hasAll", "certifications", ["AS9100", "ISO9001"]],
    ["is", "formal", [true]],
    ["attest", "signsLetterOfCommitment", []],
    ["range", "ownerAge", [0, 120]],
    ["range", "workers", [10]],
  ])("%s of %s", (kind, fact, values) => {
    expect(fault(kind, fact, values)).toBeUndefined();
  });

  it.each<[string, string, (string | number | boolean)[], string]>([
    ["oneOf", "shoeSize", ["40"], "unknown fact shoeSize"],
    ["about", "size", ["micro"], "unknown kind of criterion about"],
    ["is", "size", [true], "is cannot judge size, which is of type code"],
    ["oneOf", "formal", ["yes"], "oneOf cannot judge formal, which is of type boolean"],
    ["hasAny", "size", ["micro"], "hasAny cannot judge size, which is of type code"],
    ["hasAll", "workers", ["1"], "hasAll cannot judge workers, which is of type number"],
    ["codeIn", "sectors", ["food"], "codeIn cannot judge sectors, which is of type codes"],
    ["attest", "workers", [], "attest cannot judge workers, which is of type number"],
    ["range", "formal", [1], "range cannot judge formal, which is of type boolean"],
    ["range", "ownerAge", [-1, 18, 121], "ownerAge is from 0 to 120 years, not -1, 121"],
    ["range", "ownerAge", [120.5], "ownerAge is from 0 to 120 years, not 120.5"],
    ["oneOf", "size", ["micro", "tiny", "huge"], "size has no value tiny, huge"],
    ["hasAny", "sectors", ["foood"], "sectors has no value foood"],
  ])("is refused: %s of %s %j", (kind, fact, values, why) => {
    expect(fault(kind, fact, values)).toBe(why);
  });
});

describe("a rule that tells nobody apart", () => {
  const grown = { range: { fact: "ownerAge", min: 18 } };
  const young = { range: { fact: "ownerAge", max: 10 } };

  it("is told: it asks for nothing, or nobody can meet it", () => {
    expect(emptiness({ any: [grown, { not: grown }] })).toBe("holds for every firm: it asks for nothing");
    expect(emptiness({ all: [grown, young] })).toBe("can hold for no firm");
  });

  it("is not said of a rule that somebody meets and somebody fails, nor of one too large to try out", () => {
    expect(emptiness(grown)).toBeUndefined();
    const facts = Array.from({ length: 17 }, (_, at) => ({ is: { fact: `f${at}`, value: true } }));
    expect(emptiness({ all: facts })).toBeUndefined();
  });
});
