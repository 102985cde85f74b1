import { twoGateways } from "../applications/races/budget-race.js";
import { cutAtRandom } from "../applications/races/cut-at-random.js";
import { sendManyKeys } from "../applications/races/keys.js";

describe("10,000 keys, each sent up to ten times over two gateways", () => {
  it("have one effect and one answer each, half of them while PostgreSQL ends sessions at random", async () => {
    const gateways = await twoGateways();
    const [first] = gateways;
    const quiet = await sendManyKeys(gateways, { keys: 5_000, seed: 11, count: first });
    expect(quiet.wrong).toEqual([]);
    const ending = cutAtRandom(first.store);
    const cut = await sendManyKeys(gateways, { keys: 5_000, seed: 12, count: first }, () => ending.begin());
    expect(cut.wrong).toEqual([]);
    const sessions = await ending.stop();
    process.stdout.write(
      `10,000 keys: ${quiet.sent + cut.sent} sendings, ${sessions} sessions ended, ${cut.inDoubt} in doubt, 0 wrong\n`,
    );
  }, 3_000_000);
});
