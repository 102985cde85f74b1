import { readingEase, sentencesOf } from "../../src/programs/publishing/preflight/readability.js";
import { spanishSyllables } from "../../src/programs/publishing/preflight/spanish-syllables.js";

describe("the syllables of a Spanish word", () => {
  it.each([
    ["sol", 1],
    ["crédito", 3],
    ["empresa", 3],
    ["innovación", 4],
    ["país", 2],
    ["caer", 2],
    ["guerra", 2],
    ["queso", 2],
    ["cigüeña", 3],
    ["ahora", 3],
    ["ley", 1],
    ["mayo", 2],
    ["buey", 1],
    ["ciudad", 2],
    ["energía", 4],
    ["MIPYME", 3],
    ["desarrollo", 4],
    ["y", 1],
    ["RFC", 1],
  ])("%s has %i", (word, count) => {
    expect(spanishSyllables(word)).toBe(count);
  });
});

describe("a text", () => {
  it("is easier to read in short words and sentences, in either language", () => {
    expect(readingEase("El sol da luz. La flor es roja.", "es")).toBeGreaterThan(90);
    expect(readingEase("The sun is up. The cat is red.", "en")).toBeGreaterThan(90);
    expect(readingEase("Instrumentación interinstitucional multisectorial descentralizada.", "es")).toBeLessThan(0);
    expect(readingEase("Interinstitutional multisectoral decentralised instrumentation.", "en")).toBeLessThan(0);
  });

  it("has as many words as are said, figures and all", () => {
    expect(sentencesOf("Presta 7,500 dólares. Cobra 5.5% al año.", "es").map(({ length }) => length)).toEqual([3, 4]);
    expect(sentencesOf("", "es")).toEqual([]);
    expect(readingEase("7,500", "en")).toBe(100);
  });
});
