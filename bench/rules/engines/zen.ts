import { ZenEngine } from "@gorules/zen-engine";
import { type Engine, prepared } from "../engine.js";
import { FACT_NAMES, type Firm, type GeneratedPart, type GeneratedProgram, type Test } from "../generate.js";

const list = (values: readonly string[]): string => `[${values.map((value) => `'${value}'`).join(", ")}]`;

/** A criterion over a value that goes by the given name: the fact's, or `$` in a cell of a decision table. */
function expressionOfTest({ criterion, negated }: Test, name: string): string {
  const expression = expressionOfCriterion(criterion, name);
  return negated ? `not (${expression})` : `(${expression})`;
}

function expressionOfCriterion(criterion: Test["criterion"], name: string): string {
  if ("oneOf" in criterion) return `${name} in ${list(criterion.oneOf.values)}`;
  if ("is" in criterion) return `${name} == ${criterion.is.value}`;
  if ("hasAny" in criterion) return `some(${name}, # in ${list(criterion.hasAny.values)})`;
  if (!("range" in criterion)) throw new Error("not generated");
  const { min, max } = criterion.range;
  // In a cell, "$ >= a and $ <= b" in brackets never holds (0.54.0); this does.
  if (name === "$" && min !== undefined && max !== undefined) return `$ in [${min}..${max}]`;
  const bounds = [
    ...(min === undefined ? [] : [`${name} >= ${min}`]),
    ...(max === undefined ? [] : [`${name} <= ${max}`]),
  ];
  return bounds.join(" and ");
}

function factOfTest({ criterion }: Test): string {
  const [{ fact }] = Object.values(criterion) as [{ fact: string }];
  return fact;
}

function expressionOf({ parts }: GeneratedProgram): string {
  const named = (test: Test): string => expressionOfTest(test, factOfTest(test));
  return parts
    .map((part: GeneratedPart) => ("any" in part ? `(${part.any.map(named).join(" or ")})` : named(part)))
    .join(" and ");
}

/** A decision of one node between input and output. */
function decision(node: object) {
  return {
    nodes: [
      { id: "in", name: "in", type: "inputNode", position: { x: 0, y: 0 } },
      { id: "node", name: "node", position: { x: 0, y: 0 }, ...node },
      { id: "out", name: "out", type: "outputNode", position: { x: 0, y: 0 } },
    ],
    edges: [
      { id: "a", type: "edge", sourceId: "in", targetId: "node" },
      { id: "b", type: "edge", sourceId: "node", targetId: "out" },
    ],
  };
}

/** A row must have a cell for every column; one that is empty holds for any value. */
const EMPTY_ROW = Object.fromEntries(FACT_NAMES.map((fact) => [fact, ""]));

/** One row for each way to meet a program: a choice becomes several rows. */
function rowsOf({ id, parts }: GeneratedProgram): readonly Record<string, string>[] {
  let rows: readonly Record<string, string>[] = [{ ...EMPTY_ROW, program: `'${id}'` }];
  for (const part of parts) {
    const ways = "any" in part ? part.any : [part];
    rows = rows.flatMap((row) => ways.map((test) => ({ ...row, [factOfTest(test)]: expressionOfTest(test, "$") })));
  }
  return rows;
}

export const zenTable: Engine = {
  name: "@gorules/zen-engine, decision table",
  package: "@gorules/zen-engine",
  prepare(programs) {
    const content = {
      hitPolicy: "collect",
      inputs: FACT_NAMES.map((fact) => ({ id: fact, name: fact, field: fact })),
      outputs: [{ id: "program", name: "program", field: "program" }],
      rules: programs.flatMap(rowsOf).map((row, at) => ({ _id: `r${at}`, ...row })),
    };
    const table = new ZenEngine().createDecision(decision({ type: "decisionTableNode", content }));
    return prepared({
      input: (firm: Firm) => firm,
      // An engine that stops on an error has told nothing of any program.
      judge: (firm) => table.safeEvaluate(firm),
      read(response) {
        if (!response.success) return programs.map(() => undefined);
        const rows = response.data.result as readonly { readonly program: string }[];
        const met = new Set(Array.isArray(rows) ? rows.map(({ program }) => program) : []);
        return programs.map(({ id }) => met.has(id));
      },
    });
  },
};

export const zenExpression: Engine = {
  name: "@gorules/zen-engine, expression node",
  package: "@gorules/zen-engine",
  prepare(programs) {
    const expressions = programs.map((program) => ({ id: program.id, key: program.id, value: expressionOf(program) }));
    const node = new ZenEngine().createDecision(decision({ type: "expressionNode", content: { expressions } }));
    return prepared({
      input: (firm: Firm) => firm,
      judge: (firm) => node.safeEvaluate(firm),
      read(response) {
        if (!response.success) return programs.map(() => undefined);
        const result = response.data.result as Record<string, unknown>;
        return programs.map(({ id }) => (typeof result[id] === "boolean" ? (result[id] as boolean) : undefined));
      },
    });
  },
};
