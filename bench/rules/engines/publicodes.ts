import Publicodes from "publicodes";
import { type Engine, prepared } from "../engine.js";
import { CERTIFICATIONS, FACT_NAMES, type Firm, type GeneratedPart, type Test } from "../generate.js";

type Mechanism = string | { "toutes ces conditions": Mechanism[] } | { "une de ces conditions": Mechanism[] };
const all = (parts: readonly Mechanism[]): Mechanism => ({ "toutes ces conditions": [...parts] });
const any = (parts: readonly Mechanism[]): Mechanism => ({ "une de ces conditions": [...parts] });

/** Publicodes has no lists: a certification is a fact of its own, which is yes or no. */
const certification = (value: string): string => `certification ${value.toLowerCase()}`;

function mechanismOfPart(part: GeneratedPart): Mechanism {
  return "any" in part ? any(part.any.map(mechanismOf)) : mechanismOf(part);
}

function mechanismOf({ criterion, negated }: Test): Mechanism {
  if ("oneOf" in criterion) {
    const { fact, values } = criterion.oneOf;
    const tests = values.map((value) => `${nameOf(fact)} ${negated ? "!=" : "="} '${value}'`);
    return negated ? all(tests) : any(tests);
  }
  if ("is" in criterion) return `${nameOf(criterion.is.fact)} = ${criterion.is.value ? "oui" : "non"}`;
  if ("hasAny" in criterion) {
    const tests = criterion.hasAny.values.map((value) => `${certification(value)} = ${negated ? "non" : "oui"}`);
    return negated ? all(tests) : any(tests);
  }
  if (!("range" in criterion)) throw new Error("not generated");
  const { fact, min, max } = criterion.range;
  return all([
    ...(min === undefined ? [] : [`${nameOf(fact)} >= ${min}`]),
    ...(max === undefined ? [] : [`${nameOf(fact)} <= ${max}`]),
  ]);
}

/** Its names are words of small letters. */
function nameOf(fact: string): string {
  return fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function situationOf(firm: Firm): Record<string, string | number> {
  const situation: Record<string, string | number> = {};
  for (const [fact, value] of Object.entries(firm)) {
    if (typeof value === "string") situation[nameOf(fact)] = `'${value}'`;
    else if (typeof value === "number") situation[nameOf(fact)] = value;
    else if (typeof value === "boolean") situation[nameOf(fact)] = value ? "oui" : "non";
    else for (const each of CERTIFICATIONS) situation[certification(each)] = value.includes(each) ? "oui" : "non";
  }
  return situation;
}

export const publicodes: Engine = {
  name: "publicodes",
  package: "publicodes",
  prepare(programs) {
    const facts = [
      ...FACT_NAMES.filter((fact) => fact !== "certifications").map(nameOf),
      ...CERTIFICATIONS.map(certification),
    ];
    const rules: Record<string, object> = Object.fromEntries(facts.map((fact) => [fact, { question: fact }]));
    for (const { id, parts } of programs) rules[`programme ${id}`] = { valeur: all(parts.map(mechanismOfPart)) };
    const silent = { log: () => {}, warn: () => {}, error: () => {} };
    const engine = new Publicodes(rules as ConstructorParameters<typeof Publicodes>[0], { logger: silent });
    return prepared({
      input: situationOf,
      judge(situation) {
        engine.setSituation(situation);
        return programs.map(({ id }) => engine.evaluate(`programme ${id}`).nodeValue);
      },
      read: (values) => values.map((value) => (typeof value === "boolean" ? value : undefined)),
    });
  },
};
