import { FINDING_KINDS, type FindingCode } from "../../src/programs/checks/codes.js";
import type { GoldenCase, ProgramDocument } from "../../src/programs/document/program-document.js";
import type { Draft } from "../../src/programs/publishing/preflight/draft.js";
import { preflight } from "../../src/programs/publishing/preflight/preflight.js";
import { DRAFTED_FAULTS } from "../fixtures/drafted-faults.js";
import { draftOf, IN_FORCE } from "../kit/preflight.js";

const program = (slug: string): ProgramDocument => {
  const found = IN_FORCE.find((one) => one.slug === slug);
  if (found === undefined) throw new Error(`no program ${slug}`);
  return found;
};
const FOCRECE = program("focrece");

/** What is found in a draft of FOCRECE after something was done to it. */
function findingsAfter(change: (document: ProgramDocument) => Partial<Draft> | undefined) {
  const draft = draftOf(FOCRECE);
  const otherwise = change(draft.document) ?? {};
  return preflight({ ...draft, ...otherwise });
}

describe("every program of the catalog", () => {
  const found = IN_FORCE.map((document) => preflight(draftOf(document)));

  it("is without an error, and nothing but the ease of reading is doubted", () => {
    expect(new Set(found.flat().map(({ code }) => code))).toEqual(new Set(["hard_to_read"]));
    expect(found.flat().filter(({ severity }) => severity !== "warning")).toEqual([]);
  });

  it("is easy enough to read nine times out of ten", () => {
    const doubted = found.filter((findings) => findings.length > 0);
    expect(doubted.length).toBeLessThanOrEqual(IN_FORCE.length / 10);
  });
});

describe("a draft", () => {
  it("with nothing wrong is told of nothing", () => {
    expect(findingsAfter(() => undefined)).toEqual([]);
  });

  it("has each kind of fault tried out", () => {
    expect(Object.keys(DRAFTED_FAULTS).sort()).toEqual(Object.keys(FINDING_KINDS).sort());
  });

  it.each(Object.entries(DRAFTED_FAULTS))(
    "with %s is told of that, at its place and in both languages",
    (name, fault) => {
      const code = name as FindingCode;
      const findings = findingsAfter((document) => fault.put(document, IN_FORCE));
      expect(findings.map((finding) => finding.code).sort()).toEqual([code, ...(fault.also ?? [])].sort());
      const found = findings.find((finding) => finding.code === code);
      expect(found).toMatchObject({
        severity: FINDING_KINDS[code].severity,
        es: expect.stringMatching(/\S/),
        en: expect.stringMatching(/\S/),
      });
      expect(found?.path.join(".")).toBe(fault.path);
      expect(found?.es).not.toBe(found?.en);
    },
  );

  it("tells errors first", () => {
    const findings = findingsAfter((document) => {
      document.inForceFrom = "2009-01-01";
      document.catalog = "nafim";
      document.supports.amounts.forEach((amount) => {
        if (amount.value === "49000000") amount.value = "147000000";
      });
    });
    expect(findings.map(({ severity }) => severity)).toEqual(["error", "warning", "notice"]);
  });
});

