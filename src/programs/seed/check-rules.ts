import type { ProgramDocument } from "../document/program-document.js";
import type { Rule } from "../document/rule.js";
import { read, type Text } from "../document/text.js";
import { figures } from "./figures.js";
import type { Known } from "./known.js";
import type { Fault, Located } from "./read-seeds.js";
import { fault } from "./words.js";

type Requirement = ProgramDocument["requirements"][number];

/** The rules of one program: each by itself, beside its text, and together. */
export function checkRules(located: Located<ProgramDocument>, known: Known): readonly Fault[] {
  const { requirements } = located.value;
  const each = requirements.map((requirement, index) =>
    requirement.rule === undefined
      ? []
      : known.facts
          .checkRule(requirement.rule)
          .map(({ path, ...words }) => fault(located, ["requirements", index, "rule", ...path], words)),
  );
  const sound = requirements.flatMap((requirement, index) =>
    requirement.rule !== undefined && each[index]?.length === 0 ? [{ index, requirement, rule: requirement.rule }] : [],
  );
  return [
    ...each.flat(),
    ...requirements.flatMap((requirement, index) => withoutBasis(located, requirement, index)),
    ...sound.flatMap(({ index, requirement, rule }) => besideText(located, index, requirement.text, rule, known)),
    ...said(located),
    ...together(located, sound, known),
  ];
}

function withoutBasis(
  located: Located<ProgramDocument>,
  { role, basis }: Requirement,
  index: number,
): readonly Fault[] {
  if (basis !== undefined || !["requirement", "limit"].includes(role)) return [];
  return [
    fault(located, ["requirements", index], {
      es: "una condición que decide dice en qué se basa: falta «basis»",
      en: "a condition that decides says what it rests on: basis is missing",
    }),
  ];
}

const PESOS = /\bpesos?\b|\bMXN\b/i;
const DOLLARS = /\bd[óo]lar(es)?\b|\bdollars?\b|US\$|\bUSD\b/i;

/** Money and percentages of a rule must be those its text names, in the same currency: a slip of zeros or of units shows here. */
function besideText(
  located: Located<ProgramDocument>,
  index: number,
  text: Text,
  rule: Rule,
  { facts }: Known,
): readonly Fault[] {
  return criteriaAt(rule).flatMap(({ criterion, path }) => {
    if (!("range" in criterion)) return [];
    const { fact, min, max } = criterion.range;
    const unit = facts.unitOf(fact);
    const at = (key: string) => ["requirements", index, "rule", ...path, "range", key];
    const other = unit === "USD" ? PESOS : unit === "MXN" ? DOLLARS : undefined;
    const own = unit === "USD" ? DOLLARS : PESOS;
    const words = `${text.es ?? ""} ${text.en ?? ""}`;
    if (other?.test(words) && !own.test(words)) {
      return [
        fault(located, at("fact"), {
          es: `el texto habla de ${unit === "USD" ? "pesos" : "dólares"} y ${fact} está en ${unit}`,
          en: `the text speaks of ${unit === "USD" ? "pesos" : "dollars"} and ${fact} is in ${unit}`,
        }),
      ];
    }
    if (unit !== "USD" && unit !== "MXN" && unit !== "percent") return [];
    return Object.entries({ min, max }).flatMap(([key, value]) => {
      if (value === undefined || value === 0) return [];
      const silent = (["es", "en"] as const).filter((language) => !figures(text[language] ?? "").includes(value));
      if (silent.length === 0) return [];
      const named = figures(text[silent[0] ?? "es"] ?? "").join(", ") || "—";
      return [
        fault(located, at(key), {
          es: `el texto (${silent.join(", ")}) no dice ${value}, sino ${named}`,
          en: `the text (${silent.join(", ")}) does not say ${value} but ${named}`,
        }),
      ];
    });
  });
}

interface Placed {
  readonly criterion: Rule;
  readonly path: readonly (string | number)[];
}

/** The criteria of a rule with where they stand in it. */
function criteriaAt(rule: Rule): readonly Placed[] {
  const inside = (parts: readonly Rule[], ...path: readonly string[]) =>
    parts.flatMap((part, index) =>
      criteriaAt(part).map((found) => ({ ...found, path: [...path, index, ...found.path] })),
    );
  if ("all" in rule) return inside(rule.all, "all");
  if ("any" in rule) return inside(rule.any, "any");
  if ("atLeast" in rule) return inside(rule.atLeast.of, "atLeast", "of");
  if ("not" in rule) return criteriaAt(rule.not).map((found) => ({ ...found, path: ["not", ...found.path] }));
  return [{ criterion: rule, path: [] }];
}

/** Two conditions that say the same. */
function said(located: Located<ProgramDocument>): readonly Fault[] {
  const { requirements } = located.value;
  const words = ({ text }: Requirement) => read(text, "es").value;
  const rule = (requirement: Requirement) => requirement.rule && JSON.stringify(requirement.rule);
  const same = (a: Requirement, b: Requirement) =>
    a.role === b.role && (words(a) === words(b) || (a.rule !== undefined && rule(a) === rule(b)));
  return requirements.flatMap((requirement, index) => {
    const twin = requirements.slice(0, index).find((other) => same(other, requirement));
    if (twin === undefined) return [];
    return [
      fault(located, ["requirements", index], {
        es: `esta condición dice lo mismo que «${twin.id}»`,
        en: `this condition says the same as ${twin.id}`,
      }),
    ];
  });
}

/** Requirements that no firm can meet both, and one that shuts out the state the program is of. */
function together(
  located: Located<ProgramDocument>,
  sound: readonly { readonly index: number; readonly requirement: Requirement; readonly rule: Rule }[],
  { facts }: Known,
): readonly Fault[] {
  const { state } = located.value.jurisdiction;
  const deciding = sound.filter(({ requirement }) => requirement.role === "requirement");
  const home: readonly Rule[] = state === undefined ? [] : [{ oneOf: { fact: "state", values: [state] } }];
  if (home.some((rule) => facts.checkRule(rule).length > 0)) return [];
  return facts.contradictions([...home, ...deciding.map(({ rule }) => rule)]).flatMap(([first, second]) => {
    const [one, other] = [deciding[first - home.length], deciding[second - home.length]];
    if (other === undefined) return [];
    const words =
      one === undefined
        ? {
            es: `deja fuera a ${state}, el estado del programa (jurisdiction)`,
            en: `shuts out ${state}, the state of the program (jurisdiction)`,
          }
        : {
            es: `se contradice con «${one.requirement.id}»: ninguna empresa puede cumplir las dos`,
            en: `contradicts ${one.requirement.id}: no firm can meet both`,
          };
    return [fault(located, ["requirements", other.index, "rule"], words)];
  });
}
