import fc from "fast-check";
import { faultOfJson } from "../../src/graph/strict-json.js";
import { runs } from "../kit/runs.js";

const faultOf = (text: string) => faultOfJson(text, () => JSON.parse(text));

describe("a JSON text", () => {
  it("is taken, whatever it says once: colons, quotes and brackets inside texts are letters", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 2), (value, indent) => {
        expect(faultOf(JSON.stringify(value, null, indent))).toBeUndefined();
      }),
      runs(500),
    );
  });

  it("is refused when it says one thing twice, wherever and however it is spelt", () => {
    const key = fc.string().filter((name) => name !== "__proto__");
    fc.assert(
      fc.property(key, fc.jsonValue({ maxDepth: 2 }), fc.boolean(), (name, value, escaped) => {
        const written = JSON.stringify(name);
        const again = escaped
          ? `"${[...Array(name.length).keys()].map((at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, "0")}`).join("")}"`
          : written;
        const twice = `{${written}:${JSON.stringify(value)},"other":[],${again}:1}`;
        fc.pre(name !== "other");
        expect(faultOf(twice)).toBe("says one thing twice");
        expect(faultOf(`{"a":[1,${twice}]}`)).toBe("says one thing twice");
      }),
      runs(500),
    );
  });

  it("may nest 64 levels, and no more", () => {
    const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
    expect(faultOf(nested(64))).toBeUndefined();
    expect(faultOf(nested(65))).toBe("nests deeper than 64 levels");
    expect(faultOf(JSON.stringify(nested(1_000)))).toBeUndefined();
  });

  it("is looked through in time that grows with its length, however many backslashes there are", () => {
    const begun = performance.now();
    for (const text of [`"${"\\\\".repeat(120_000)}"`, `"${'\\"'.repeat(120_000)}"`, `[${'"",'.repeat(80_000)}""]`]) {
      expect(faultOf(text)).toBeUndefined();
    }
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
