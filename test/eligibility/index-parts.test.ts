import { clearBit, countBits, hasBit, onesIn, setBit, wordsFor } from "../../src/eligibility/index/bits.js";
import { cellsOf } from "../../src/eligibility/index/cells.js";
import type { RuledProgram } from "../../src/eligibility/index/compile.js";
import { Notes } from "../../src/eligibility/index/encoded.js";
import { type Atom, clausesOf } from "../../src/eligibility/index/normal-form.js";
import { type PlacedAtom, placeClauses } from "../../src/eligibility/index/placement.js";
import { bitInPlanes, dealPlanes, windowOf, wordsOfPlanes } from "../../src/eligibility/index/planes.js";
import { createRowWriter } from "../../src/eligibility/index/rows.js";
import { nearestIn, type Span } from "../../src/eligibility/index/span.js";
import { DECLINED, known, UNASKED } from "../../src/eligibility/rules/knowledge.js";
import type { Criterion, Rule } from "../../src/eligibility/rules/rule.js";
import type { Condition } from "../../src/eligibility/rules/verdict.js";

const requirement = (rule: Rule, basis: "stated" | "implied" = "stated"): Condition => ({
  id: JSON.stringify([rule, basis]),
  role: "requirement",
  basis,
  rule,
});

describe("a rule written as clauses", () => {
  const yes = (fact: string): Criterion => ({ is: { fact, value: true } });
  const [a, b, c] = [yes("a"), yes("b"), yes("c")];
  const has = (criterion: Criterion): Atom => ({ criterion, negated: false });
  const lacks = (criterion: Criterion): Atom => ({ criterion, negated: true });

  it("is one clause for an alternative and one for each of several demands", () => {
    expect(clausesOf(a)).toEqual([[has(a)]]);
    expect(clausesOf({ not: a })).toEqual([[lacks(a)]]);
    expect(clausesOf({ not: { not: a } })).toEqual([[has(a)]]);
    expect(clausesOf({ all: [a, b] })).toEqual([[has(a)], [has(b)]]);
    expect(clausesOf({ any: [a, b] })).toEqual([[has(a), has(b)]]);
    expect(clausesOf({ not: { all: [a, b] } })).toEqual([[lacks(a), lacks(b)]]);
    expect(clausesOf({ not: { any: [a, b] } })).toEqual([[lacks(a)], [lacks(b)]]);
    expect(clausesOf({ any: [{ all: [a, b] }, c] })).toEqual([
      [has(a), has(c)],
      [has(b), has(c)],
    ]);
  });

  it("asks a list that must have all for each", () => {
    const each = ["x", "y"].map((value): Criterion => ({ hasAny: { fact: "wants", values: [value] } }));
    const rule: Rule = { hasAll: { fact: "wants", values: ["x", "y"] } };
    expect(clausesOf(rule)).toEqual(each.map((criterion) => [has(criterion)]));
    expect(clausesOf({ not: rule })).toEqual([each.map(lacks)]);
  });

  it("says of at least so many that of every group large enough some holds", () => {
    const of = [a, b, c];
    expect(clausesOf({ atLeast: { count: 1, of } })).toEqual([[has(a), has(b), has(c)]]);
    expect(clausesOf({ atLeast: { count: 2, of } })).toEqual([
      [has(a), has(b)],
      [has(a), has(c)],
      [has(b), has(c)],
    ]);
    expect(clausesOf({ atLeast: { count: 3, of } })).toEqual([[has(a)], [has(b)], [has(c)]]);
    expect(clausesOf({ not: { atLeast: { count: 2, of } } })).toEqual([
      [lacks(a), lacks(b)],
      [lacks(a), lacks(c)],
      [lacks(b), lacks(c)],
    ]);
    expect(clausesOf({ not: { atLeast: { count: 3, of } } })).toEqual([[lacks(a), lacks(b), lacks(c)]]);
  });

  it("is met by all when none is needed, and by nobody when more are needed than there are", () => {
    expect(clausesOf({ atLeast: { count: 0, of: [a] } })).toEqual([]);
    expect(clausesOf({ atLeast: { count: 2, of: [a] } })).toEqual([[]]);
    expect(clausesOf({ atLeast: { count: 3, of: [a] } })).toEqual([[]]);
    expect(clausesOf({ not: { atLeast: { count: 2, of: [a] } } })).toEqual([]);
    expect(clausesOf({ not: { atLeast: { count: 0, of: [a] } } })).toEqual([[]]);
    expect(clausesOf({ all: [] })).toEqual([]);
    expect(clausesOf({ any: [] })).toEqual([[]]);
  });

  it("comes to two hundred clauses at most", () => {
    const facts = (count: number) => Array.from({ length: count }, (_, at) => yes(`f${at}`));
    expect(clausesOf({ all: facts(200) })).toHaveLength(200);
    expect(clausesOf({ all: facts(201) })).toBeUndefined();
    expect(clausesOf({ any: [{ all: facts(20) }, { all: facts(10) }] })).toHaveLength(200);
    expect(clausesOf({ any: [{ all: facts(67) }, { all: facts(3) }] })).toBeUndefined();
    expect(clausesOf({ any: [{ all: facts(201) }, a] })).toBeUndefined();
    expect(clausesOf({ all: [{ any: [{ all: facts(201) }, a] }, b] })).toBeUndefined();
    // 20 over 2 are 190 groups, 21 over 2 are 210, and 200 over 1 are 200.
    expect(clausesOf({ atLeast: { count: 19, of: facts(20) } })).toHaveLength(190);
    expect(clausesOf({ atLeast: { count: 20, of: facts(21) } })).toBeUndefined();
    expect(clausesOf({ atLeast: { count: 200, of: facts(200) } })).toHaveLength(200);
  });
});

