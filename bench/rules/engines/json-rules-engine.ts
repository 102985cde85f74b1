import { Engine as RulesEngine, type TopLevelCondition } from "json-rules-engine";
import { type Engine, prepared } from "../engine.js";
import type { Firm, GeneratedPart, Test } from "../generate.js";

type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison;
interface Comparison {
  readonly fact: string;
  readonly operator: string;
  readonly value: unknown;
}

function conditionOfPart(part: GeneratedPart): Condition {
  return "any" in part ? { any: part.any.map(conditionOf) } : conditionOf(part);
}

function conditionOf({ criterion, negated }: Test): Condition {
  if ("oneOf" in criterion) {
    return { fact: criterion.oneOf.fact, operator: negated ? "notIn" : "in", value: criterion.oneOf.values };
  }
  if ("is" in criterion) return { fact: criterion.is.fact, operator: "equal", value: criterion.is.value };
  if ("hasAny" in criterion) {
    const { fact, values } = criterion.hasAny;
    if (negated) return { all: values.map((value) => ({ fact, operator: "doesNotContain", value })) };
    return { any: values.map((value) => ({ fact, operator: "contains", value })) };
  }
  if (!("range" in criterion)) throw new Error("not generated");
  const { fact, min, max } = criterion.range;
  return {
    all: [
      ...(min === undefined ? [] : [{ fact, operator: "greaterThanInclusive", value: min }]),
      ...(max === undefined ? [] : [{ fact, operator: "lessThanInclusive", value: max }]),
    ],
  };
}

export const jsonRulesEngine: Engine = {
  name: "json-rules-engine",
  package: "json-rules-engine",
  prepare(programs) {
    const engine = new RulesEngine([], { allowUndefinedFacts: true });
    for (const { id, parts } of programs) {
      engine.addRule({ conditions: { all: parts.map(conditionOfPart) } as TopLevelCondition, event: { type: id } });
    }
    return prepared({
      input: (firm: Firm): Record<string, unknown> => ({ ...firm }),
      judge: (firm) => engine.run(firm),
      read({ events }) {
        const met = new Set(events.map(({ type }) => type));
        return programs.map(({ id }) => met.has(id));
      },
    });
  },
};
