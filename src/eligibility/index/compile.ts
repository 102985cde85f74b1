import type { Knowledge, Profile } from "../rules/knowledge.js";
import type { Rule } from "../rules/rule.js";
import { type Condition, judgeProgram, type Verdict } from "../rules/verdict.js";
import { type Bits, hasBit, setBit, wordsFor } from "./bits.js";
import { clauseLayers, factGroups, type PlacedClause } from "./groups.js";
import { type Clause, clausesOf } from "./normal-form.js";

export interface RuledProgram {
  readonly id: string;
  readonly conditions: readonly Condition[];
}

/** The verdicts of one profile over the whole catalog: in neither set means undetermined. */
export interface Verdicts {
  readonly eligible: Bits;
  readonly ineligible: Bits;
}

/** The catalog turned inside out: from what is known of a firm to the programs whose conditions it meets or fails. */
export interface RuleIndex {
  readonly programs: readonly RuledProgram[];
  /** Programs whose rules are too tangled for the index; they are judged by walking the tree. */
  readonly walked: readonly string[];
  judge(profile: Profile): Verdicts;
  verdict(verdicts: Verdicts, program: number): Verdict;
}

/** Compiles the requirements of all programs. Conditions of other roles decide nothing and are not in the index. */
export function compileRules(programs: readonly RuledProgram[]): RuleIndex {
  const words = wordsFor(programs.length);
  const every = new Uint32Array(words);
  const walked: number[] = [];
  const placed: PlacedClause[] = [];
  programs.forEach(({ conditions }, program) => {
    setBit(every, program);
    const stated = requirementClauses(conditions, "stated");
    const implied = requirementClauses(conditions, "implied");
    if (stated === undefined || implied === undefined) {
      walked.push(program);
      return;
    }
    for (const clause of stated) placed.push({ program, clause, refuses: true });
    for (const clause of implied) placed.push({ program, clause, refuses: false });
  });
  const numbers = new Map<string, number>();
  const numberOf = (fact: string): number => {
    const number = numbers.get(fact) ?? numbers.size;
    numbers.set(fact, number);
    return number;
  };
  const groups = factGroups(
    placed.filter(({ clause }) => clause.length === 1),
    programs.length,
  ).map((group) => ({ number: numberOf(group.fact), group }));
  const layers = clauseLayers(
    placed.filter(({ clause }) => clause.length !== 1),
    programs.length,
    numberOf,
  );
  const board = createBoard(numbers);

  return {
    programs,
    walked: walked.map((program) => programs[program]?.id ?? ""),
    judge(profile) {
      board.take(profile);
      const eligible = every.slice();
      const ineligible = every.slice();
      for (const { number, group } of groups) {
        const knowledge = board.known(number);
        if (knowledge !== undefined) {
          group.narrow(knowledge, eligible, ineligible);
          continue;
        }
        const { indifferent } = group;
        for (let word = 0; word < words; word++) {
          eligible[word] = (eligible[word] as number) & (indifferent[word] as number);
        }
      }
      for (const layer of layers) layer.narrow(board.known, eligible, ineligible);
      // What was narrowed above are the programs that are still possible; the others are refused.
      for (let word = 0; word < words; word++) {
        ineligible[word] = (every[word] as number) & ~(ineligible[word] as number);
      }
      for (const program of walked) {
        const { verdict } = judgeProgram(programs[program]?.conditions ?? [], profile);
        replaceBit(eligible, program, verdict === "ELIGIBLE");
        replaceBit(ineligible, program, verdict === "INELIGIBLE");
      }
      return { eligible, ineligible };
    },
    verdict({ eligible, ineligible }, program) {
      if (hasBit(ineligible, program)) return "INELIGIBLE";
      return hasBit(eligible, program) ? "ELIGIBLE" : "UNDETERMINED";
    },
  };
}

/** The facts of one profile laid out by number, so that nothing is looked up by name twice. */
function createBoard(numbers: ReadonlyMap<string, number>) {
  const slots: (Knowledge | undefined)[] = new Array(numbers.size).fill(undefined);
  return {
    take(profile: Profile): void {
      slots.fill(undefined);
      for (const [fact, knowledge] of profile) {
        const number = numbers.get(fact);
        if (number === undefined || knowledge.kind === "unasked" || knowledge.kind === "declined") continue;
        slots[number] = knowledge;
      }
    },
    known: (number: number): Knowledge | undefined => slots[number],
  };
}

function requirementClauses(
  conditions: readonly Condition[],
  basis: "stated" | "implied",
): readonly Clause[] | undefined {
  const rules = conditions.filter(
    (condition): condition is Condition & { rule: Rule } =>
      condition.role === "requirement" && condition.rule !== undefined && (condition.basis ?? "stated") === basis,
  );
  return clausesOf({ all: rules.map(({ rule }) => rule) });
}

function replaceBit(bits: Bits, program: number, on: boolean): void {
  const word = program >>> 5;
  const mask = 1 << (program & 31);
  bits[word] = on ? (bits[word] ?? 0) | mask : (bits[word] ?? 0) & ~mask;
}
