import fc from "fast-check";
import { anomaliesOf } from "./checker/check.js";
import type { Strictness } from "./checker/graph.js";
import { append, type History, read, transaction as t } from "./checker/history.js";

const names = (history: History, strictness?: Strictness) =>
  [...new Set(anomaliesOf(history, strictness).map(({ name }) => name))].toSorted();

/** Histories with something planted, and what it is. */
type Planted = readonly [what: string, found: readonly string[], history: History, strictness?: Strictness];
const PLANTED: readonly Planted[] = [
  ["nothing", [], [t([append("x", "1")]), t([read("x", ["1"]), append("x", "2")]), t([read("x", ["1", "2"])])]],
  ["refused and read by nobody", [], [t([append("x", "1")], { outcome: "refused" }), t([read("x", [])])]],
  [
    "in doubt, and done",
    [],
    [t([append("x", "1")], { outcome: "in doubt", ended: Number.POSITIVE_INFINITY }), t([read("x", ["1"])])],
  ],
  [
    "two that wrote over each other (G0)",
    ["G0"],
    [
      t([append("x", "1"), append("y", "1")]),
      t([append("x", "2"), append("y", "2")]),
      t([read("x", ["1", "2"])]),
      t([read("y", ["2", "1"])]),
    ],
  ],
  ["what was refused, read (G1a)", ["G1a"], [t([append("x", "1")], { outcome: "refused" }), t([read("x", ["1"])])]],
  [
    "half of a transaction, read (G1b)",
    ["G1b", "G-single"],
    [t([append("x", "1"), append("x", "2")]), t([read("x", ["1"])]), t([read("x", ["1", "2"])])],
  ],
  [
    "two that read of each other (G1c)",
    ["G1c"],
    [t([append("x", "1"), read("y", ["2"])]), t([append("y", "2"), read("x", ["1"])])],
  ],
  [
    "one object before and the other after (G-single)",
    ["G-single"],
    [t([append("x", "1"), append("y", "1")]), t([read("x", ["1"]), read("y", [])]), t([read("y", ["1"])])],
  ],
  [
    "two that each looked at what the other wrote (G2)",
    ["G2"],
    [
      t([read("x", []), append("y", "1")]),
      t([read("y", []), append("x", "1")]),
      t([read("x", ["1"]), read("y", ["1"])]),
    ],
  ],
  [
    "two that changed the same version",
    ["G-single", "lost update"],
    [t([read("x", []), append("x", "1")]), t([read("x", []), append("x", "2")]), t([read("x", ["1", "2"])])],
  ],
  [
    "acknowledged, and gone",
    ["lost"],
    [t([append("x", "1")], { ended: 1 }), t([append("x", "2")]), t([read("x", ["2"])], { began: 2, ended: 3 })],
  ],
  ["out of nowhere", ["out of nowhere"], [t([read("x", ["1"])])]],
  ["written twice", ["written twice"], [t([append("x", "1")]), t([append("x", "1")])]],
  ["one value twice in a list", ["twice in a list"], [t([append("x", "1")]), t([read("x", ["1", "1"])])]],
  [
    "two orders",
    ["G-single", "lists that do not fit"],
    [t([append("x", "1")]), t([append("x", "2")]), t([read("x", ["1"])]), t([read("x", ["2", "1"])])],
  ],
  [
    "a step back of one person",
    ["G-single of one process"],
    [
      t([append("x", "1")], { process: "a" }),
      t([read("x", ["1"])], { process: "b", began: 1, ended: 2 }),
      t([read("x", [])], { process: "b", began: 3, ended: 4 }),
    ],
    { process: true },
  ],
  [
    "a step back of two people, one after the other",
    ["G-single by the clock"],
    [
      t([append("x", "1")], { process: "a" }),
      t([read("x", ["1"])], { process: "b", began: 1, ended: 2 }),
      t([read("x", [])], { process: "c", began: 3, ended: 4 }),
    ],
    { time: true },
  ],
  [
    "the same at the same time, which may be",
    [],
    [
      t([append("x", "1")], { process: "a", began: 0, ended: 4 }),
      t([read("x", ["1"])], { process: "b", began: 1, ended: 3 }),
      t([read("x", [])], { process: "c", began: 3, ended: 4 }),
    ],
    { time: true },
  ],
];

