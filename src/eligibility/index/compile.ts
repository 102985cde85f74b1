import { atOnce, type Sliced } from "../../platform/in-slices.js";
import type { Profile } from "../rules/knowledge.js";
import { type Condition, judgeProgram, type Verdict } from "../rules/verdict.js";
import { type Bits, clearBit, hasBit, setBit, wordsFor } from "./bits.js";
import { creatingClauses } from "./clauses.js";
import type { Verdicts } from "./desk.js";
import type { Encoded } from "./encoded.js";
import { createExplorer, type Explorer, type Visit } from "./explore.js";
import { placing } from "./placement.js";

export type { Verdicts } from "./desk.js";
export type { Explorer, Visit } from "./explore.js";

export interface RuledProgram {
  readonly id: string;
  readonly conditions: readonly Condition[];
}

/** A profile in the numbers of one index. */
export interface EncodedProfile {
  readonly profile: Profile;
  readonly encoded: Encoded;
}

/**
 * The catalog turned inside out: from what is known of a firm to the programs whose conditions it meets or fails. Programs go by their
 * place in `programs`; which bit of a set is whose is the index's own affair.
 */
export interface RuleIndex {
  readonly programs: readonly RuledProgram[];
  /** Programs whose rules are too tangled for the index; they are judged by walking the tree. */
  readonly walked: readonly string[];
  /** The facts that requirements speak of. */
  readonly facts: readonly string[];
  /** Judges a profile; writes into `into` when given, which saves making new sets for each of many profiles. */
  judge(profile: Profile, into?: Verdicts): Verdicts;
  /** Empty sets for verdicts to be written into. */
  blank(): Verdicts;
  verdict(verdicts: Verdicts, program: number): Verdict;
  /** The programs in a set of this index, in rising order. */
  programsIn(bits: Bits): readonly number[];
  /** The set of these programs. */
  bitsOf(programs: readonly number[]): Bits;
  /** A profile made ready for being judged many times over. */
  encode(profile: Profile): EncodedProfile;
  judgeEncoded(profile: EncodedProfile, into?: Verdicts): Verdicts;
  /** A profile made ready for asking what would be if one fact were otherwise. */
  explorer(profile: Profile): Explorer;
  /** Goes through what would be if one fact were otherwise. For more than one fact of a profile, `explorer` is faster. */
  explore(profile: Profile, fact: string, visit: Visit): void;
}

/** Compiles the requirements of all programs. Conditions of other roles decide nothing and are not in the index. */
export function compileRules(programs: readonly RuledProgram[]): RuleIndex {
  return atOnce(compilingRules(programs));
}

/** The same in steps, for a catalog whose compiling would hold the thread for long. */
export function* compilingRules(programs: readonly RuledProgram[]): Sliced<RuleIndex> {
  const placement = yield* placing(programs);
  const { bits } = placement;
  const clauses = yield* creatingClauses(placement, programs.length);
  const { facts, desk } = clauses;
  const notes = clauses.notes();
  const state = new Uint32Array(desk.size);
  const walked = programs.flatMap((_, program) => (placement.walked[program] ? [program] : []));
  const words = wordsFor(programs.length);
  const blank = (): Verdicts => ({ eligible: new Uint32Array(words), ineligible: new Uint32Array(words) });

  const walk = (profile: Profile, { eligible, ineligible }: Verdicts): void => {
    for (const program of walked) {
      const { verdict } = judgeProgram(programs[program]?.conditions ?? [], profile);
      const bit = bits[program] as number;
      if (verdict !== "ELIGIBLE") clearBit(eligible, bit);
      if (verdict === "INELIGIBLE") setBit(ineligible, bit);
    }
  };
  const decide = (encoded: Encoded, profile: Profile, verdicts: Verdicts): Verdicts => {
    desk.lay(state, 0);
    for (let fact = 0; fact < facts.length; fact++) desk.narrow(state, 0, fact, clauses.row(encoded, fact));
    desk.finish(state, 0, verdicts);
    walk(profile, verdicts);
    return verdicts;
  };
  const explorer = (profile: Profile): Explorer =>
    createExplorer({ profile, clauses, blank, walk, walks: walked.length > 0 });

  return {
    programs,
    walked: walked.map((program) => programs[program]?.id ?? ""),
    facts,
    judge(profile, into = blank()) {
      clauses.write(profile, notes);
      return decide(notes.encoded, profile, into);
    },
    blank,
    verdict({ eligible, ineligible }, program) {
      const bit = bits[program] as number;
      if (hasBit(ineligible, bit)) return "INELIGIBLE";
      return hasBit(eligible, bit) ? "ELIGIBLE" : "UNDETERMINED";
    },
    bitsOf(some) {
      const set = new Uint32Array(words);
      for (const program of some) setBit(set, bits[program] as number);
      return set;
    },
    programsIn: (set) => programs.flatMap((_, program) => (hasBit(set, bits[program] as number) ? [program] : [])),
    encode(profile) {
      clauses.write(profile, notes);
      return { profile, encoded: notes.copy() };
    },
    judgeEncoded: ({ profile, encoded }, into = blank()) => decide(encoded, profile, into),
    explorer,
    explore: (profile, fact, visit) => explorer(profile).each(fact, visit),
  };
}
