import type { Calculation, ProgramRules, StatedCondition } from "../../../src/eligibility/ports.js";
import { understand } from "../../../src/eligibility/profile/understand.js";
import { compileBook } from "../../../src/eligibility/report/compiling-book.js";
import { indexInOrder, sliceInOrder } from "../../../src/eligibility/report/in-order.js";
import { byFit, standingFor, standingsOf } from "../../../src/eligibility/report/rank.js";
import { type Ranking, Report } from "../../../src/eligibility/report/report.js";
import { DECLINED, type Knowledge, known } from "../../../src/eligibility/rules/knowledge.js";
import type { Rule } from "../../../src/eligibility/rules/rule.js";
import { VERDICTS, type Verdict } from "../../../src/eligibility/rules/verdict.js";
import { atOnce } from "../../../src/platform/in-slices.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";

const needs = (rule: Rule, role: StatedCondition["role"] = "requirement"): StatedCondition => ({
  id: JSON.stringify(rule),
  role,
  rule,
  text: { es: "", en: "" },
  note: null,
  citations: [],
});
const gives = (amount: string, currency = "MXN"): Calculation => ({
  id: amount,
  concerns: { es: "Apoyo", en: "Grant" },
  currency,
  rule: { fixed: amount },
  note: null,
  citations: [],
});
const FEDERAL = { level: "federal", state: null, municipality: null };
const program = (slug: string, rest: Partial<ProgramRules> = {}): ProgramRules => ({
  id: slug,
  versionId: `${slug}-1`,
  versionNumber: 1,
  digest: slug,
  slug,
  name: { es: slug, en: slug },
  conditions: [],
  calculations: [],
  supportKinds: [],
  place: FEDERAL,
  over: null,
  ...rest,
});
const OVER = { since: null, text: null };
const FORMAL = needs({ is: { fact: "formal", value: true } });
const HERE = needs({ oneOf: { fact: "state", values: ["MX-QUE"] } });
const GROUP = needs({ is: { fact: "formsGroup", value: true } });

function reportOn(
  programs: readonly ProgramRules[],
  facts: Readonly<Record<string, Knowledge>>,
  chosen: readonly number[] = programs.map((_, place) => place),
  rate: ConstructorParameters<typeof Report>[3] = null,
) {
  const stated = new Map(Object.entries(facts));
  const firm = { stated, understood: understand(stated, OFFICIAL_CODES), notes: [] };
  return new Report(compileBook({ revision: "1", asOf: "2026-11-24", programs }), firm, chosen, rate);
}
const slugs = (ranking: Ranking) => ranking.slice(0, ranking.length).map(({ program: { slug } }) => slug);

