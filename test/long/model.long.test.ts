import fc from "fast-check";
import { notSeen, playOnGateways } from "../applications/lifecycle/play-on-gateways.js";
import { runs } from "../kit/runs.js";

// Ten times as many: RANDOM_CASES_SHARE=10. Shorter ones: SEQUENCE_LENGTH=20.
const LENGTH = Number(process.env.SEQUENCE_LENGTH ?? "60");

describe("firms and agencies that do anything at all on a real gateway", () => {
  it("are answered as the model says, and come into every state and to every refusal there is", async () => {
    const seed = Number(fc.readConfigureGlobal().seed) + 1;
    const played = await playOnGateways({ sequences: runs(1_000).numRuns, length: LENGTH, gateways: 4, seed });
    const { sequences, commands, perSecond, answers } = played;
    process.stdout.write(
      `${sequences} sequences, ${commands} commands, ${Math.round(perSecond)} a second, ${answers.size} kinds of answer, 0 divergences\n`,
    );
    expect(notSeen(played)).toEqual([]);
  }, 14_400_000);
});
