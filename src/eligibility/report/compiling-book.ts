import { atOnce, mapping, type Sliced } from "../../platform/in-slices.js";
import { FACTS } from "../facts/index.js";
import { compilingRules } from "../index/compile.js";
import type { ProgramRules, RuleBook } from "../ports.js";
import { criteriaOf } from "../rules/analyse.js";
import { factOf } from "../rules/rule.js";
import { prepareConditions } from "./explain.js";
import { standingsOf } from "./rank.js";
import type { CompiledBook } from "./report.js";

/** Makes the rules of a day ready to judge by, in steps: the catalog may be large, and others wait for the thread. */
export function* compilingBook(book: RuleBook): Sliced<CompiledBook> {
  const { programs } = book;
  const byId = new Map<string, ProgramRules>();
  const counts = new Map<string, number>();
  const prepared = yield* mapping(programs, (program) => {
    byId.set(program.id, program);
    for (const fact of factsAsked(program.conditions)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
    return prepareConditions(program.conditions);
  });
  const aims = yield* mapping(programs, ({ conditions }) =>
    conditions.flatMap(({ role, rule }) => (AIMS.has(role) && rule !== undefined ? [rule] : [])),
  );
  const standings = yield* standingsOf(programs);
  const index = yield* compilingRules(programs);
  return { book, byId, index, prepared, aims, standings, programCount: (fact) => counts.get(fact) ?? 0 };
}

/** The same at once, where nobody else waits. */
export const compileBook = (book: RuleBook): CompiledBook => atOnce(compilingBook(book));

/** Roles of conditions that say whom a program is meant for. */
const AIMS: ReadonlySet<string> = new Set(["target", "priority"]);

/** The facts that a program's requirements speak of, and those to ask for in their place. */
function factsAsked(conditions: ProgramRules["conditions"]): ReadonlySet<string> {
  const facts = new Set<string>();
  for (const { role, rule } of conditions) {
    if (role !== "requirement" || rule === undefined) continue;
    for (const criterion of criteriaOf(rule)) {
      const fact = factOf(criterion) ?? "";
      facts.add(fact);
      for (const asked of FACTS[fact]?.askVia ?? []) facts.add(asked);
    }
  }
  return facts;
}