describe("the checker of histories", () => {
  it.each(PLANTED.map(([what, found, history, strictness]) => ({ what, found, history, strictness })))(
    "finds $what",
    ({ found, history, strictness }) => {
      expect(names(history, strictness)).toEqual([...found].toSorted());
    },
  );

  it("finds nothing in transactions that ran one after the other, however long and however mixed", () => {
    fc.assert(
      fc.property(oneByOne(), (history) => {
        expect(anomaliesOf(history, { process: true, time: true })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("finds each single read that is one value short, or one ahead, in transactions that ran one after the other", () => {
    let planted = 0;
    fc.assert(
      fc.property(oneByOne(), fc.nat(), fc.boolean(), (history, seed, ahead) => {
        const bent = bend(history, seed, ahead);
        if (bent === undefined) return;
        planted += 1;
        expect(names(bent, { time: true })).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(planted).toBeGreaterThan(100);
  });

  it("looks through 100,000 transactions within seconds", () => {
    const history = Array.from({ length: 100_000 }, (_, at) =>
      t([append(`key ${at % 2_000}`, `${at}`)], { began: at, ended: at + 8.5, process: `${at % 8}` }),
    );
    const ends = Array.from({ length: 2_000 }, (_, key) => {
      const values = Array.from({ length: 50 }, (__, turn) => `${turn * 2_000 + key}`);
      return t([read(`key ${key}`, values)], { began: 200_000, ended: 200_001, process: "end" });
    });
    const start = performance.now();
    expect(anomaliesOf([...history, ...ends], { time: true })).toEqual([]);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

/** Transactions of two keys, each of which reads and appends what it likes, one after the other; at last all is read. */
function oneByOne(): fc.Arbitrary<History> {
  const step = fc.record({ reads: fc.boolean(), key: fc.constantFrom("x", "y") });
  const one = fc.record({
    process: fc.constantFrom("a", "b", "c"),
    steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  });
  return fc.array(one, { minLength: 3, maxLength: 40 }).map((ones) => {
    const lists: Record<string, string[]> = { x: [], y: [] };
    let values = 0;
    const history = ones.map(({ process, steps }, at) =>
      t(
        steps.map(({ reads, key }) => {
          const list = lists[key] ?? [];
          if (reads) return read(key, [...list]);
          list.push(`${++values}`);
          return append(key, `${values}`);
        }),
        { process, began: 2 * at, ended: 2 * at + 1 },
      ),
    );
    const end = { process: "end", began: 1_000, ended: 1_001 };
    return [...history, t([read("x", lists.x ?? []), read("y", lists.y ?? [])], end)];
  });
}

/** The history with one of its reads of a transaction that only reads made wrong; undefined where it has none that could be. */
function bend(history: History, seed: number, ahead: boolean): History | undefined {
  const last = history.at(-1);
  const able = history.flatMap((one, at) => {
    const [step] = one.steps;
    if (one === last || one.steps.length > 1 || step?.do !== "read") return [];
    const whole = last?.steps.find((other) => other.do === "read" && other.key === step.key);
    const values = whole?.do === "read" ? whole.values.slice(0, step.values.length + (ahead ? 1 : -1)) : [];
    return values.length === step.values.length || (!ahead && step.values.length === 0)
      ? []
      : [{ at, key: step.key, values }];
  });
  const chosen = able[seed % Math.max(able.length, 1)];
  if (chosen === undefined) return undefined;
  return history.map((one, at) => (at === chosen.at ? { ...one, steps: [read(chosen.key, chosen.values)] } : one));
}
