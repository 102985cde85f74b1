import { keysAt } from "../../../../src/programs/checks/schema-keys.js";
import { ProgramDocument } from "../../../../src/programs/document/program-document.js";
import { applyPatch, LISTS_BY_ID } from "../../../../src/programs/publishing/compare/apply-patch.js";
import { SEED_DOCUMENTS } from "../../../kit/seed-programs.js";

const fondo = SEED_DOCUMENTS.find(({ slug }) => slug === "fondo-pyme")!;
const patched = (patch: unknown) => (applyPatch(fondo, patch) as unknown as { document: ProgramDocument }).document;

describe("a patch of a program", () => {
  it("changes what it names, removes what it says is null, and leaves the rest and the original alone", () => {
    const before = structuredClone(fondo);
    expect(patched({ name: { en: "Fund" }, timeline: { note: null } })).toEqual({
      ...fondo,
      name: { es: "Fondo PYME", en: "Fund" },
      timeline: { start: "2001", cite: ["t"] },
    });
    expect(fondo).toEqual(before);
    expect(patched({})).toEqual(fondo);
  });

  it.each([
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])("does what RFC 7396 shows: %j and %j make %j", (target, patch, result) => {
    expect(applyPatch(target as unknown as ProgramDocument, patch)).toEqual({ document: result });
  });

  it("changes, adds and removes single items of a list by their id", () => {
    const [first, , third] = fondo.requirements;
    const added = { text: { es: "Nuevo", en: "New" }, role: "process", cite: [] };
    const patch = {
      requirements: { nuevo: added, "is-manufacturer": null, "is-msme": { role: "target", rule: null } },
    };
    const { rule: _, ...unruled } = first!;
    expect(patched(patch).requirements).toEqual([{ ...unruled, role: "target" }, third, { id: "nuevo", ...added }]);
    expect(patched({ supports: { calculations: { tope: { note: null } } } }).supports.calculations).toEqual([
      { id: "tope" },
    ]);
    expect(patched({ requirements: [] }).requirements).toEqual([]);
  });

  it.each([
    ["__proto__", '{"name":{"__proto__":{"es":"x"}}}', ["name", "__proto__"], "FORBIDDEN_KEY"],
    ["constructor", '{"requirements":{"constructor":{}}}', ["requirements", "constructor"], "FORBIDDEN_KEY"],
    ["prototype inside a list", '{"status":[{"prototype":1}]}', ["status", 0, "prototype"], "FORBIDDEN_KEY"],
    ["what is no record", "[1]", [], "NOT_A_RECORD"],
    ["an item that is no record", '{"evidence":{"rfc":"x"}}', ["evidence", "rfc"], "NOT_A_RECORD"],
    ["an item under another id", '{"evidence":{"rfc":{"id":"curp"}}}', ["evidence", "rfc"], "OTHER_ID"],
    ["an item that loses its id", '{"requirements":{"is-msme":{"id":null}}}', ["requirements", "is-msme"], "OTHER_ID"],
  ])("refuses %s", (_, patch, path, reason) => {
    expect(applyPatch(fondo, JSON.parse(patch))).toEqual({ refused: { path, reason } });
  });

  it("refuses what is nested beyond reason", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100)}1${"}".repeat(100)}`);
    expect(applyPatch(fondo, deep)).toMatchObject({ refused: { reason: "TOO_DEEP" } });
  });

  it("knows every list of the document whose items have an id", () => {
    const places = (path: string[]): string[] =>
      keysAt(ProgramDocument, path).flatMap((key) => {
        const inside = [...path, key];
        const byId = keysAt(ProgramDocument, [...inside, 0] as PropertyKey[]).includes("id");
        return [...(byId ? [inside.join(".")] : []), ...(path.length < 2 ? places(inside) : [])];
      });
    expect(places([]).sort()).toEqual([...LISTS_BY_ID].sort());
  });
});
