import { type Profile, UNASKED } from "../rules/knowledge.js";
import { factOf, type Rule } from "../rules/rule.js";
import { type Condition, judgeProgram, type Verdict } from "../rules/verdict.js";
import { type Bits, hasBit, setBit, wordsFor } from "./bits.js";
import { cellsOf } from "./cells.js";
import { type Atom, type Clause, clausesOf } from "./normal-form.js";
import { listPlane, type Plane, scalarPlane } from "./plane.js";

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

/** Clauses of which each program has at most one: it holds when some atom of some plane holds. */
interface Layer {
  /** Programs that have a clause here. */
  readonly present: Bits;
  readonly planes: readonly Plane[];
}

/** Compiles the requirements of all programs. Conditions of other roles decide nothing and are not in the index. */
export function compileRules(programs: readonly RuledProgram[]): RuleIndex {
  const words = wordsFor(programs.length);
  const clauses = programs.map(({ conditions }) => ({
    stated: clausesOfAll(conditions, false),
    implied: clausesOfAll(conditions, true),
  }));
  const walked = programs.flatMap((_, index) => (clauses[index]?.stated && clauses[index]?.implied ? [] : [index]));
  const stated = layersOf(clauses.map((each, index) => (walked.includes(index) ? [] : (each.stated ?? []))));
  const implied = layersOf(clauses.map((each, index) => (walked.includes(index) ? [] : (each.implied ?? []))));
  const everyProgram = new Uint32Array(words);
  for (let program = 0; program < programs.length; program++) setBit(everyProgram, program);

  return {
    programs,
    walked: walked.map((index) => programs[index]?.id ?? ""),
    judge(profile) {
      const eligible = Uint32Array.from(everyProgram);
      const possible = Uint32Array.from(everyProgram);
      for (const layer of stated) judgeLayer(layer, profile, eligible, possible);
      // What is implied can keep a program from being certain, never refuse it.
      for (const layer of implied) judgeLayer(layer, profile, eligible, new Uint32Array(words));
      const ineligible = possible.map((word, index) => ~word & (everyProgram[index] ?? 0));
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

/** Takes from `sure` and `possible` the programs whose clause in this layer does not certainly, or cannot, hold. */
function judgeLayer({ present, planes }: Layer, profile: Profile, sure: Bits, possible: Bits): void {
  const held = new Uint32Array(present.length);
  const may = new Uint32Array(present.length);
  for (const plane of planes) {
    const outcome = plane.judge(profile.get(plane.fact) ?? UNASKED);
    for (let word = 0; word < held.length; word++) {
      held[word] = (held[word] ?? 0) | (outcome.sure[word] ?? 0);
      may[word] = (may[word] ?? 0) | (outcome.possible[word] ?? 0);
    }
  }
  for (let word = 0; word < held.length; word++) {
    const absent = ~(present[word] ?? 0);
    sure[word] = (sure[word] ?? 0) & ((held[word] ?? 0) | absent);
    possible[word] = (possible[word] ?? 0) & ((may[word] ?? 0) | absent);
  }
}

function clausesOfAll(conditions: readonly Condition[], implied: boolean): readonly Clause[] | undefined {
  const rules = conditions.filter(
    ({ role, basis, rule }) => role === "requirement" && rule && (basis === "implied") === implied,
  );
  return clausesOf({ all: rules.map(({ rule }) => rule as Rule) });
}

/** Deals the clauses out in layers: the first clause of every program, the second of every program… */
function layersOf(clauses: readonly (readonly Clause[])[]): readonly Layer[] {
  const depth = Math.max(0, ...clauses.map((each) => each.length));
  return Array.from({ length: depth }, (_, level) =>
    layerOf(
      clauses.flatMap((each, program) => (each[level] === undefined ? [] : [[program, each[level]] as const])),
      clauses.length,
    ),
  );
}

function layerOf(placed: readonly (readonly [program: number, clause: Clause])[], programs: number): Layer {
  const present = new Uint32Array(wordsFor(programs));
  for (const [program] of placed) setBit(present, program);
  // Two atoms of one program over one fact go to different planes, so that each is judged for itself.
  const dealt = new Map<string, [number, Atom][]>();
  for (const [program, clause] of placed) {
    const seen = new Map<string, number>();
    for (const atom of clause) {
      const fact = factOf(atom.criterion) ?? "";
      const turn = seen.get(fact) ?? 0;
      seen.set(fact, turn + 1);
      const key = `${fact} ${turn}`;
      dealt.set(key, [...(dealt.get(key) ?? []), [program, atom]]);
    }
  }
  const planes = [...dealt].map(([key, atoms]) => planeOf(key.split(" ")[0] ?? "", atoms, programs));
  return { present, planes };
}

function planeOf(fact: string, atoms: readonly (readonly [number, Atom])[], programs: number): Plane {
  const criteria = atoms.map(([, { criterion }]) => criterion);
  if (criteria.some((criterion) => "hasAny" in criterion)) return listPlane(fact, atoms, programs);
  return scalarPlane(fact, atoms, cellsOf(criteria), programs);
}

function replaceBit(bits: Bits, program: number, on: boolean): void {
  const word = program >>> 5;
  const mask = 1 << (program & 31);
  bits[word] = on ? (bits[word] ?? 0) | mask : (bits[word] ?? 0) & ~mask;
}