describe("a report on a firm", () => {
  const PROGRAMS = [
    program("refuses", { conditions: [FORMAL] }),
    program("asks", { conditions: [HERE] }),
    program("takes-b"),
    program("takes-a"),
    program("over", { over: OVER }),
    program("asks-later", { conditions: [HERE], over: OVER }),
  ];
  const INFORMAL = { formal: known.boolean(false) };

  it("counts the programs of each verdict and those that still take applicants", () => {
    expect(reportOn(PROGRAMS, INFORMAL).counts()).toEqual([
      { verdict: "ELIGIBLE", count: 3, open: 2 },
      { verdict: "UNDETERMINED", count: 2, open: 1 },
      { verdict: "INELIGIBLE", count: 1, open: 1 },
    ]);
    expect(reportOn(PROGRAMS, INFORMAL, [1, 4]).counts()).toEqual([
      { verdict: "ELIGIBLE", count: 1, open: 0 },
      { verdict: "UNDETERMINED", count: 1, open: 1 },
      { verdict: "INELIGIBLE", count: 0, open: 0 },
    ]);
  });

  it("puts the programs in the order of their fit, those of some verdicts or all that were asked about", () => {
    const report = reportOn(PROGRAMS, INFORMAL);
    expect(slugs(report.ranked())).toEqual(["takes-a", "takes-b", "over", "asks", "asks-later", "refuses"]);
    expect(slugs(report.ranked(["INELIGIBLE", "UNDETERMINED"]))).toEqual(["asks", "asks-later", "refuses"]);
    expect(slugs(reportOn(PROGRAMS, INFORMAL, [0, 2]).ranked())).toEqual(["takes-b", "refuses"]);
  });

  it("judges a program once, however often it is asked", () => {
    const report = reportOn(PROGRAMS, INFORMAL);
    expect(report.result(1)).toBe(report.result(1));
    expect(report.ranked(["INELIGIBLE"]).slice(0, 1)).toEqual([report.result(0)]);
    expect(report.result(0).explanation.verdict).toBe(report.verdictOf(0));
  });

  it("ranks by the greatest of a program's amounts, at the rate it was given", () => {
    const paying = [
      program("a-little", { calculations: [gives("5"), gives("900")] }),
      program("b-much", { calculations: [gives("1000"), gives("1")] }),
      program("c-dollars", { calculations: [gives("100", "USD")] }),
      program("d-nothing"),
    ];
    const rate = { mxnPerUsd: "18", date: "2026-11-24", source: "Banxico" };
    expect(slugs(reportOn(paying, {}).ranked())).toEqual(["b-much", "a-little", "c-dollars", "d-nothing"]);
    const report = reportOn(paying, {}, [0, 1, 2, 3], rate);
    expect(slugs(report.ranked())).toEqual(["c-dollars", "b-much", "a-little", "d-nothing"]);
    expect(report.result(2).offers[0]?.comparable).toBe("1800");
  });

  it("asks only what settles a program that is open and was asked about", () => {
    expect(reportOn(PROGRAMS, INFORMAL).questions()).toEqual([{ fact: "state", settles: 2, affects: 2 }]);
    expect(reportOn(PROGRAMS, INFORMAL, [1]).questions()).toEqual([{ fact: "state", settles: 1, affects: 1 }]);
    expect(reportOn(PROGRAMS, INFORMAL, [0, 2]).questions()).toEqual([]);
    expect(
      reportOn(PROGRAMS, { state: DECLINED })
        .questions()
        .map(({ fact }) => fact),
    ).toEqual(["formal"]);
  });

  describe("tells what the firm could change", () => {
    const CLOSED = [
      program("group", { conditions: [GROUP] }),
      program("formal-1", { conditions: [FORMAL] }),
      program("formal-2", { conditions: [FORMAL] }),
      program("formal-here", { conditions: [FORMAL, HERE] }),
      program("both", { conditions: [FORMAL, GROUP] }),
    ];
    const facts = { formal: known.boolean(false), formsGroup: known.boolean(false) };
    const told = (chosen?: readonly number[]) =>
      reportOn(CLOSED, facts, chosen)
        .openings()
        .map(({ fact, opens, allows }) => [fact, opens.map(({ slug }) => slug), allows.map(({ slug }) => slug)]);

    it("with the programs that it opens and those that it allows, the most fruitful first", () => {
      expect(told()).toEqual([
        ["formal", ["formal-1", "formal-2"], ["formal-here"]],
        ["formsGroup", ["group"], []],
      ]);
      expect(reportOn(CLOSED, facts).openings()[0]).toMatchObject({ from: facts.formal, to: known.boolean(true) });
    });

    it("among the programs that were asked about, and not at all where there are none", () => {
      expect(told([0, 3])).toEqual([
        ["formal", [], ["formal-here"]],
        ["formsGroup", ["group"], []],
      ]);
      expect(told([1])).toEqual([["formal", ["formal-1"], []]]);
      expect(reportOn([CLOSED[1]!, CLOSED[3]!], facts).openings()).toMatchObject([
        { opens: [{ slug: "formal-1" }], allows: [{ slug: "formal-here" }] },
      ]);
      expect(told([4])).toEqual([]);
    });

    it("never what it cannot change, nor what is not known for certain", () => {
      const elsewhere = reportOn([program("here", { conditions: [HERE] })], { state: known.code("MX-JAL") });
      expect(elsewhere.openings()).toEqual([]);
      const list = program("list", {
        conditions: [needs({ not: { hasAny: { fact: "certifications", values: ["NADCAP"] } } })],
      });
      expect(reportOn([list], { certifications: known.codesAtLeast("NADCAP") }).openings()).toEqual([]);
    });

    it("with the nearest number that would do", () => {
      const component = (min: number, max: number) =>
        program(`${min}-${max}`, { conditions: [needs({ range: { fact: "requestedComponent", min, max } })] });
      const report = reportOn([component(2, 3), component(3, 4)], { requestedComponent: known.number(1) });
      expect(report.openings().map(({ to, opens }) => [to, opens.map(({ slug }) => slug)])).toEqual([
        [known.number(3), ["2-3", "3-4"]],
        [known.number(2), ["2-3"]],
        [known.number(4), ["3-4"]],
      ]);
    });

    it("more that is allowed before less, where as much is opened", () => {
      const rules = (fact: string) => [needs({ is: { fact, value: true } }), HERE];
      const programs = [
        program("a", { conditions: rules("exporter") }),
        program("b", { conditions: rules("hasSpecificProject") }),
        program("c", { conditions: rules("hasSpecificProject") }),
      ];
      const no = known.boolean(false);
      const found = reportOn(programs, { exporter: no, hasSpecificProject: no }).openings();
      expect(found.map(({ fact, allows }) => [fact, allows.length])).toEqual([
        ["hasSpecificProject", 2],
        ["exporter", 1],
      ]);
    });
  });
});