describe("a misspelt name", () => {
  it("is told with the nearest that exist, for a form to offer", () => {
    const [finding] = findingsAfter((document) => {
      document.catalog = "fideicomisos-estatale";
    });
    expect(finding).toMatchObject({ code: "unknown_name", allowed: ["fideicomisos-estatales"] });
    const [value] = findingsAfter((document) => {
      Object.assign(document, { kind: "fnud" });
    });
    expect(value).toMatchObject({ code: "wrong_value", allowed: ["fund"] });
  });

  it("is repeated only in part, and without what would break a line", () => {
    const [finding] = findingsAfter((document) => {
      document.aliases = [];
      Object.assign(document, { kind: `a\u0000\u202e\n${"x".repeat(5000)}` });
    });
    expect(finding?.es.length).toBeLessThan(200);
    expect(finding?.es).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe("a number", () => {
  const limit = (document: ProgramDocument) => document.requirements.find(({ id }) => id === "loan-cap")!;
  const raised = (document: ProgramDocument, max: number) => {
    const { format } = new Intl.NumberFormat("en-US");
    limit(document).rule = { range: { fact: "requestedCreditUsd", max } };
    limit(document).text = { es: `A lo más ${format(max)} dólares.`, en: `At most US$${format(max)}.` };
  };
  const codes = (change: (document: ProgramDocument) => void) =>
    findingsAfter((document) => {
      change(document);
      return undefined;
    }).map(({ code, path }) => [code, path.join(".")]);
  const at = "requirements.3.rule.range.max";

  it("may double, is noticed beyond that, and doubted from tenfold on", () => {
    expect(codes((document) => raised(document, 15_000))).toEqual([]);
    expect(codes((document) => raised(document, 15_001))).toEqual([["threshold_change", at]]);
    expect(codes((document) => raised(document, 74_999))).toEqual([["threshold_change", at]]);
    expect(codes((document) => raised(document, 75_000))).toEqual([["threshold_jump", at]]);
    expect(codes((document) => raised(document, 750))).toEqual([["threshold_jump", at]]);
    expect(codes((document) => raised(document, 3_750))).toEqual([]);
  });

  it("is known again when its condition is renamed, moved or put inside another", () => {
    expect(
      codes((document) => {
        raised(document, 75_000);
        limit(document).id = "ceiling";
        document.requirements.reverse();
      }),
    ).toEqual([["threshold_jump", "requirements.0.rule.range.max"]]);
    expect(
      codes((document) => {
        raised(document, 75_000);
        const { rule } = limit(document);
        limit(document).rule = { any: [{ is: { fact: "exporter", value: true } }, rule!] };
      }),
    ).toEqual([["threshold_jump", "requirements.3.rule.any.1.range.max"]]);
  });

  it("that no edition had before is compared with none", () => {
    const added = { range: { fact: "workers", min: 500 } };
    const text = { es: "Tiene 500 trabajadores.", en: "It has 500 workers." };
    expect(
      codes((document) => {
        document.requirements.push({ id: "new", text, role: "limit", basis: "stated", rule: added, cite: ["t"] });
      }),
    ).toEqual([]);
  });
});

describe("another program", () => {
  it("is not doubted when the draft says how the two are related", () => {
    const twin: ProgramDocument = { ...FOCRECE, slug: "otro-fondo" };
    const others = [...IN_FORCE, twin];
    expect(findingsAfter(() => ({ others })).map(({ code }) => code)).toEqual(["same_name"]);
    expect(
      findingsAfter((document) => {
        document.relations.push({ type: "similar_to", program: "otro-fondo" });
        const known = draftOf(document).known;
        return { others, known: { ...known, programs: new Set([...known.programs, "otro-fondo"]) } };
      }),
    ).toEqual([]);
  });

  it("is told by its slug", () => {
    const [finding] = findingsAfter((document) => {
      document.aliases.push("PROGRAMAS, DE PROMOCION SECTORIAL");
      return undefined;
    });
    expect(finding).toMatchObject({ code: "same_name", path: ["aliases", 0], en: expect.stringMatching(/^prosec /) });
  });
});

describe("a golden case", () => {
  const firm = { state: "MX-NLE", size: "MICRO" };
  const title = { es: "Un taller de Monterrey", en: "A workshop of Monterrey" };
  const ofFirm = (expected: GoldenCase["expected"], profile: GoldenCase["profile"] = firm): GoldenCase => ({
    id: "taller",
    title,
    profile,
    expected,
  });
  const agree = (document: ProgramDocument, one: GoldenCase): undefined => {
    document.cases = [one];
  };

  it("holds as long as the rules come to what was agreed", () => {
    expect(findingsAfter((document) => agree(document, ofFirm("ELIGIBLE")))).toEqual([]);
    const elsewhere = ofFirm("INELIGIBLE", { ...firm, state: "MX-PUE" });
    expect(findingsAfter((document) => agree(document, elsewhere))).toEqual([]);
  });

  it("is judged by a change of the rules that does not speak of it, and told of when it is made to fit", () => {
    const before = { ...FOCRECE, cases: [ofFirm("ELIGIBLE")] };
    const only = (sizes: string[], one: GoldenCase) =>
      preflight({
        ...draftOf(before),
        document: {
          ...before,
          requirements: before.requirements.map((requirement) =>
            requirement.id === "is-msme"
              ? { ...requirement, rule: { oneOf: { fact: "size", values: sizes } } }
              : requirement,
          ),
          cases: [one],
        },
      }).map(({ code, severity }) => ({ code, severity }));
    expect(only(["small", "medium"], ofFirm("ELIGIBLE"))).toContainEqual({ code: "case_fails", severity: "error" });
    const madeToFit = only(["small", "medium"], ofFirm("INELIGIBLE"));
    expect(madeToFit).toContainEqual({ code: "case_altered", severity: "warning" });
    expect(madeToFit).not.toContainEqual(expect.objectContaining({ code: "case_fails" }));
  });

  it("may be called something else without anybody being told", () => {
    const before = { ...FOCRECE, cases: [ofFirm("ELIGIBLE")] };
    const document = { ...before, cases: [{ ...ofFirm("ELIGIBLE"), title: { es: "Un taller", en: "A workshop" } }] };
    expect(preflight({ ...draftOf(before), document })).toEqual([]);
  });

  it("shows a rule that turns away whom it should not", () => {
    const [finding] = findingsAfter((document) => {
      const size = document.requirements.find(({ id }) => id === "is-msme")!;
      size.rule = { oneOf: { fact: "size", values: ["small", "medium"] } };
      return agree(document, ofFirm("ELIGIBLE"));
    });
    expect(finding).toMatchObject({
      code: "case_fails",
      es: "el caso «Un taller de Monterrey» debía dar «Cumple» y da «No cumple»",
    });
  });

  it("is not told of when a rule is wrong in itself: that comes first", () => {
    const codes = findingsAfter((document) => {
      document.requirements[0]!.rule = { is: { fact: "exportr", value: true } };
      return agree(document, ofFirm("INELIGIBLE"));
    }).map(({ code }) => code);
    expect(codes).toEqual(["unknown_fact"]);
  });
});

describe("whatever is sent as a document", () => {
  const found = (document: unknown) => preflight({ ...draftOf(FOCRECE), document });

  it.each([null, undefined, 5, "focrece", [], {}, [[]], true])(
    "is answered with what is wrong with it: %j",
    (document) => {
      const findings = found(document);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.every(({ severity, es, en }) => severity === "error" && es !== "" && en !== "")).toBe(true);
    },
  );

  it("is refused before it costs anything when it is larger than any program", () => {
    let deep: unknown = {};
    for (let level = 0; level < 5_000; level++) deep = { not: deep };
    const rule = { is: { fact: "exporter", value: true } };
    const many = Array.from({ length: 10_000 }, () => rule);
    const wide = Array.from({ length: 30 }, () => ({ all: [rule, rule] }));
    for (const document of [deep, { many }, { wide }, { name: "x".repeat(100_000) }]) {
      expect(found(document).map(({ code }) => code)).toEqual(["too_large"]);
    }
  });

  it("reaches no prototype by the names of its fields", () => {
    const document = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"slug":{"toString":1}}',
    );
    expect(found(document).map(({ path }) => path.join("."))).toEqual(
      expect.arrayContaining(["__proto__", "constructor", "slug"]),
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
