import { ENGINES } from "../../bench/rules/engines/index.js";
import { generateFirms, generatePrograms } from "../../bench/rules/generate.js";
import { measureHonesty, measureSpeed, truthOf } from "../../bench/rules/trial.js";

const LIMITS = { verify: 2_000, warmUp: 10, run: 10, runs: 3, firms: 50 };

describe("the bench of rules", () => {
  it.each(ENGINES)("$name says what the walk over the rules says, of complete profiles", async (engine) => {
    const { verified, wrong, perSecond } = await measureSpeed(engine, 30, LIMITS);
    expect(verified).toBeGreaterThan(0);
    expect(wrong).toBe(0);
    expect(perSecond).toBeGreaterThan(0);
  });

  it.each(ENGINES)("$name is asked about profiles with missing facts", async (engine) => {
    const said = await measureHonesty(engine, 30, 10);
    expect(said.saysEligible + said.saysIneligible + said.saysUnknown).toBe(said.undetermined);
    expect(said.decided + said.undetermined).toBe(300);
    // Ours must be right; the others are what they are.
    if (engine.package === undefined)
      expect(said).toMatchObject({ saysUnknown: said.undetermined, decidedRight: said.decided });
  });

  it("makes the same programs and firms every time, of which few fit together", () => {
    const [programs, firms] = [generatePrograms(300), generateFirms(200, 0)];
    expect(generatePrograms(300)).toEqual(programs);
    expect(generateFirms(200, 0)).toEqual(firms);
    const truth = truthOf(programs);
    const eligible = firms.flatMap(truth).filter((answer) => answer === true).length / (300 * 200);
    expect(eligible).toBeGreaterThan(0.02);
    expect(eligible).toBeLessThan(0.06);
  });
});
