import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import { todayIn } from "../../graph/context.js";
import type { Caller } from "../../graph/identity/caller.js";
import { type Pace, tooManyRequests } from "../../graph/pace.js";
import { digestOf } from "../../platform/canonical-json.js";
import type { Database } from "../../platform/database.js";
import { type ImpactFigures, impactFigures } from "../impact/comparison/compare-rules.js";
import type { Figures } from "../impact/comparison/count-moves.js";
import { FEWEST_TOLD } from "../impact/comparison/hold-back.js";
import { MOVES, moveOf, type Rules } from "../impact/comparison/moves.js";
import { factsNeeded } from "./facts-needed.js";
import type { KeptFirms } from "./kept-firms.js";

/** Comparisons that are kept ready, and for how long, in milliseconds: firms come and go meanwhile, and are counted later. */
const KEPT = { max: 100, ttl: 60_000 };
/** Changes that are compared in one reading of the firms. */
const AT_ONCE = 50;

interface Change {
  readonly before: Rules;
  readonly after: Rules;
}

export interface ImpactOnFirmsNeeds {
  readonly database: Pick<Database, "query">;
  readonly firms: KeptFirms;
  readonly now: () => Date;
  /** How many changes somebody may try: with very many narrow ones, single firms could be told apart. */
  readonly pace: Pace;
}

/**
 * For whoever publishes rules: what a change of a program's rules does to the firms that this window keeps and that consented to be counted.
 * Null while they are fewer than ten: then nothing is told, not even that a figure is nought.
 */
export function createImpactOnFirms({ database, firms, now, pace }: ImpactOnFirmsNeeds) {
  const kept = new LRUCache<string, Promise<ImpactFigures | null>>(KEPT);
  let last: Promise<unknown> = Promise.resolve();
  // The changes of a revision are asked for together, and firms are read once for all of them; one reading at a time.
  const comparisons = new DataLoader<Change, ImpactFigures | null>(
    (changes) => {
      const reading = last.then(() => compare(changes));
      last = reading.catch(() => undefined);
      return reading;
    },
    { cache: false, maxBatchSize: AT_ONCE },
  );

  async function compare(changes: readonly Change[]): Promise<readonly (ImpactFigures | null)[]> {
    const needed = factsNeeded(changes.flatMap(({ before, after }) => [before, after]));
    const counts: readonly Figures[] = changes.map(() => new Float64Array(MOVES.length));
    let after: string | null = null;
    do {
      const wanted = { purpose: "impact_previews", givenBy: null, after } as const;
      const { profiles, reached } = await firms.batch(database, wanted, needed, todayIn(now()));
      for (const profile of profiles) for (const [at, change] of changes.entries()) count(counts[at], change, profile);
      after = reached;
    } while (after !== null);
    return counts.map((all) => (sum(all) < FEWEST_TOLD ? null : impactFigures(all)));
  }

  return async (caller: Caller, before: Rules, after: Rules): Promise<ImpactFigures | null> => {
    const key = digestOf([before, after]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const spent = await pace(caller);
    if (spent !== undefined) throw tooManyRequests(spent);
    const figures = comparisons.load({ before, after });
    kept.set(key, figures);
    figures.catch(() => kept.delete(key));
    return figures;
  };
}

function count(figures: Figures | undefined, { before, after }: Change, profile: Parameters<typeof moveOf>[2]): void {
  if (figures === undefined) return;
  const move = moveOf(before, after, profile);
  figures[move] = (figures[move] ?? 0) + 1;
}

function sum(figures: Figures): number {
  return figures.reduce((total, each) => total + each, 0);
}
