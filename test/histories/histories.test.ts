import { twoGateways } from "../applications/races/budget-race.js";
import type { TestGateway } from "../kit/gateway.js";
import { anomaliesOf } from "./checker/check.js";
import type { History } from "./checker/history.js";
import { randomOf } from "./random.js";
import { decideTogether } from "./workloads/awards.js";
import { editTogether } from "./workloads/drafts.js";
import { publishTogether } from "./workloads/editions.js";
import { sizeOf } from "./workloads/lanes.js";

const PROGRAMS = ["global-programme-women", "global-programme-youth", "global-programme-elderly"];

let gateways: readonly TestGateway[];
beforeAll(async () => {
  gateways = await twoGateways(() => new Date("2026-11-24T18:00:00Z"));
});

/** The same history, in which somebody was told that the last command that was kept had been refused. */
function lied(history: History): History {
  const at = history.findLastIndex(
    ({ outcome, steps }) => outcome === "done" && steps.some(({ do: what }) => what === "append"),
  );
  return history.map((one, place) => (place === at ? { ...one, outcome: "refused" } : one));
}

describe("what many do at once over two gateways is as if each had done it alone, one after the other:", () => {
  it("deciding on applications of one call and paying them", async () => {
    const history = await decideTogether(gateways, { round: 1, people: 8, things: 160, random: randomOf(1) });
    const { kept, refused } = sizeOf(history);
    expect([kept > 30, refused > 3]).toEqual([true, true]);
    expect(anomaliesOf(history, { time: true })).toEqual([]);
    expect(anomaliesOf(lied(history), { time: true })).not.toEqual([]);
  }, 120_000);

  it("editing the same drafts", async () => {
    const history = await editTogether(gateways, { round: 1, people: 8, things: 120, random: randomOf(2) });
    const { kept, refused } = sizeOf(history);
    expect([kept > 15, refused > 5]).toEqual([true, true]);
    expect(anomaliesOf(history, { time: true })).toEqual([]);
    expect(anomaliesOf(lied(history), { time: true })).not.toEqual([]);
  }, 120_000);

  it("publishing editions of one or two programs, while others look at all of them", async () => {
    const plan = { programs: PROGRAMS, people: 6, things: 60, random: randomOf(3) };
    const history = await publishTogether(gateways, plan);
    const { kept, refused } = sizeOf(history);
    expect([kept > 4, refused > 2]).toEqual([true, true]);
    expect(anomaliesOf(history, { process: true })).toEqual([]);
    expect(anomaliesOf(lied(history), { process: true })).not.toEqual([]);
  }, 120_000);
});
