import fc from "fast-check";
import { FACTS } from "../../../src/eligibility/facts/index.js";
import { compileRules } from "../../../src/eligibility/index/compile.js";
import { understand } from "../../../src/eligibility/profile/understand.js";
import { rankQuestions } from "../../../src/eligibility/report/questions.js";
import { DECLINED, type Knowledge, known, type Profile } from "../../../src/eligibility/rules/knowledge.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";
import { SEED_PROGRAMS } from "../../kit/seed-programs.js";

const index = compileRules(SEED_PROGRAMS);
const everyProgram = SEED_PROGRAMS.map((_, at) => at);

/** What to ask a firm of which so much is known, best first, and how many programs are still open for it. */
function ask(stated: Profile) {
  const { profile } = understand(stated, OFFICIAL_CODES);
  const explorer = index.explorer(profile);
  const open = everyProgram.filter((program) => index.verdict(explorer.verdicts, program) === "UNDETERMINED");
  return {
    open: open.length,
    questions: rankQuestions(explorer, index.facts, { stated, profile }, index.bitsOf(open)),
  };
}

/** A firm that knows everything about itself. */
const firm = fc
  .record({
    municipality: fc.constantFrom("22014", "11020", "08037", "19039", "02004", "14039", "20067", "09015"),
    scian: fc.constantFrom("316211", "336410", "541510", "722511", "311812", "461110", "327111"),
    workers: fc.constantFrom(1, 3, 8, 20, 45, 120, 400),
    sales: fc.constantFrom(200_000, 900_000, 3_000_000, 40_000_000, 180_000_000, 900_000_000),
    seed: fc.integer(),
  })
  .map(({ municipality, scian, workers, sales, seed }) => {
    const pick = random(seed);
    const answers = new Map<string, Knowledge>();
    for (const [key, fact] of Object.entries(FACTS)) {
      if (fact.type === "boolean") answers.set(key, known.boolean(pick() < 0.3));
      if (fact.type === "number") answers.set(key, known.number(fact.min));
      if (fact.type === "code" && "values" in fact) {
        const codes = Object.keys(fact.values);
        answers.set(key, known.code(codes[Math.floor(pick() * codes.length)] as string));
      }
      if (fact.type === "codes") answers.set(key, known.codes(...Object.keys(fact.values).filter(() => pick() < 0.1)));
    }
    return answers
      .set("municipality", known.code(municipality))
      .set("state", known.code(OFFICIAL_CODES.stateOf(municipality) ?? ""))
      .set("scian", known.code(scian))
      .set("workers", known.number(workers))
      .set("annualSalesMxn", known.number(sales));
  });

function random(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

describe("the next question", () => {
  it("to a firm of which nothing is known is where it is", () => {
    const { questions } = ask(new Map());
    expect(questions[0]?.fact).toBe("state");
    expect(questions[0]?.settles).toBeGreaterThan(20);
  });

  it("asks for workers and sales in place of a size that nobody knows by heart", () => {
    const facts = ask(new Map()).questions.map(({ fact }) => fact);
    expect(facts).toContain("workers");
    expect(facts).not.toContain("size");
    const later = ask(new Map([["workers", known.number(8)]])).questions.map(({ fact }) => fact);
    expect(later).toContain("annualSalesMxn");
    expect(later).not.toContain("workers");
  });

  it("is never one that was answered, or asked and not known", () => {
    const stated = new Map<string, Knowledge>([
      ["state", known.code("MX-GUA")],
      ["formsGroup", DECLINED],
    ]);
    const facts = ask(stated).questions.map(({ fact }) => fact);
    expect(facts).not.toContain("state");
    expect(facts).not.toContain("formsGroup");
  });

  it("is not asked where nothing is left to settle", () => {
    fc.assert(
      fc.property(firm, (answers) => {
        expect(ask(answers).questions).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  describe("asked one after the other of firms that know everything", () => {
    const ROUNDS = 40;
    const firms = fc.sample(firm, { numRuns: 100, seed: 20261124 });
    const start = ask(new Map()).open;

    /** Median of the programs still open after each question, when the next one is chosen so. */
    const course = (next: (stated: Profile, round: number) => string | undefined): readonly number[] => {
      const left = firms.map((answers) => {
        const stated = new Map<string, Knowledge>();
        return Array.from({ length: ROUNDS }, (_, round) => {
          const fact = next(stated, round);
          if (fact !== undefined) stated.set(fact, answers.get(fact) ?? DECLINED);
          return ask(stated).open;
        });
      });
      return Array.from({ length: ROUNDS }, (_, round) => {
        const sorted = left.map((open) => open[round] ?? 0).sort((a, b) => a - b);
        return sorted[sorted.length >> 1] ?? 0;
      });
    };
    const until = (open: readonly number[], most: number) => open.findIndex((count) => count <= most) + 1;
    const best = course((stated) => ask(stated).questions[0]?.fact);

    it("halves what is open in six questions and halves it again in nine", () => {
      expect(until(best, start / 2)).toBeLessThanOrEqual(6);
      expect(until(best, start / 4)).toBeLessThanOrEqual(9);
    });

    it("comes to a quarter with fewer than half the questions that the order of the questionnaire takes", () => {
      const keys = Object.keys(FACTS);
      const plain = course((_stated, round) => keys[round]);
      expect(until(best, start / 4) * 2).toBeLessThan(until(plain, start / 4));
    });
  });
});
