import { countBits } from "../../src/eligibility/index/bits.js";
import { compileRules, type RuledProgram, type RuleIndex, type Verdicts } from "../../src/eligibility/index/compile.js";
import { DECLINED, type Knowledge, known, type Profile, UNASKED } from "../../src/eligibility/rules/knowledge.js";
import type { Criterion, Rule } from "../../src/eligibility/rules/rule.js";
import { type Condition, judgeProgram } from "../../src/eligibility/rules/verdict.js";

/** Examples of every kind of rule and of knowledge, small enough to be tried whole at once; the random cases stand in other files. */
const CRITERIA: readonly Criterion[] = [
  { range: { fact: "age", min: 2 } },
  { range: { fact: "age", max: 4 } },
  { range: { fact: "age", min: 3, max: 3 } },
  { oneOf: { fact: "state", values: ["a", "b"] } },
  { oneOf: { fact: "state", values: ["c"] } },
  { codeIn: { fact: "scian", prefixes: ["31", "461"] } },
  { codeIn: { fact: "scian", prefixes: ["311"] } },
  { hasAny: { fact: "wants", values: ["a", "b"] } },
  { hasAny: { fact: "wants", values: ["c"] } },
  { hasAll: { fact: "wants", values: ["b", "c"] } },
  { is: { fact: "exporter", value: true } },
  { is: { fact: "exporter", value: false } },
  { attest: { fact: "formal" } },
];

const KNOWN: Readonly<Record<string, readonly Knowledge[]>> = {
  age: [...[0, 2, 2.5, 3, 4, 9].map(known.number), known.between(0, 1), known.between(0, 3), known.between(3, 5)],
  state: [...["a", "b", "c", "d"].map((code) => known.code(code)), known.code("a", "b"), known.code("b", "c", "d")],
  scian: [...["3", "31", "3112", "46", "461", "99"].map((code) => known.code(code)), known.code("311", "312", "99")],
  wants: [
    ...[known.codes(), known.codes("a"), known.codes("c"), known.codes("b", "c"), known.codes("a", "z")],
    ...[known.codesAtLeast(), known.codesAtLeast("a"), known.codesAtLeast("b", "c"), known.codesAtLeast("z")],
  ],
  exporter: [known.boolean(true), known.boolean(false)],
  formal: [known.boolean(true), known.boolean(false)],
};

const NINE_WAYS: Rule = {
  any: Array.from({ length: 9 }, (_, at) => ({
    all: [
      { range: { fact: "age", min: at / 2 } },
      { is: { fact: "exporter", value: true } },
      { oneOf: { fact: "state", values: ["a", "c"] } },
    ],
  })),
};

const RULES: readonly Rule[] = CRITERIA.flatMap((one, at): Rule[] => {
  const [next, third] = [1, 4].map((step) => CRITERIA[(at + step) % CRITERIA.length] as Criterion) as [
    Criterion,
    Criterion,
  ];
  return [
    one,
    { not: one },
    { all: [one, { not: next }] },
    { any: [one, next] },
    { not: { any: [one, third] } },
    { not: { all: [one, next, third] } },
    { atLeast: { count: 2, of: [one, next, third] } },
    { not: { atLeast: { count: 2, of: [one, next, { not: third }] } } },
    { all: [{ any: [one, next] }, { any: [next, { not: third }] }] },
  ];
});

const requirement = (rule: Rule, basis: "stated" | "implied" = "stated"): Condition => ({
  id: JSON.stringify([rule, basis]),
  role: "requirement",
  basis,
  rule,
});

/** Four words of programs: rules as a requirement, as one that is only implied, and beside another, in turn. */
const PROGRAMS: readonly RuledProgram[] = [
  { id: "free", conditions: [] },
  { id: "tangled", conditions: [requirement(NINE_WAYS)] },
  { id: "never", conditions: [requirement({ any: [] })] },
  { id: "doubted by all", conditions: [requirement({ any: [] }, "implied")] },
  ...RULES.map((rule, at): RuledProgram => {
    const other = RULES[(at * 7 + 3) % RULES.length] as Rule;
    const both = [requirement(rule), requirement(other, "implied"), { ...requirement(other), role: "target" as const }];
    const conditions = [[requirement(rule)], [requirement(rule, "implied")], both][at % 3] as readonly Condition[];
    return { id: `p${at}`, conditions };
  }),
];

const PROFILES: readonly Profile[] = [
  new Map(),
  new Map(Object.keys(KNOWN).map((fact) => [fact, DECLINED])),
  ...Object.entries(KNOWN).flatMap(([fact, each]) => each.map((knowledge) => new Map([[fact, knowledge]]))),
  ...Array.from(
    { length: 24 },
    (_, turn) =>
      new Map(
        Object.entries(KNOWN).map(([fact, each], at) => {
          const pick = (turn * (at + 3) + at) % (each.length + 1);
          return [fact, each[pick] ?? UNASKED];
        }),
      ),
  ),
];

