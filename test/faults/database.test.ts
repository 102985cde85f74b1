import { eventually } from "../kit/eventually.js";
import { DATABASE_FAULTS } from "./database-faults.js";
import { openStage, type Stage } from "./under-load.js";

/** Those that a short while is enough for; all of them, for longer and with figures, are in test/long/faults. */
const SHORT = {
  "is killed (F7)": 100,
  "loses connections after COMMIT was sent (F10)": 300,
  "says that its disk is full (F11)": 300,
  "takes no writes (a standby)": 300,
} as const satisfies Partial<Record<keyof typeof DATABASE_FAULTS, number>>;

/** That the store could be written counts for a second. */
const LONGER_THAN_READINESS_IS_BELIEVED = 1_800;

describe("a PostgreSQL on which a gateway answers and registers firms", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ perSecond: 60, writeEvery: 3, settings: { fsync: "off" } });
  }, 60_000);
  afterAll(() => stage.close());

  it.each(Object.keys(SHORT) as (keyof typeof SHORT)[])(
    "%s: nothing is acknowledged that is not kept, and who is told to come back is served soon after",
    async (name) => {
      const { wrong, written, notNow, recovery } = await stage.suffer(DATABASE_FAULTS[name], {
        lasting: SHORT[name],
        after: 700,
      });
      expect(wrong).toEqual([]);
      expect(written).toBeGreaterThan(5);
      expect(notNow).toBeGreaterThan(0);
      expect(recovery).toBeLessThan(5_000);
    },
    30_000,
  );

  it("makes the gateway say that it is not ready while nothing can be written, and ready again by itself", async () => {
    expect(await stage.ready()).toBe(200);
    for (const name of ["takes no writes (a standby)", "is away for a while (F6)"] as const) {
      const over = DATABASE_FAULTS[name](stage, LONGER_THAN_READINESS_IS_BELIEVED);
      await eventually(async () => (await stage.ready()) === 503);
      await over;
      await eventually(async () => (await stage.ready()) === 200, 5_000);
    }
  });
});
