import type { CodeLists } from "../ports.js";
import { judge } from "../rules/judge.js";
import { type Criterion, factOf, type Rule } from "../rules/rule.js";
import { checkCriterion } from "./check-criterion.js";
import { type Finding, under } from "./finding.js";
import { isCoherent, worldsOf } from "./worlds.js";

/** A rule deeper than this is one that nobody can read back. */
const MOST_LEVELS = 5;

/** What is wrong with a rule: first each criterion by itself, then, when all are sound, what they come to together. */
export function checkRule(rule: Rule, codes: CodeLists): readonly Finding[] {
  const shape = [...checkShape(rule, 1), ...checkEach(rule, codes)];
  if (shape.length > 0) return shape;
  const whole = checkWhole(rule, codes);
  return whole.length > 0 ? whole : checkParts(rule, codes);
}

interface Part {
  readonly rule: Rule;
  readonly path: readonly (string | number)[];
}

function partsOf(rule: Rule): readonly Part[] {
  if ("all" in rule) return rule.all.map((part, index) => ({ rule: part, path: ["all", index] }));
  if ("any" in rule) return rule.any.map((part, index) => ({ rule: part, path: ["any", index] }));
  if ("not" in rule) return [{ rule: rule.not, path: ["not"] }];
  if ("atLeast" in rule) return rule.atLeast.of.map((part, index) => ({ rule: part, path: ["atLeast", "of", index] }));
  return [];
}

function inside(rule: Rule, check: (part: Rule) => readonly Finding[]): readonly Finding[] {
  return partsOf(rule).flatMap(({ rule: part, path }) => under(path, check(part)));
}

function checkShape(rule: Rule, level: number): readonly Finding[] {
  if (level > MOST_LEVELS) {
    return [
      {
        code: "too_tangled",
        path: [],
        es: `la regla tiene más de ${MOST_LEVELS} niveles; divídala en varias condiciones`,
        en: `the rule has more than ${MOST_LEVELS} levels; split it into several conditions`,
      },
    ];
  }
  const own: Finding[] = [];
  if ("not" in rule && "not" in rule.not) {
    own.push({
      code: "too_tangled",
      path: ["not"],
      es: "doble negación: quite los dos «not»",
      en: "double negation: remove both nots",
    });
  }
  if ("atLeast" in rule && rule.atLeast.count > rule.atLeast.of.length) {
    own.push({
      code: "too_tangled",
      path: ["atLeast", "count"],
      es: `pide al menos ${rule.atLeast.count} de ${rule.atLeast.of.length}: no pueden ser más que las partes`,
      en: `asks for at least ${rule.atLeast.count} of ${rule.atLeast.of.length}: it cannot be more than the parts`,
    });
  }
  return [...own, ...inside(rule, (part) => checkShape(part, level + 1))];
}

function checkEach(rule: Rule, codes: CodeLists): readonly Finding[] {
  if (factOf(rule) !== undefined) return checkCriterion(rule as Criterion, codes);
  return inside(rule, (part) => checkEach(part, codes));
}

/** A rule that holds for every firm, or for none, tells nobody apart. */
function checkWhole(rule: Rule, codes: CodeLists): readonly Finding[] {
  const worlds = worldsOf([rule], codes)?.filter((world) => isCoherent(world, codes.stateOf));
  if (worlds === undefined) return [];
  const holding = worlds.filter((world) => judge(rule, world) === "true").length;
  if (holding === 0) {
    return [
      {
        code: "unsatisfiable",
        path: [],
        es: "ninguna empresa puede cumplirla: se contradice",
        en: "can hold for no firm: it contradicts itself",
      },
    ];
  }
  if (holding === worlds.length) {
    return [
      {
        code: "always_true",
        path: [],
        es: "la cumple cualquier empresa: no pide nada",
        en: "holds for every firm: it asks for nothing",
      },
    ];
  }
  return [];
}

/** Parts that could be left out without changing the rule. */
function checkParts(rule: Rule, codes: CodeLists): readonly Finding[] {
  const deeper = inside(rule, (part) => checkParts(part, codes));
  const parts = partsOf(rule);
  if (parts.length < 2) return deeper;
  const worlds = worldsOf([rule], codes);
  if (worlds === undefined) return deeper;
  const truths = parts.map(({ rule: part }) => worlds.map((world) => judge(part, world) === "true"));
  return [
    ...parts.flatMap(({ path }, index) =>
      idle(rule, truths, index).map((words) => ({ code: "idle_part" as const, path, ...words })),
    ),
    ...deeper,
  ];
}

type Truths = readonly (readonly boolean[])[];

function idle(rule: Rule, truths: Truths, index: number): { es: string; en: string }[] {
  const mine = truths[index] as readonly boolean[];
  const number = (other: number) => other + 1;
  const twin = truths.findIndex((other, at) => at < index && other.every((truth, world) => truth === mine[world]));
  if (twin >= 0) {
    return [{ es: `dice lo mismo que la parte ${number(twin)}`, en: `says the same as part ${number(twin)}` }];
  }
  if (mine.every((truth) => !truth)) {
    return [{ es: "esta parte no la puede cumplir ninguna empresa", en: "this part can hold for no firm" }];
  }
  if (mine.every((truth) => truth)) {
    return [{ es: "esta parte la cumple cualquier empresa", en: "this part holds for every firm" }];
  }
  if ("any" in rule) return covered(truths, index, true);
  return "all" in rule ? covered(truths, index, false) : [];
}

/** An alternative that is true only where another is, or a condition that is false only where another is. */
function covered(truths: Truths, index: number, alternative: boolean): { es: string; en: string }[] {
  const mine = truths[index] as readonly boolean[];
  const mattering = mine.flatMap((truth, world) => (truth === alternative ? [world] : []));
  const settles = (other: readonly boolean[], world: number) => other[world] === alternative;
  // Of two that say the same, the later is told about as such; it covers nobody.
  const same = (other: readonly boolean[]) => other.every((truth, world) => truth === mine[world]);
  const others = truths.flatMap((other, at) => (same(other) ? [] : [{ other, at }]));
  const cover = others.find(({ other }) => mattering.every((world) => settles(other, world)));
  if (cover !== undefined) {
    const part = cover.at + 1;
    return alternative
      ? [{ es: `alternativa que sobra: la cubre la parte ${part}`, en: `idle alternative: part ${part} covers it` }]
      : [
          {
            es: `condición que sobra: ya la exige la parte ${part}`,
            en: `idle condition: part ${part} already asks for it`,
          },
        ];
  }
  if (!mattering.every((world) => others.some(({ other }) => settles(other, world)))) return [];
  return alternative
    ? [
        {
          es: "alternativa que sobra: la cubren las demás juntas",
          en: "idle alternative: the others together cover it",
        },
      ]
    : [
        {
          es: "condición que sobra: las demás juntas ya la exigen",
          en: "idle condition: the others together ask for it",
        },
      ];
}
