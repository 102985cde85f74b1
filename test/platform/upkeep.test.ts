import { setTimeout as sleep } from "node:timers/promises";
import { createLog } from "../../src/platform/log.js";
import { createUpkeep, type Job } from "../../src/platform/upkeep.js";
import { eventually } from "../kit/eventually.js";

const NOW = new Date("2026-11-24T18:00:00Z");
const upkeepOf = (jobs: readonly Job[]) => createUpkeep({ jobs, log: createLog("silent"), now: () => NOW });
const OFTEN = 0.005;

describe("upkeep", () => {
  it("runs each job at its time, one that fails too, until it is stopped", async () => {
    const runs: string[] = [];
    const upkeep = upkeepOf([
      { name: "good", everySeconds: OFTEN, run: async (now) => runs.push(`good ${now.toISOString()}`) },
      {
        name: "bad",
        everySeconds: OFTEN,
        run: () => {
          runs.push("bad");
          throw new Error("no");
        },
      },
    ]);
    upkeep.start();
    await eventually(() => runs.filter((run) => run === "bad").length > 2 && runs.length > 6);
    await upkeep.stop();
    const count = runs.length;
    await sleep(30);
    expect(runs).toHaveLength(count);
    expect(runs).toContain("good 2026-11-24T18:00:00.000Z");
  });

  it("never runs a job twice at once, and stops only when what is under way has ended", async () => {
    let [under, most, runs] = [0, 0, 0];
    const upkeep = upkeepOf([
      {
        name: "slow",
        everySeconds: OFTEN,
        async run() {
          under += 1;
          most = Math.max(most, under);
          await sleep(25);
          under -= 1;
          runs += 1;
          return runs;
        },
      },
    ]);
    upkeep.start();
    await eventually(() => runs > 0);
    await Promise.all([upkeep.runAll(NOW), upkeep.runAll(NOW)]);
    await upkeep.stop();
    expect([under, most]).toEqual([0, 1]);
  });

  it("runs all jobs once when asked to, and says what went wrong", async () => {
    const runs: Date[] = [];
    const at = new Date("2026-12-01T00:00:00Z");
    const upkeep = upkeepOf([
      { name: "bad", everySeconds: 60, run: () => Promise.reject(new Error("no")) },
      { name: "good", everySeconds: 60, run: async (now) => runs.push(now) },
    ]);
    await expect(upkeep.runAll(at)).rejects.toMatchObject({ errors: [{ message: "no" }] });
    expect(runs).toEqual([at]);
  });
});
