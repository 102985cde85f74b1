import { compileRules } from "../../src/eligibility/index/compile.js";
import { understand } from "../../src/eligibility/profile/understand.js";
import { judgeProgram, type Verdict } from "../../src/eligibility/rules/verdict.js";
import { type EligibilityCase, readThemes } from "../kit/eligibility-cases.js";
import { profileOf } from "../kit/firm.js";
import { OFFICIAL_CODES } from "../kit/official-codes.js";
import { SEED_DOCUMENTS, SEED_PROGRAMS } from "../kit/seed-programs.js";

const codes = OFFICIAL_CODES;
const documents = SEED_DOCUMENTS;
const programs = SEED_PROGRAMS;
const index = compileRules(programs);
const themes = readThemes();
const cases = themes.flatMap((theme) => theme.cases);

/** Lines of each document as it was given to us. */
const LINES: Readonly<Record<string, number>> = { "000": 86, "001": 1157, "002": 543, "003": 61, "004": 1113 };

interface Expectation {
  readonly slug: string;
  readonly verdict: Verdict;
  readonly missing: readonly string[];
  /** Only where the verdict is open: a refusal may be warned of besides. */
  readonly warnings?: readonly string[];
}

/** What a case expects, program by program. */
const expectations = ({ eligible, ineligible, undetermined }: EligibilityCase): readonly Expectation[] => [
  ...eligible.map((slug) => ({ slug, verdict: "ELIGIBLE" as const, missing: [] })),
  ...ineligible.map((slug) => ({ slug, verdict: "INELIGIBLE" as const, missing: [] })),
  ...Object.entries(undetermined).map(([slug, { missing, warnings }]) => ({
    slug,
    verdict: "UNDETERMINED" as const,
    missing: [...missing].sort(),
    warnings,
  })),
];

describe.each(themes)("$theme", ({ cases: ofTheme }) => {
  it.each(ofTheme)("$title", (one) => {
    const { profile, contradictions } = understand(profileOf(one.facts, one.unknown, codes), codes);
    expect(contradictions.map(({ fact }) => fact)).toEqual(one.contradictions);

    const found = expectations(one).map(({ slug, warnings: expected }) => {
      const { verdict, missing, warnings } = judgeProgram(conditionsOf(slug), profile);
      return expected === undefined ? { slug, verdict, missing } : { slug, verdict, missing, warnings };
    });
    expect(found).toEqual(expectations(one));

    for (const [slug, expected] of Object.entries(one.conditions)) {
      const { truths } = judgeProgram(conditionsOf(slug), profile);
      const came = Object.keys(expected).map((id) => [id, truths.get(id)]);
      expect([slug, ...came]).toEqual([slug, ...Object.entries(expected).map(([id, value]) => [id, String(value)])]);
    }

    const verdicts = index.judge(profile);
    const byIndex = programs.map(({ id }, at) => [id, index.verdict(verdicts, at)]);
    expect(byIndex).toEqual(programs.map(({ id, conditions }) => [id, judgeProgram(conditions, profile).verdict]));
  });
});

describe("the table of cases", () => {
  it("has at least 150 cases, each with its own title", () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    const titles = cases.map(({ title }) => title);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });

  it("says something of every program of the catalog", () => {
    const covered = new Set(cases.flatMap((one) => expectations(one).map(({ slug }) => slug)));
    expect(programs.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });

  it("has a firm for each verdict that a program can come to", () => {
    const seen = new Set(cases.flatMap((one) => expectations(one).map(({ slug, verdict }) => `${slug} ${verdict}`)));
    const owed = programs.flatMap(({ id, conditions }) => {
      const requirements = conditions.filter(({ role, rule }) => role === "requirement" && rule !== undefined);
      const refuses = requirements.some(({ basis }) => basis !== "implied");
      const possible: Verdict[] = ["ELIGIBLE"];
      if (requirements.length > 0) possible.push("UNDETERMINED");
      if (refuses) possible.push("INELIGIBLE");
      return possible.map((verdict) => `${id} ${verdict}`);
    });
    expect(owed.filter((verdict) => !seen.has(verdict))).toEqual([]);
  });

  it("cites lines that exist, and for every program a line that its own entry cites", () => {
    const citedBy = new Map(
      documents.map(({ slug, citations }) => [
        slug,
        new Set(citations.map(({ document, line }) => `${document}:${line}`)),
      ]),
    );
    for (const one of cases) {
      const beyond = one.source.filter((source) => {
        const [document, line] = source.split(":") as [string, string];
        return Number(line) < 1 || Number(line) > (LINES[document] ?? 0);
      });
      const unargued = expectations(one).filter(({ slug }) => !one.source.some((line) => citedBy.get(slug)?.has(line)));
      expect([one.title, beyond, unargued.map(({ slug }) => slug)]).toEqual([one.title, [], []]);
    }
  });

  it("would notice any deciding condition that were left out", () => {
    const judged = cases.flatMap((one) => {
      const { profile } = understand(profileOf(one.facts, one.unknown, codes), codes);
      return expectations(one).map((expected) => ({ ...expected, profile }));
    });
    const unnoticed = programs.flatMap(({ id, conditions }) => {
      const ofProgram = judged.filter(({ slug }) => slug === id);
      return conditions
        .filter(({ role, rule }) => role === "requirement" && rule !== undefined)
        .filter((left) => {
          const rest = conditions.filter((condition) => condition !== left);
          return ofProgram.every(({ verdict, profile }) => judgeProgram(rest, profile).verdict === verdict);
        })
        .map((left) => `${id} · ${left.id}`);
    });
    expect(unnoticed).toEqual([]);
  });

  it("judges each program once a case, and expects something in every case", () => {
    for (const one of cases) {
      const slugs = expectations(one).map(({ slug }) => slug);
      expect([one.title, slugs.length > 0, slugs.length === new Set(slugs).size]).toEqual([one.title, true, true]);
    }
  });
});

function conditionsOf(slug: string) {
  const program = programs.find(({ id }) => id === slug);
  if (program === undefined) throw new Error(`no program ${slug}`);
  return program.conditions;
}
