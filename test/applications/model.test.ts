import fc from "fast-check";
import { runs } from "../kit/runs.js";
import { notSeen, playOnGateways } from "./lifecycle/play-on-gateways.js";

describe("firms and agencies that do anything at all on a real gateway", () => {
  it("are answered as the model says, command by command, and the budget and the record come out right", async () => {
    const seed = Number(fc.readConfigureGlobal().seed);
    const played = await playOnGateways({ sequences: runs(20).numRuns, length: 60, gateways: 3, seed });
    // So few sequences need not come everywhere; test/long has enough for that.
    if (played.sequences >= 50) expect(notSeen(played).length).toBeLessThan(5);
  }, 240_000);
});
