import { judge } from "../../src/eligibility/rules/judge.js";
import { median } from "../measure.js";
import type { Answers, Engine } from "./engine.js";
import { type Firm, type GeneratedProgram, generateFirms, generatePrograms, profileOf, ruleOf } from "./generate.js";

/** How long things may take, in milliseconds. */
export interface Limits {
  /** Comparing verdicts with the walk over the rules. */
  readonly verify: number;
  readonly warmUp: number;
  readonly run: number;
  readonly runs: number;
  readonly firms: number;
}

export interface Speed {
  readonly building: number;
  /** Firms whose verdicts were compared before the clock ran. */
  readonly verified: number;
  readonly wrong: number;
  readonly eligible: number;
  readonly perSecond: number;
}

/** What an engine says where the truth is known, in pairs of firm and program. */
export interface Honesty {
  readonly undetermined: number;
  readonly saysEligible: number;
  readonly saysIneligible: number;
  readonly saysUnknown: number;
  readonly decided: number;
  readonly decidedRight: number;
}

/** The verdicts by the walk over the rules, which defines what they mean. */
export function truthOf(programs: readonly GeneratedProgram[]): (firm: Firm) => Answers {
  const rules = programs.map(ruleOf);
  return (firm) => {
    const profile = profileOf(firm);
    return rules.map((rule) => {
      const truth = judge(rule, profile);
      return truth === "unknown" ? undefined : truth === "true";
    });
  };
}

/** Compares an engine's verdicts on complete firms with the truth, and then times it. */
export async function measureSpeed(engine: Engine, count: number, limits: Limits): Promise<Speed> {
  const programs = generatePrograms(count);
  const firms = generateFirms(limits.firms, 0);
  const begun = performance.now();
  const ready = engine.prepare(programs);
  const building = performance.now() - begun;
  const inputs = firms.map((firm) => ready.input(firm));

  const truth = truthOf(programs);
  const until = performance.now() + limits.verify;
  let [verified, wrong, eligible] = [0, 0, 0];
  do {
    const right = truth(firms[verified] as Firm);
    const said = ready.read(await ready.judge(inputs[verified]));
    right.forEach((answer, program) => {
      if (answer !== said[program]) wrong += 1;
      if (answer) eligible += 1;
    });
    verified += 1;
  } while (verified < firms.length && performance.now() < until);

  let next = 0;
  const rate = async (time: number): Promise<number> => {
    const start = performance.now();
    let done = 0;
    do {
      // In tens, so that looking at the clock does not count.
      for (let turn = 0; turn < 10; turn++) {
        const result = ready.judge(inputs[next]);
        if (result instanceof Promise) await result;
        next = (next + 1) % inputs.length;
        done += 1;
        if (done < 10 && performance.now() - start > time) break;
      }
    } while (performance.now() - start < time);
    return (done / (performance.now() - start)) * 1000;
  };
  await rate(limits.warmUp);
  const rates: number[] = [];
  for (let run = 0; run < limits.runs; run++) rates.push(await rate(limits.run));
  return { building, verified, wrong, eligible: eligible / (verified * count), perSecond: median(rates) };
}

/** What an engine says when three facts in ten are missing. */
export async function measureHonesty(engine: Engine, count: number, firms: number): Promise<Honesty> {
  const programs = generatePrograms(count);
  const truth = truthOf(programs);
  const ready = engine.prepare(programs);
  const found = { undetermined: 0, saysEligible: 0, saysIneligible: 0, saysUnknown: 0, decided: 0, decidedRight: 0 };
  for (const firm of generateFirms(firms, 0.3)) {
    const said = await answersOrUnknown(async () => ready.read(await ready.judge(ready.input(firm))));
    truth(firm).forEach((answer, program) => {
      const answered = said?.[program];
      if (answer !== undefined) {
        found.decided += 1;
        if (answered === answer) found.decidedRight += 1;
        return;
      }
      found.undetermined += 1;
      if (answered === undefined) found.saysUnknown += 1;
      else if (answered) found.saysEligible += 1;
      else found.saysIneligible += 1;
    });
  }
  return found;
}

/** An engine that throws has not decided anything. */
async function answersOrUnknown(ask: () => Promise<Answers>): Promise<Answers | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}
