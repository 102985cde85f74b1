import fc from "fast-check";
import { canonicalJson } from "../../src/platform/canonical-json.js";
import { runs } from "../kit/runs.js";

describe("canonical JSON", () => {
  it("is that of RFC 8785's own examples", () => {
    const sorted = {
      "\u20ac": "Euro",
      "\r": "CR",
      "\ufb33": "Dalet",
      "1": "One",
      "\u{1f600}": "Smile",
      "\u0080": "Control",
      "\u00f6": "O",
    };
    expect(Object.keys(JSON.parse(canonicalJson(sorted)))).toHaveLength(7);
    expect(canonicalJson(sorted)).toBe(
      '{"\\r":"CR","1":"One","\u0080":"Control","\u00f6":"O","\u20ac":"Euro","\u{1f600}":"Smile","\ufb33":"Dalet"}',
    );
    const values = {
      numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals: [null, true, false],
    };
    expect(canonicalJson(values)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("orders names that are whole numbers as texts too", () => {
    expect(canonicalJson({ b: 1, 10: 2, 9: 3 })).toBe('{"10":2,"9":3,"b":1}');
  });

  it("says the same as JSON, for equal values in the same words", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      runs(300),
    );
    const at = new Date(0);
    expect(canonicalJson({ z: undefined, at, list: [undefined] })).toBe(
      '{"at":"1970-01-01T00:00:00.000Z","list":[null]}',
    );
  });
});
