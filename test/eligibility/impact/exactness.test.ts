import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { writeDenue } from "../../../bench/synthetic-denue.js";
import { countMoves } from "../../../src/eligibility/impact/comparison/count-moves.js";
import { compareForProfiles, MOVES, type Rules } from "../../../src/eligibility/impact/comparison/moves.js";
import type { Population } from "../../../src/eligibility/impact/population/population.js";
import { understand } from "../../../src/eligibility/profile/understand.js";
import { known, type Profile } from "../../../src/eligibility/rules/knowledge.js";
import { judgeProgram, type Verdict } from "../../../src/eligibility/rules/verdict.js";
import { DENUE_BANDS } from "../../../src/eligibility/screening/input/denue.js";
import { DIMENSIONS, whereItCounts } from "../../../src/eligibility/screening/totals/where-it-counts.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";
import { populationOf } from "../../kit/population.js";
import { runs } from "../../kit/runs.js";
import { csvOf, firms, profileOf, rules } from "./random-firms.js";

const alone = (conditions: Rules, profile: Profile): Verdict =>
  conditions === null ? "INELIGIBLE" : judgeProgram(conditions, profile).verdict;

/** Counts by judging each firm by itself under each of the two rule sets. */
function countAlone(profiles: readonly Profile[], before: Rules, after: Rules) {
  const all = new Map<string, number>();
  const lines = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const profile of profiles) {
    const move = `${alone(before, profile)} ${alone(after, profile)}`;
    add(all, move);
    const place = whereItCounts(profile);
    for (const dimension of DIMENSIONS) add(lines, `${dimension} ${place[dimension]} ${move}`);
  }
  return { all, lines };
}

function counted(population: Population, before: Rules, after: Rules) {
  const { all, by } = countMoves(population, before, after);
  const text = (move: number) => `${MOVES[move]?.from} ${MOVES[move]?.to}`;
  const entries = (figures: Float64Array, prefix = "") =>
    [...figures].flatMap((count, move) => (count === 0 ? [] : [[`${prefix}${text(move)}`, count] as const]));
  return {
    all: new Map(entries(all)),
    lines: new Map(
      DIMENSIONS.flatMap((dimension) =>
        by[dimension].flatMap(({ value, figures }) => entries(figures, `${dimension} ${value} `)),
      ),
    ),
  };
}

describe("a change of rules over a population", () => {
  // Making a population costs more than trying a pair of rules on it.
  it("does to random firms, under twelve random pairs of rules, what judging each firm by itself says", () => {
    let moved = 0;
    const pairs = fc.array(fc.tuple(rules, rules), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(firms, pairs, (rows, tried) => {
        const [profiles, population] = [rows.map(profileOf), populationOf(csvOf(rows))];
        for (const [before, after] of tried) {
          expect(counted(population, before, after)).toEqual(countAlone(profiles, before, after));
          const changed = compareForProfiles(profiles, before, after);
          moved += changed.length;
          expect(changed).toEqual(
            profiles.flatMap((profile, index) => {
              const [from, to] = [alone(before, profile), alone(after, profile)];
              return from === to ? [] : [{ index, from, to }];
            }),
          );
        }
      }),
      runs(50),
    );
    expect(moved).toBeGreaterThan(0);
  });

  it("does to 3,000 establishments of a directory what judging each by itself says", async () => {
    const folder = await mkdtemp(join(tmpdir(), "impact-"));
    const path = join(folder, "denue.csv");
    await writeDenue({ path, rows: 3_000, seed: 11 });
    const csv = await readFile(path, "utf8");
    await rm(folder, { recursive: true });
    const profiles = (parse(csv, { columns: true }) as Record<string, string>[]).map(
      (row) =>
        understand(
          new Map([
            ["municipality", known.code(`${row.cve_ent}${row.cve_mun}`)],
            ["scian", known.code(row.codigo_act as string)],
            ["workers", known.between(...(DENUE_BANDS.get(row.per_ocu as string) as readonly [number, number]))],
          ]),
          OFFICIAL_CODES,
        ).profile,
    );
    const population = populationOf(csv);
    fc.assert(
      fc.property(rules, rules, (before, after) => {
        expect(counted(population, before, after)).toEqual(countAlone(profiles, before, after));
      }),
      runs(8),
    );
  });
});
