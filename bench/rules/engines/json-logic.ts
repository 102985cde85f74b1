import { LogicEngine } from "json-logic-engine";
import { type Engine, prepared } from "../engine.js";
import type { Firm, GeneratedPart, GeneratedProgram, Test } from "../generate.js";

function logicOf({ parts }: GeneratedProgram): object {
  return { and: parts.map(logicOfPart) };
}

function logicOfPart(part: GeneratedPart): object {
  return "any" in part ? { or: part.any.map(logicOfTest) } : logicOfTest(part);
}

function logicOfTest({ criterion, negated }: Test): object {
  const logic = logicOfCriterion(criterion);
  return negated ? { "!": [logic] } : logic;
}

function logicOfCriterion(criterion: Test["criterion"]): object {
  if ("oneOf" in criterion) return { in: [{ var: criterion.oneOf.fact }, criterion.oneOf.values] };
  if ("is" in criterion) return { "===": [{ var: criterion.is.fact }, criterion.is.value] };
  if ("hasAny" in criterion) {
    const { fact, values } = criterion.hasAny;
    return { or: values.map((value) => ({ in: [value, { var: fact }] })) };
  }
  if (!("range" in criterion)) throw new Error("not generated");
  const { fact, min, max } = criterion.range;
  const value = { var: fact };
  if (min === undefined) return { "<=": [value, max] };
  return max === undefined ? { ">=": [value, min] } : { and: [{ ">=": [value, min] }, { "<=": [value, max] }] };
}

const read = (result: readonly unknown[]) => result.map((holds) => holds === true);

/** One function for each program, written and compiled by the engine. */
export const jsonLogicBuilt: Engine = {
  name: "json-logic-engine, build()",
  package: "json-logic-engine",
  prepare(programs) {
    const engine = new LogicEngine();
    const built = programs.map((program) => engine.build(logicOf(program)) as (firm: Firm) => unknown);
    return prepared({ input: (firm) => firm, judge: (firm) => built.map((holds) => holds(firm)), read });
  },
};

export const jsonLogicRun: Engine = {
  name: "json-logic-engine, run()",
  package: "json-logic-engine",
  prepare(programs) {
    const engine = new LogicEngine();
    const logic = programs.map(logicOf);
    return prepared({ input: (firm) => firm, judge: (firm) => logic.map((each) => engine.run(each, firm)), read });
  },
};