describe("the rules of a day", () => {
  it("know their programs by id, and how many ask for a fact or for one that it tells", () => {
    const micro = needs({ oneOf: { fact: "size", values: ["micro"] } });
    const { rule: _none, ...court } = FORMAL;
    const programs = [
      program("a", { conditions: [FORMAL, micro] }),
      program("b", { conditions: [needs({ not: FORMAL.rule as Rule }), FORMAL] }),
      program("c", { conditions: [court, needs(HERE.rule as Rule, "target")] }),
    ];
    const { byId, programCount } = compileBook({ revision: "1", asOf: "2026-11-24", programs });
    expect(byId.get("b")).toBe(programs[1]);
    expect(["formal", "size", "workers", "state"].map(programCount)).toEqual([2, 1, 1, 0]);
  });
});

describe("how well a program fits", () => {
  /** Over, unwanted and distance. */
  const standing = (facts: Readonly<Record<string, Knowledge>>, rest: Partial<ProgramRules> = {}) => {
    const rank = standingFor(new Map(Object.entries(facts)))(program("p", rest));
    return [Math.floor(rank / 10), Math.floor(rank / 5) % 2, rank % 5];
  };
  const fitFor = (
    facts: Readonly<Record<string, Knowledge>>,
    { verdict = "ELIGIBLE" as Verdict, money = 0, aims = [] as readonly Rule[] } = {},
  ) => {
    const programs = [program("p")];
    return byFit({
      programs,
      standings: atOnce(standingsOf(programs)),
      profile: new Map(Object.entries(facts)),
      verdictOf: () => verdict,
      aimsOf: () => aims,
      moneyOf: () => money,
    }).keys.map((key) => key(0));
  };
  const distance = (level: string, state: string | null, municipality: string | null, facts = HOME) =>
    standing(facts, { place: { level, state, municipality } })[2];
  const HOME: Readonly<Record<string, Knowledge>> = { state: known.code("MX-QUE"), municipality: known.code("22014") };

  it("is the verdict first, then whether it still takes applicants", () => {
    const [yes = 0, perhaps = 0, no = 0] = VERDICTS.map((verdict) => fitFor({}, { verdict })[0]);
    const worst = standingFor(new Map(Object.entries({ ...HOME, wants: known.codes("grant") })))(
      program("p", { over: OVER, place: { level: "state", state: "MX-JAL", municipality: null } }),
    );
    expect([perhaps - yes > worst, no - perhaps > worst]).toEqual([true, true]);
    expect([standing({})[0], standing({}, { over: OVER })[0]]).toEqual([0, 1]);
  });

  it("is better where it gives something of what is looked for; who looks for nothing takes anything", () => {
    const supportKinds = ["credit", "training"];
    const unwanted = (wants: Knowledge | undefined) =>
      standing(wants === undefined ? {} : { wants }, { supportKinds })[1];
    expect(unwanted(undefined)).toBe(0);
    expect(unwanted(DECLINED)).toBe(0);
    expect(unwanted(known.codes())).toBe(0);
    expect(unwanted(known.codes("grant", "training"))).toBe(0);
    expect(unwanted(known.codes("grant"))).toBe(1);
  });

  it("is the spiral of the seed: the town, the state, the federation, the world, another place", () => {
    expect(distance("municipal", "MX-QUE", "22014")).toBe(0);
    expect(distance("state", "MX-QUE", null)).toBe(1);
    expect(distance("federal", null, null)).toBe(2);
    expect(distance("international", null, null)).toBe(3);
    expect(distance("state", "MX-JAL", null)).toBe(4);
    expect(distance("municipal", "MX-QUE", "22001")).toBe(4);
  });

  it("is not near a place while nobody knows where the firm is", () => {
    const OPEN = { state: known.code("MX-QUE", "MX-GUA"), municipality: DECLINED };
    for (const facts of [{}, OPEN]) {
      expect(distance("municipal", "MX-QUE", "22014", facts)).toBe(3);
      expect(distance("state", "MX-QUE", null, facts)).toBe(3);
      expect(distance("federal", "MX-QUE", null, facts)).toBe(2);
    }
    const { state } = HOME;
    expect(distance("municipal", "MX-QUE", "22014", { state: state as Knowledge })).toBe(1);
    expect(distance("municipal", null, null)).toBe(3);
    expect(distance("state", null, null)).toBe(3);
  });

  it("is better for each target and priority that the firm meets, worse for each that it misses", () => {
    const formal = { is: { fact: "formal", value: true } };
    const group = { is: { fact: "formsGroup", value: true } };
    const aim = (facts: Readonly<Record<string, Knowledge>>, ...aims: readonly Rule[]) =>
      0 - (fitFor(facts, { aims })[1] ?? 0);
    const [yes, no] = [known.boolean(true), known.boolean(false)];
    expect(aim({ formal: yes, formsGroup: yes }, formal, group)).toBe(2);
    expect(aim({ formal: no }, formal)).toBe(-1);
    expect(aim({ formal: yes }, formal, group)).toBe(1);
    expect(aim({ formal: yes })).toBe(0);
  });

  it("is better with more money", () => {
    expect(fitFor({}, { money: 500 })[2]).toBe(-500);
  });
});

