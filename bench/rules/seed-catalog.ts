import { join } from "node:path";
import { compileRules, type RuleIndex } from "../../src/eligibility/index/compile.js";
import { type Knowledge, known, type Profile } from "../../src/eligibility/rules/knowledge.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";
import { median } from "../measure.js";
import { randomOf } from "./random.js";

export async function seedIndex(): Promise<RuleIndex> {
  const { programs } = (await loadSeedFiles(join(PACKAGE_ROOT, "seeds"))).read();
  return compileRules(programs.map(({ value }) => ({ id: value.slug, conditions: value.requirements })));
}

/** Profiles over the facts of an index with values that its rules tell apart; of their facts a share is left out. */
export function profilesFor(index: RuleIndex, count: number, missing: number): readonly Profile[] {
  const random = randomOf(3);
  const values = new Map<string, Knowledge[]>();
  for (const fact of index.facts) {
    const shown: Knowledge[] = [];
    index.explore(new Map(), fact, (value) => shown.push(value));
    values.set(fact, shown);
  }
  return Array.from({ length: count }, () => {
    const known = [...values].filter(() => !random.chance(missing));
    return new Map(known.map(([fact, shown]) => [fact, pick(shown, random)]));
  });
}

function pick(shown: readonly Knowledge[], random: ReturnType<typeof randomOf>): Knowledge {
  const [first] = shown;
  if (first?.kind !== "codes") return shown[random.below(shown.length)] as Knowledge;
  const some = random.some(shown, 1 + random.below(3));
  return known.codes(...some.flatMap((value) => (value.kind === "codes" ? [...value.has] : [])));
}

/** Runs over all items again and again; the median of several runs, in items a second. */
export function rateOf<T>(items: readonly T[], work: (item: T) => void, time: number): number {
  const once = (): number => {
    const start = performance.now();
    let done = 0;
    do {
      for (const item of items) work(item);
      done += items.length;
    } while (performance.now() - start < time);
    return (done / (performance.now() - start)) * 1000;
  };
  once();
  return median(Array.from({ length: 7 }, once));
}

/** Milliseconds to visit every value of all facts of a profile that are known, or that are not. */
export function exploring(index: RuleIndex, profiles: readonly Profile[], wanted: "known" | "missing", time: number) {
  let visits = 0;
  let seen = 0;
  const work = (profile: Profile): void => {
    const explorer = index.explorer(profile);
    for (const fact of index.facts) {
      if (profile.has(fact) !== (wanted === "known")) continue;
      explorer.each(fact, (_value, { eligible }) => {
        visits += 1;
        seen += eligible[0] ?? 0;
      });
    }
  };
  for (const profile of profiles) work(profile);
  const visitsEach = visits / profiles.length;
  return { milliseconds: 1000 / rateOf(profiles, work, time), visits: Math.round(visitsEach), seen };
}
