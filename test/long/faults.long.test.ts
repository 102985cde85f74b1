import { DATABASE_FAULTS } from "../faults/database-faults.js";
import { REDIS_FAULTS } from "../faults/redis-faults.js";
import { withSmallDisk } from "../faults/small-disk.js";
import { inWords, openStage, type Stage } from "../faults/under-load.js";
import { inWords as faredInWords, fareWith } from "../faults/without-redis.js";
import { createTestDatabase, type TestDatabase } from "../kit/store.js";

const names = <Name extends string>(table: Readonly<Record<Name, unknown>>) => Object.keys(table) as Name[];

/** Faults during which a statement may be under way that PostgreSQL does not answer: it takes the time that a statement may take. */
const WAITED_FOR: readonly string[] = [
  "says nothing any more (F8)",
  "has a table that somebody holds, so that the pool is used up (F9)",
];
const LONGEST_STATEMENT = 3_500;

describe("a gateway that answers and registers firms, a hundred requests a second, on a PostgreSQL that", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ perSecond: 100, writeEvery: 4 });
  }, 60_000);
  afterAll(() => stage.close());

  it.each(names(DATABASE_FAULTS))(
    "%s: acknowledges nothing that is not kept, says within a second when to come back, and is well within five",
    async (name) => {
      const verdict = await stage.suffer(DATABASE_FAULTS[name], { lasting: 5_000, after: 6_000 });
      process.stdout.write(inWords(name, verdict));
      expect(verdict.wrong).toEqual([]);
      expect(verdict.written).toBeGreaterThan(50);
      expect(verdict.recovery).toBeLessThan(5_000);
      expect(verdict.refusedAfter.p99).toBeLessThan(WAITED_FOR.includes(name) ? LONGEST_STATEMENT + 1_000 : 1_000);
    },
    120_000,
  );
});

describe("a gateway on a PostgreSQL whose disk is used up to the last byte", () => {
  it.each(["the tables", "everything"] as const)(
    "on which %s lie: keeps all that it acknowledged, reads on, and writes again once there is room",
    async (what) => {
      const verdict = await withSmallDisk(what, { perSecond: 100, writeEvery: 4 });
      process.stdout.write(inWords(`has a full disk for ${what} (F11)`, verdict));
      expect(verdict.wrong).toEqual([]);
      expect(verdict.notNow).toBeGreaterThan(0);
      expect(verdict.written).toBeGreaterThan(50);
      expect(verdict.recovery).toBeLessThan(5_000);
      expect(verdict.refusedAfter.p99).toBeLessThan(1_000);
    },
    300_000,
  );
});

describe("a gateway that answers and registers firms, two hundred requests a second, with a Redis that", () => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await createTestDatabase();
  });
  afterAll(() => store.drop());

  it.each(names(REDIS_FAULTS))(
    "%s: answers as before, at most 50 ms later",
    async (name) => {
      const pace = { perSecond: 200, writeEvery: 20, warmUp: 3_000, before: 4_000, after: 8_000 };
      const fared = await fareWith(store, REDIS_FAULTS[name], pace);
      process.stdout.write(faredInWords(name, fared));
      expect(fared.sent).toBeGreaterThan(2_700);
      expect(fared.wrong.slice(0, 3)).toEqual([]);
      expect(fared.p99.after - fared.p99.before).toBeLessThan(50);
    },
    120_000,
  );
});