describe("the cells of a fact", () => {
  it("are each bound of a number by itself, and each gap between", () => {
    const cells = cellsOf([{ range: { fact: "age", min: 10 } }, { range: { fact: "age", min: 2, max: 10 } }]);
    expect(cells.count).toBe(5);
    const spans = Array.from({ length: 5 }, (_, cell) => cells.span(cell));
    expect(spans).toEqual([
      { min: Number.NEGATIVE_INFINITY, max: 2, open: true },
      { min: 2, max: 2, open: false },
      { min: 2, max: 10, open: true },
      { min: 10, max: 10, open: false },
      { min: 10, max: Number.POSITIVE_INFINITY, open: true },
    ]);
    expect(Array.from({ length: 5 }, (_, cell) => cells.sample(cell))).toEqual([1, 2, 6, 10, 11].map(known.number));
    expect([-5, 2, 3, 10, 99].map((value) => cells.exact(known.number(value)))).toEqual([0, 1, 2, 3, 4]);
    expect(cells.exact(known.between(3, 4))).toBe(-1);
    expect(cells.exact(known.code("3"))).toBe(-1);
    expect(cells.possible(known.between(3, 4))).toEqual([2]);
    expect(cells.possible(known.between(2, 20))).toEqual([1, 2, 3, 4]);
    expect(cells.possible(UNASKED)).toBeUndefined();
  });

  it("is one of all numbers where a range has no bounds", () => {
    const cells = cellsOf([{ range: { fact: "age" } }]);
    expect(cells.count).toBe(1);
    expect(cells.sample(0)).toEqual(known.number(0));
    expect(cells.span(0)).toEqual({ min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, open: true });
  });

  it("are no and yes", () => {
    for (const criterion of [{ is: { fact: "f", value: true } }, { attest: { fact: "f" } }] as const) {
      const cells = cellsOf([criterion]);
      expect(cells.count).toBe(2);
      expect([cells.sample(0), cells.sample(1)]).toEqual([known.boolean(false), known.boolean(true)]);
      expect([cells.exact(known.boolean(false)), cells.exact(known.boolean(true)), cells.exact(DECLINED)]).toEqual([
        0, 1, -1,
      ]);
      expect(cells.possible(known.boolean(true))).toEqual([1]);
      expect(cells.possible(known.boolean(false))).toEqual([0]);
      expect(cells.possible(DECLINED)).toBeUndefined();
      expect(cells.span(0)).toBeUndefined();
    }
  });

  it("are the codes and prefixes in use, and all other codes together", () => {
    const cells = cellsOf([
      { oneOf: { fact: "scian", values: ["46"] } },
      { codeIn: { fact: "scian", prefixes: ["31", "311"] } },
    ]);
    // 46, what begins with 31 only, what begins with 311 too, and the rest.
    expect(cells.count).toBe(4);
    const cell = (code: string) => cells.exact(known.code(code));
    expect(cell("31")).toBe(cell("312"));
    expect(cell("311")).toBe(cell("3119"));
    expect(cell("461")).toBe(cell("99"));
    expect(new Set(["46", "31", "311", "99"].map(cell)).size).toBe(4);
    expect(Math.min(...["46", "31", "311", "99"].map(cell))).toBe(0);
    for (let each = 0; each < cells.count; each++) expect(cells.exact(cells.sample(each))).toBe(each);
    expect(cells.exact(known.code())).toBe(cell("99"));
    expect(cells.exact(known.code("46", "99"))).toBe(-1);
    expect(cells.exact(known.number(46))).toBe(-1);
    expect(cells.possible(known.code("46", "99", "98"))).toEqual([cell("46"), cell("99")]);
    expect(cells.possible(UNASKED)).toBeUndefined();
    expect(cells.span(0)).toBeUndefined();
  });

  it("tell a code from the codes that begin like it, and are shown by what the rules name", () => {
    const cells = cellsOf([
      { oneOf: { fact: "scian", values: ["31"] } },
      { codeIn: { fact: "scian", prefixes: ["31", "46"] } },
    ]);
    const cell = (code: string) => cells.exact(known.code(code));
    expect(new Set(["31", "312", "461", "99"].map(cell)).size).toBe(4);
    expect(cells.count).toBe(4);
    expect(["31", "461"].map((code) => cells.sample(cell(code)))).toEqual([known.code("31"), known.code("46")]);
  });

  it("are found for more strange codes than are remembered", () => {
    const cells = cellsOf([{ codeIn: { fact: "scian", prefixes: ["7"] } }]);
    const found = Array.from({ length: 10_050 }, (_, code) => cells.exact(known.code(`${code}`)));
    expect(new Set(found).size).toBe(2);
    expect(cells.exact(known.code("10049"))).toBe(cells.exact(known.code("1")));
    expect(cells.exact(known.code("70000"))).toBe(cells.exact(known.code("7")));
  });
});

