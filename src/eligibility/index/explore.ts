import type { Knowledge, Profile } from "../rules/knowledge.js";
import type { Bits } from "./bits.js";
import type { Clauses } from "./clauses.js";
import type { Verdicts } from "./desk.js";
import type { Span } from "./span.js";

/**
 * Called with a value that a fact may have and the verdicts if it had, which are good until the call returns.
 * For a number fact the value is one of many that the rules cannot tell apart; `span` says which.
 */
export type Visit = (value: Knowledge, verdicts: Verdicts, span: Span | undefined) => void;

/** One profile, prepared for asking what would be if one fact were otherwise. */
export interface Explorer {
  /** What the verdicts are. */
  readonly verdicts: Verdicts;
  /**
   * Calls `visit` for each value of a fact that the rules can tell apart, as if all else stayed. For a list fact: the list as it is but
   * complete, and the list with each further value that some rule asks for, as complete as before.
   */
  each(fact: string, visit: Visit): void;
}

export interface Explored {
  readonly profile: Profile;
  readonly clauses: Clauses;
  blank(): Verdicts;
  /** Sets the verdicts of programs that the clauses do not cover. */
  walk(profile: Profile, verdicts: Verdicts): void;
  /** Whether there are such programs. */
  readonly walks: boolean;
}

export function createExplorer({ profile, clauses, blank, walk, walks }: Explored): Explorer {
  const { facts, desk } = clauses;
  const { size } = desk;
  const { before, after } = statesRound(profile, clauses);
  const verdicts = blank();
  desk.finish(before, facts.length * size, verdicts);
  walk(profile, verdicts);
  const state = new Uint32Array(size);
  const visited = blank();
  return {
    verdicts,
    each(fact, visit) {
      const number = facts.indexOf(fact);
      if (number < 0) return;
      const [left, right] = [number * size, (number + 1) * size];
      clauses.values(number, profile.get(fact), (value, row, span) => {
        for (let word = 0; word < size; word++) {
          state[word] = (before[left + word] as number) & (after[right + word] as number);
        }
        desk.narrow(state, 0, number, row);
        desk.finish(state, 0, visited);
        if (walks) walk(new Map(profile).set(fact, value), visited);
        visit(value, visited, span);
      });
    },
  };
}

/**
 * What the facts before each fact come to together, and what those from each fact on do, so that "all but this one" is two of them put
 * together. Fact by fact, a state behind the other.
 */
function statesRound(profile: Profile, clauses: Clauses): { readonly before: Bits; readonly after: Bits } {
  const { facts, desk } = clauses;
  const { size } = desk;
  const notes = clauses.notes();
  clauses.write(profile, notes);
  const rows = facts.map((_, fact) => clauses.row(notes.encoded, fact));
  const before = new Uint32Array((facts.length + 1) * size);
  const after = new Uint32Array((facts.length + 1) * size);
  desk.lay(before, 0);
  desk.lay(after, facts.length * size);
  rows.forEach((row, fact) => {
    before.copyWithin((fact + 1) * size, fact * size, (fact + 1) * size);
    desk.narrow(before, (fact + 1) * size, fact, row);
  });
  for (let fact = facts.length - 1; fact >= 0; fact--) {
    after.copyWithin(fact * size, (fact + 1) * size, (fact + 2) * size);
    desk.narrow(after, fact * size, fact, rows[fact] as number);
  }
  return { before, after };
}
