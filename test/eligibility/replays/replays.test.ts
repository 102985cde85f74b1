import { startTestGateway } from "../../kit/gateway.js";
import { decisionsOf, differing, firmOf, publishOtherRules } from "./decisions.js";

describe("decisions that firms kept", () => {
  it("come out the same, reasons and all, by the editions that were applied, also once others are in force", async () => {
    let now = new Date("2026-11-24T18:00:00Z");
    const gateway = await startTestGateway({}, { now: () => now });
    const firms = [1, 2].map(firmOf);
    const decisions = await decisionsOf(gateway, firms);
    expect(decisions).toHaveLength(220);
    const slugs = [...new Set(decisions.map(({ slug }) => slug))].toSorted();
    const changed = await publishOtherRules(gateway, slugs.slice(0, 8));
    now = new Date("2026-11-26T18:00:00Z");
    expect(changed.length).toBeGreaterThan(3);
    const today = new Map(
      (await decisionsOf(gateway, firms)).map((one) => [one.slug + JSON.stringify(one.profile), one.told]),
    );
    const turned = decisions.filter((one) => today.get(one.slug + JSON.stringify(one.profile)) !== one.told);
    expect(turned.length).toBeGreaterThan(3);
    expect(await differing(gateway, decisions)).toEqual([]);
    const [first] = turned;
    const bent = { ...first!, told: first!.told.replace('"code":"', '"code":"X') };
    expect(await differing(gateway, [bent])).toHaveLength(1);
  }, 120_000);
});