describe("an order", () => {
  interface Thing {
    readonly slug: string;
    readonly keys: readonly number[];
  }
  const order = (asked: string[] = []) => ({
    keys: [0, 1, 2].map((at) => (thing: Thing) => {
      asked.push(`${thing.slug}${at}`);
      return thing.keys[at] ?? 0;
    }),
    tie: (one: Thing, other: Thing) => (one.slug < other.slug ? -1 : 1),
  });
  const things: readonly Thing[] = [
    { slug: "e", keys: [1, 0, 0] },
    { slug: "b", keys: [0, 5, 0] },
    { slug: "a", keys: [0, 5, 0] },
    { slug: "c", keys: [0, 4, 9] },
    { slug: "d", keys: [0, 5, -1] },
  ];

  it("goes key by key, the first that differs deciding; equals go by slug", () => {
    const all = sliceInOrder(things, order(), 0, 99).map(({ slug }) => slug);
    expect(all).toEqual(["c", "d", "a", "b", "e"]);
    for (let from = 0; from < 6; from += 1) {
      for (let to = from; to < 7; to += 1) {
        expect(sliceInOrder(things, order(), from, to).map(({ slug }) => slug)).toEqual(all.slice(from, to));
      }
    }
    expect(things.map((thing) => indexInOrder(things, order(), thing))).toEqual(
      things.map(({ slug }) => all.indexOf(slug)),
    );
  });

  it("asks for a key only where it decides what is shown", () => {
    const asked: string[] = [];
    sliceInOrder(things, order(asked), 0, 1);
    expect(asked.filter((key) => key.startsWith("e"))).toEqual(["e0"]);
    expect(asked.filter((key) => key.endsWith("2"))).toEqual([]);
  });
});
