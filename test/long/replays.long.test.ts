import { decisionsOf, differing, firmOf, publishOtherRules } from "../eligibility/replays/decisions.js";
import { startTestGateway } from "../kit/gateway.js";

describe("10,000 decisions that firms kept", () => {
  it("come out the same, reasons and all, after their programs were published with other rules", async () => {
    let now = new Date("2026-11-24T18:00:00Z");
    const gateway = await startTestGateway({}, { now: () => now });
    const firms = Array.from({ length: 92 }, (_, seed) => firmOf(seed + 1));
    const decisions = await decisionsOf(gateway, firms);
    expect(decisions.length).toBeGreaterThan(10_000);
    const slugs = [...new Set(decisions.map(({ slug }) => slug))];
    const changed = await publishOtherRules(gateway, slugs);
    now = new Date("2026-11-26T18:00:00Z");
    const today = new Map(
      (await decisionsOf(gateway, firms)).map((one) => [one.slug + JSON.stringify(one.profile), one.told]),
    );
    const turned = decisions.filter((one) => today.get(one.slug + JSON.stringify(one.profile)) !== one.told).length;
    expect(await differing(gateway, decisions)).toEqual([]);
    process.stdout.write(
      `${decisions.length} decisions of ${firms.length} firms, ${changed.length} of ${slugs.length} programs published with other rules, ${turned} would come out otherwise today: 0 differ\n`,
    );
    expect(turned).toBeGreaterThan(3_000);
    await gateway.close();
  }, 1_800_000);
});
