import { createMemoryCache } from "../../src/platform/cache/memory-cache.js";
import { KeptReadings } from "../../src/programs/store/kept-readings.js";

const QUESTION = { kind: "name", asked: { language: "es" } };

/** Readings at a revision that a test moves on, and what was read of the store. */
function readings(room?: number) {
  const read: (readonly string[])[] = [];
  let revision = "1";
  const kept = new KeptReadings(
    { known: () => revision, current: async () => revision },
    createMemoryCache(),
    ...(room === undefined ? [] : [room]),
  );
  const names = (keys: readonly string[]) =>
    kept.readMany(QUESTION, keys, async (missing) => {
      read.push(missing);
      await new Promise(setImmediate);
      return new Map(missing.filter((key) => key !== "nobody").map((key) => [key, `${key} at ${revision}`]));
    });
  return {
    read,
    names,
    kept,
    publish: () => {
      revision = String(Number(revision) + 1);
    },
  };
}

describe("answers by key", () => {
  it("are read once for all who ask meanwhile, and each key once however the questions overlap", async () => {
    const { names, read } = readings();
    const [one, two, three] = await Promise.all([names(["a", "b"]), names(["b", "c"]), names(["a", "b", "c"])]);
    expect([one, two, three]).toEqual([
      ["a at 1", "b at 1"],
      ["b at 1", "c at 1"],
      ["a at 1", "b at 1", "c at 1"],
    ]);
    expect(read).toEqual([["a", "b"], ["c"]]);
    expect(await names(["c", "a"])).toEqual(["c at 1", "a at 1"]);
    expect(read).toHaveLength(2);
  });

  it("are null where there is nothing, and asked for again", async () => {
    const { names, read } = readings();
    expect(await Promise.all([names(["nobody"]), names(["nobody", "a"])])).toEqual([[null], [null, "a at 1"]]);
    expect(await names(["nobody"])).toEqual([null]);
    expect(read).toEqual([["nobody"], ["a"], ["nobody"]]);
  });

  it("are read anew after a publication, also by who asks while the old ones are being read", async () => {
    const { names, publish } = readings();
    const before = names(["a"]);
    publish();
    expect(await names(["a"])).toEqual(["a at 2"]);
    await before;
    expect(await names(["a"])).toEqual(["a at 2"]);
  });

  it("fail for all who wait for a reading that fails, and for nobody after them", async () => {
    const { kept, names } = readings();
    const failing = () =>
      kept.readMany(QUESTION, ["a"], async () => {
        throw new Error("no store");
      });
    const [one, other] = await Promise.allSettled([failing(), names(["a"])]);
    expect([one.status, other.status]).toEqual(["rejected", "rejected"]);
    expect(await names(["a"])).toEqual(["a at 1"]);
  });
});