describe("the bits of a catalog", () => {
  const yes = (fact: string): Criterion => ({ is: { fact, value: true } });
  const either = requirement({ any: [yes("a"), yes("b")] });

  it("go first to the programs with most choices, so that layers are short", () => {
    const plain = Array.from({ length: 40 }, (_, at): RuledProgram => ({ id: `p${at}`, conditions: [] }));
    const one = { id: "one", conditions: [either] };
    const two = { id: "two", conditions: [either, requirement({ any: [yes("a"), yes("c")] }, "implied")] };
    const { bits, layers, choices, walked } = placeClauses([...plain, one, two]);
    expect(bits).toEqual([...plain.map((_, at) => at + 2), 1, 0]);
    expect(layers).toEqual([
      { firstWord: 0, words: 1 },
      { firstWord: 1, words: 1 },
    ]);
    expect(choices).toEqual([
      { bit: 0, refuses: true },
      { bit: 32, refuses: false },
      { bit: 1, refuses: true },
    ]);
    expect(walked).toEqual(Array.from({ length: 42 }, () => false));
  });

  it("put a demand at its program and an alternative at its choice, and tell what only implies", () => {
    const { atoms, criteria } = placeClauses([
      { id: "demands", conditions: [requirement(yes("a")), requirement({ not: yes("b") }, "implied")] },
      {
        id: "chooses",
        conditions: [either, { ...requirement(yes("z")), role: "priority" }, { id: "x", role: "requirement" }],
      },
    ]);
    const atom = (fact: string, negated = false): Atom => ({ criterion: yes(fact), negated });
    expect(atoms).toEqual([
      { fact: "a", atom: atom("a"), board: "choices", bit: 0, refuses: true },
      { fact: "b", atom: atom("b"), board: "choices", bit: 0, refuses: true },
      { fact: "a", atom: atom("a"), board: "demands", bit: 1, refuses: true },
      { fact: "b", atom: atom("b", true), board: "demands", bit: 1, refuses: false },
    ]);
    expect([...criteria.keys()]).toEqual(["a", "b"]);
  });

  it("are in rows of one word more than what demands and choices need", () => {
    const at = (bit: number, board: PlacedAtom["board"] = "demands", refuses = true): PlacedAtom => ({
      fact: "a",
      atom: { criterion: yes("a"), negated: false },
      board,
      bit,
      refuses,
    });
    expect(windowOf([])).toEqual({ from: 0, count: 0 });
    expect(windowOf([at(70), at(33), at(40)])).toEqual({ from: 1, count: 2 });
    expect(dealPlanes([at(33), at(33), at(33)])).toHaveLength(3);
    const twice = [at(33), at(33), at(70), at(5, "choices"), at(33, "demands", false)];
    const planes = dealPlanes(twice);
    expect(
      planes.map(({ board, refuses, words, start, atoms }) => [board, refuses, words, start, atoms.length]),
    ).toEqual([
      ["demands", true, { from: 1, count: 2 }, 0, 2],
      ["demands", true, { from: 1, count: 1 }, 2, 1],
      ["choices", true, { from: 0, count: 1 }, 3, 1],
      ["demands", false, { from: 1, count: 1 }, 4, 1],
    ]);
    expect(wordsOfPlanes(planes)).toBe(5);
    expect(bitInPlanes(planes[1]!, at(33))).toBe(2 * 32 + 1);
    expect(createRowWriter(twice).shape).toEqual({
      demands: { from: 1, count: 2 },
      choices: { from: 0, count: 1 },
      words: 1 + 2 * 2 + 2 * 1,
    });
  });

  it("say first in a row whether what surely holds differs from what can", () => {
    const writer = createRowWriter([
      { fact: "a", atom: { criterion: yes("a"), negated: false }, board: "demands", bit: 3, refuses: true },
    ]);
    const row = new Uint32Array(writer.shape.words);
    const all = 0xffffffff;
    writer.write(row, 0);
    expect([...row]).toEqual([0, all - 8, all - 8]);
    writer.outcome.possible[0] = 8;
    writer.write(row, 0);
    expect([...row]).toEqual([1, all, all - 8]);
    writer.outcome.sure[0] = 8;
    writer.write(row, 0);
    expect([...row]).toEqual([0, all, all]);
  });

  it("say so of every word of a catalog that needs more than one", () => {
    const demand = (bit: number): PlacedAtom => ({
      fact: "a",
      atom: { criterion: yes("a"), negated: false },
      board: "demands",
      bit,
      refuses: true,
    });
    const writer = createRowWriter([demand(3), demand(40)]);
    const row = new Uint32Array(writer.shape.words);
    const differs = () => {
      writer.write(row, 0);
      return row[0] === 1;
    };
    writer.outcome.possible[1] = 1 << 8;
    expect(differs()).toBe(true);
    writer.outcome.sure[1] = 1 << 8;
    expect(differs()).toBe(false);
  });

  it("are set, cleared, read and counted one by one, in whole words", () => {
    expect([0, 1, 32, 33, 64].map(wordsFor)).toEqual([0, 1, 1, 2, 2]);
    const bits = new Uint32Array(2);
    for (const bit of [0, 31, 32, 40]) setBit(bits, bit);
    expect([...bits]).toEqual([0x80000001, 0x101]);
    expect([0, 1, 30, 31, 32, 33, 40, 63].map((bit) => hasBit(bits, bit))).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(countBits(bits)).toBe(4);
    expect([onesIn(0), onesIn(0xffffffff), onesIn(0x80000000)]).toEqual([0, 32, 1]);
    clearBit(bits, 31);
    clearBit(bits, 1);
    clearBit(bits, 40);
    expect([...bits]).toEqual([1, 1]);
    expect(hasBit(bits, 99)).toBe(false);
  });
});