const said = (index: RuleIndex, verdicts: Verdicts): string =>
  index.programs.map((_, program) => index.verdict(verdicts, program)).join();
const words = ({ eligible, ineligible }: Verdicts): string => [...eligible, ...ineligible].join();
const byWalk = (programs: readonly RuledProgram[], profile: Profile): string =>
  programs.map(({ conditions }) => judgeProgram(conditions, profile).verdict).join();

describe("an index of every kind of rule", () => {
  const index = compileRules(PROGRAMS);

  it("walks only the rule that is too tangled, by its name", () => {
    expect(index.walked).toEqual(["tangled"]);
    expect([...index.facts].sort()).toEqual(["age", "exporter", "formal", "scian", "state", "wants"]);
  });

  it("judges like the walk, also when written over other verdicts and after being encoded", () => {
    const into = index.blank();
    expect(into.eligible.length).toBe(Math.ceil(PROGRAMS.length / 32));
    const encoded = PROFILES.map((profile) => index.encode(profile));
    PROFILES.forEach((profile, at) => {
      const verdicts = index.judge(profile);
      expect(said(index, verdicts)).toBe(byWalk(PROGRAMS, profile));
      expect(words(index.judgeEncoded(encoded[at]!, into))).toBe(words(verdicts));
      expect(words(into)).toBe(words(verdicts));
      expect(words(index.explorer(profile).verdicts)).toBe(words(verdicts));
    });
  });

  it("judges like the walk in catalogs of one program", () => {
    for (const program of PROGRAMS) {
      const alone = compileRules([program]);
      for (const profile of PROFILES.slice(-8)) {
        expect(said(alone, alone.judge(profile))).toBe(byWalk([program], profile));
      }
    }
  });

  it("shows of each fact what judging with each of its values comes to", () => {
    for (const profile of PROFILES.filter((_, at) => at % 16 === 9)) {
      const explorer = index.explorer(profile);
      for (const fact of index.facts) {
        let shown = 0;
        explorer.each(fact, (value, verdicts) => {
          shown += 1;
          expect(said(index, verdicts)).toBe(byWalk(PROGRAMS, new Map([...profile, [fact, value]])));
        });
        expect(shown).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it("shows nothing of a fact it does not know", () => {
    index.explore(new Map(), "hobby", () => {
      throw new Error("shown");
    });
  });

  it("needs a number for each fact and no note where every fact is known exactly or not at all", () => {
    const plain = [
      new Map(),
      new Map(Object.keys(KNOWN).map((fact) => [fact, DECLINED])),
      new Map([
        ["age", known.number(3)],
        ["state", known.code("a")],
        ["scian", known.code("461110")],
        ["wants", known.codes("c")],
        ["exporter", known.boolean(true)],
      ]),
      new Map([
        ["age", known.between(5, 9)],
        ["state", known.code("x", "y")],
        ["wants", known.codes()],
      ]),
      new Map([["wants", known.codes("c", "z")]]),
      new Map([["wants", known.codesAtLeast("z")]]),
      new Map([["age", known.code("a")]]),
    ];
    for (const profile of plain) {
      const { encoded, profile: same } = index.encode(profile);
      expect(encoded.length).toBe(index.facts.length);
      expect(encoded.every((row) => row >= 0)).toBe(true);
      expect(same).toBe(profile);
    }
    expect(index.encode(new Map([["age", known.between(3, 9)]])).encoded.length).toBe(index.facts.length + 2 + 6);
    expect(index.encode(new Map([["wants", known.codesAtLeast("a", "c")]])).encoded.length).toBe(
      index.facts.length + 2 + 2,
    );
  });

  it("gives the set of some programs and names the programs of a set", () => {
    const some = [0, 3, 31, 32, 33, 64, 100];
    const set = index.bitsOf(some);
    expect(index.programsIn(set)).toEqual(some);
    expect(countBits(set)).toBe(some.length);
    expect(index.programsIn(index.blank().eligible)).toEqual([]);
  });

  it("takes knowledge of another kind than the rules ask for as no knowledge", () => {
    const few = PROGRAMS.filter((_, at) => at % 3 === 1);
    const small = compileRules(few);
    for (const fact of Object.keys(KNOWN)) {
      for (const odd of [known.number(3), known.code("a"), known.codes("a"), known.boolean(true)]) {
        if (KNOWN[fact]?.[0]?.kind === odd.kind) continue;
        expect(said(small, small.judge(new Map([[fact, odd]])))).toBe(byWalk(few, new Map([[fact, odd]])));
      }
    }
  });
});
