import { createTestDatabase, type TestDatabase } from "../kit/store.js";
import { REDIS_FAULTS } from "./redis-faults.js";
import { fareWith } from "./without-redis.js";

/** The other faults of a Redis, for longer and with figures, are in test/long/faults. */
const SOME = ["says nothing any more (F3)", "is read-only (F5)"] as const;

describe("a gateway that answers and registers firms with a Redis", () => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await createTestDatabase();
  });
  afterAll(() => store.drop());

  it.each(SOME)(
    "that %s: everything is answered as before",
    async (name) => {
      const { sent, wrong } = await fareWith(store, REDIS_FAULTS[name], {
        perSecond: 40,
        writeEvery: 8,
        warmUp: 200,
        before: 100,
        after: 1_000,
      });
      expect(wrong).toEqual([]);
      expect(sent).toBeGreaterThan(40);
    },
    60_000,
  );
});
