import { atOnce, inSlices, mapping, type Sliced } from "../../src/platform/in-slices.js";

function* busy(milliseconds: number, times: number): Sliced<number> {
  for (let turn = 0; turn < times; turn++) {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    yield;
  }
  return times;
}

describe("long work in slices", () => {
  it("lets others have the thread in between", async () => {
    let turns = 0;
    let working = true;
    const other = () => {
      turns += 1;
      if (working) setImmediate(other);
    };
    setImmediate(other);
    expect(await inSlices(busy(5, 20))).toBe(20);
    working = false;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it("comes to the same at once", () => {
    const items = Array.from({ length: 1_000 }, (_, item) => item);
    expect(atOnce(mapping(items, (item, index) => item * index))).toEqual(items.map((item) => item * item));
  });

  it("tells of what went wrong in it", async () => {
    const failing = mapping([1], () => {
      throw new Error("no");
    });
    await expect(inSlices(failing)).rejects.toThrow("no");
  });
});
