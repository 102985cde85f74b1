import { compileRules, type RuledProgram } from "../../index/compile.js";
import type { OfficialCodes } from "../../ports.js";
import { understand } from "../../profile/understand.js";
import type { Profile } from "../../rules/knowledge.js";
import { judgeProgram, type Verdict } from "../../rules/verdict.js";
import type { Bytes } from "../csv/bytes.js";

/** What stands in a program's column. */
export const LETTERS: Readonly<Record<Verdict, string>> = { ELIGIBLE: "E", UNDETERMINED: "U", INELIGIBLE: "I" };

/** The verdicts of a profile over the catalog, ready to be written. */
export interface Judged {
  readonly eligible: number;
  readonly undetermined: number;
  /** One verdict a program, in the catalog's order. */
  readonly verdicts: readonly Verdict[];
  /** The rest of the row's line after the key, with its line end. */
  readonly line: Bytes;
  /** By program: the facts that could still settle it. */
  readonly missing: ReadonlyMap<number, readonly string[]>;
}

export type Judge = (stated: Profile) => Judged;

/** Judges profiles against the whole catalog. */
export function createJudge(programs: readonly RuledProgram[], codes: OfficialCodes): Judge {
  const index = compileRules(programs);
  return (stated) => {
    const { profile } = understand(stated, codes);
    const found = index.judge(profile);
    const verdicts = programs.map((_, program) => index.verdict(found, program));
    const eligible = verdicts.filter((verdict) => verdict === "ELIGIBLE").length;
    const undetermined = verdicts.filter((verdict) => verdict === "UNDETERMINED").length;
    const missing = programs.flatMap(({ conditions }, program) =>
      verdicts[program] === "UNDETERMINED" ? [[program, judgeProgram(conditions, profile).missing] as const] : [],
    );
    const letters = verdicts.map((verdict) => LETTERS[verdict]).join(",");
    return {
      eligible,
      undetermined,
      verdicts,
      line: Uint8Array.from(Buffer.from(`,${eligible},${undetermined},${letters}\n`)),
      missing: new Map(missing),
    };
  };
}
