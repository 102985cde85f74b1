import type { Profile } from "../../rules/knowledge.js";
import { type Condition, VERDICTS, type Verdict, verdictOf } from "../../rules/verdict.js";

/** The conditions of a program; null where there is no program, and so nobody who is eligible. */
export type Rules = readonly Condition[] | null;

/** What of the conditions decides: the rest can change without changing any verdict. */
export function decidingRules(rules: Rules) {
  return (rules ?? []).flatMap(({ role, rule, basis }) =>
    role === "requirement" && rule !== undefined ? [{ rule, basis: basis ?? null }] : [],
  );
}

/** A verdict before and after; its number is `from × 3 + to` in the order of `VERDICTS`. */
export const MOVES: readonly { readonly from: Verdict; readonly to: Verdict }[] = VERDICTS.flatMap((from) =>
  VERDICTS.map((to) => ({ from, to })),
);

export function judgeUnder(rules: Rules, profile: Profile): Verdict {
  return rules === null ? "INELIGIBLE" : verdictOf(rules, profile);
}

/** The number of the move that a firm makes from some rules to others. */
export function moveOf(before: Rules, after: Rules, profile: Profile): number {
  const from = judgeUnder(before, profile);
  const to = before === after ? from : judgeUnder(after, profile);
  return VERDICTS.indexOf(from) * VERDICTS.length + VERDICTS.indexOf(to);
}

/** Whose verdict changed. */
export interface ProfileMove {
  /** Place in the list of profiles. */
  readonly index: number;
  readonly from: Verdict;
  readonly to: Verdict;
}

/** Which of these profiles, understood already, come to another verdict, in the order of the list. */
export function compareForProfiles(profiles: readonly Profile[], before: Rules, after: Rules): readonly ProfileMove[] {
  return profiles.flatMap((profile, index) => {
    const move = MOVES[moveOf(before, after, profile)];
    return move === undefined || move.from === move.to ? [] : [{ index, ...move }];
  });
}
