import { setTimeout as sleep } from "node:timers/promises";
import { createPatience } from "../../src/platform/patience.js";

const never = () => new Promise<string>(() => {});
const atOnce = async () => "well";

describe("patience with something that one can do without", () => {
  it("ends after so many milliseconds, and after three times in a row nobody waits at all", async () => {
    const patience = createPatience(20);
    for (let time = 0; time < 3; time += 1) expect(await patience(never)).toBeUndefined();
    const begun = performance.now();
    expect(await patience(never)).toBeUndefined();
    expect(performance.now() - begun).toBeLessThan(10);
  });

  it("finds out whether it is well again without anybody waiting for that", async () => {
    const patience = createPatience(200);
    const failing = async () => {
      throw new Error("away");
    };
    for (let time = 0; time < 3; time += 1) await patience(failing);
    await sleep(1_100);
    const begun = performance.now();
    const asked = await Promise.all([patience(never), patience(never), patience(atOnce)]);
    expect(asked).toEqual([undefined, undefined, undefined]);
    expect(performance.now() - begun).toBeLessThan(100);
    await sleep(1_400);
    await patience(atOnce);
    await sleep(1);
    expect(await patience(atOnce)).toEqual({ value: "well" });
  });
});