describe("an encoded profile", () => {
  it("holds a number for each fact and, behind them, notes one after the other", () => {
    const notes = new Notes(2, 5);
    expect(notes.encoded.length).toBe(2 * 3 + 5);
    for (const _again of [1, 2]) {
      notes.start();
      notes.begin(true);
      notes.add(7);
      notes.add(9);
      notes.encoded[0] = notes.end();
      // Begun and thrown away.
      notes.begin(true);
      notes.add(4);
      notes.begin(false);
      notes.add(3);
      notes.encoded[1] = notes.end();
      expect([...notes.copy()]).toEqual([-2, -6, 2, 1, 7, 9, 1, 0, 3]);
    }
  });
});

describe("the nearest answer in a span", () => {
  const open = (min: number, max: number): Span => ({ min, max, open: true });
  const at = (value: number): Span => ({ min: value, max: value, open: false });
  const whole = { min: 0, max: 100, integer: true };
  const parts = { min: 0, max: 100, integer: false };

  it("keeps off the bounds of an open span, by one or by a hundredth at most", () => {
    expect(nearestIn(open(10, 20), 0, whole)).toBe(11);
    expect(nearestIn(open(10.5, 20.5), 0, whole)).toBe(11);
    expect(nearestIn(open(10, 20), 50, whole)).toBe(19);
    expect(nearestIn(open(10.5, 20.5), 50, whole)).toBe(20);
    expect(nearestIn(open(10, 20), 0, parts)).toBe(10.01);
    expect(nearestIn(open(10, 20), 50, parts)).toBe(19.99);
    expect(nearestIn(open(1, 1.01), 0, parts)).toBeCloseTo(1.005, 10);
    expect(nearestIn(open(1, 1.01), 5, parts)).toBeCloseTo(1.005, 10);
    expect(nearestIn(open(10, 12), 0, whole)).toBe(11);
    expect(nearestIn(open(10, 11), 0, whole)).toBeUndefined();
  });

  it("stays within the answers", () => {
    expect(nearestIn(open(Number.NEGATIVE_INFINITY, 20), -5, whole)).toBe(0);
    expect(nearestIn(open(50, Number.POSITIVE_INFINITY), 500, whole)).toBe(100);
    expect(nearestIn(open(100, Number.POSITIVE_INFINITY), 500, parts)).toBeUndefined();
    expect(nearestIn(at(100), 5, whole)).toBe(100);
    expect(nearestIn(at(100.5), 5, { ...whole, max: 200 })).toBeUndefined();
    expect(nearestIn(at(10.5), 5, parts)).toBe(10.5);
  });
});
