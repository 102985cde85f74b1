import { type CelInput, celEnv, isCelError, parse, plan } from "@bufbuild/cel";
import { type Engine, prepared } from "../engine.js";
import type { Firm, GeneratedPart, GeneratedProgram, Test } from "../generate.js";

/** CEL tells whole numbers and decimals apart; a number from JavaScript is a decimal. */
const number = (value: number): string => value.toFixed(1);

function expressionOf({ parts }: GeneratedProgram): string {
  return parts.map(expressionOfPart).join(" && ");
}

function expressionOfPart(part: GeneratedPart): string {
  return "any" in part ? `(${part.any.map(expressionOfTest).join(" || ")})` : expressionOfTest(part);
}

function expressionOfTest({ criterion, negated }: Test): string {
  return `${negated ? "!" : ""}(${expressionOfCriterion(criterion)})`;
}

function expressionOfCriterion(criterion: Test["criterion"]): string {
  if ("oneOf" in criterion) return `${criterion.oneOf.fact} in ${JSON.stringify(criterion.oneOf.values)}`;
  if ("is" in criterion) return `${criterion.is.fact} == ${criterion.is.value}`;
  if ("hasAny" in criterion) {
    return criterion.hasAny.values.map((value) => `"${value}" in ${criterion.hasAny.fact}`).join(" || ");
  }
  if (!("range" in criterion)) throw new Error("not generated");
  const { fact, min, max } = criterion.range;
  const bounds = [
    ...(min === undefined ? [] : [`${fact} >= ${number(min)}`]),
    ...(max === undefined ? [] : [`${fact} <= ${number(max)}`]),
  ];
  return bounds.join(" && ");
}

/** A name without a value is an error, and && and || absorb errors: an error is taken for "cannot tell". */
export const cel: Engine = {
  name: "@bufbuild/cel, planned",
  package: "@bufbuild/cel",
  prepare(programs) {
    const env = celEnv();
    const planned = programs.map((program) => plan(env, parse(expressionOf(program))));
    return prepared({
      input: (firm: Firm) => firm as unknown as Record<string, CelInput>,
      judge: (firm) => planned.map((evaluate) => evaluate(firm)),
      read: (results) => results.map((result) => (isCelError(result) ? undefined : result === true)),
    });
  },
};
