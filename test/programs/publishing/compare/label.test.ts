import { PLACES, type Place } from "../../../../src/programs/document/places.js";
import { ProgramDocument } from "../../../../src/programs/document/program-document.js";
import { differences } from "../../../../src/programs/publishing/compare/differences.js";
import { labelOf } from "../../../../src/programs/publishing/compare/label.js";
import { readable } from "../../../../src/programs/publishing/compare/readable.js";
import { SEED_DOCUMENTS } from "../../../kit/seed-programs.js";

interface Definition {
  readonly type: string;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly entries?: Readonly<Record<string, string>>;
}
interface Schema {
  readonly _zod: { readonly def: Definition };
}

function plain(schema: Schema): Definition {
  const { def } = schema._zod;
  const inside = def.innerType ?? def.in;
  return inside === undefined ? def : plain(inside);
}

const isLanguage = (key: string) => key === "es" || key === "en";

/** What the shape of the document says and the table of places does not, or the other way about. */
function unlike(schema: Schema, place: Place | undefined, at: string): readonly string[] {
  if (place === undefined || place.es === "" || place.en === "") return [`${at} has no name`];
  if (place.reads === "rule" || place.reads === "amount") return [];
  const outer = plain(schema);
  if ((outer.type === "array") !== (place.list === true)) return [`${at} is a list in one of them only`];
  const { type, options, shape, entries } = outer.element ? plain(outer.element) : outer;
  const isText =
    type === "union" && options?.every((option) => Object.keys(plain(option).shape ?? { no: 0 }).every(isLanguage));
  const fields = isText ? ["es", "en"] : Object.keys(shape ?? {});
  const odd = Object.keys(place.fields ?? {}).filter((key) => !fields.includes(key));
  const codes = entries !== undefined && !("MXN" in entries) ? Object.keys(entries) : [];
  return [
    ...odd.map((key) => `${at}.${key} is no place of the document`),
    ...(JSON.stringify(codes) === JSON.stringify(Object.keys(place.codes ?? {})) ? [] : [`${at} has other codes`]),
    ...fields.flatMap((key) => {
      const inside = place.fields?.[key];
      return shape?.[key] ? unlike(shape[key], inside, `${at}.${key}`) : inside ? [] : [`${at}.${key} has no name`];
    }),
  ];
}

describe("what people call a place of a program", () => {
  it("is said for every key of the document, in both languages, and for nothing else", () => {
    expect(unlike(ProgramDocument as unknown as Schema, PLACES, "program")).toEqual([]);
  });

  it.each([
    [["requirements", "antiguedad", "rule"], "Requisitos › antiguedad › Regla", "Requirements › antiguedad › Rule"],
    [["name", "en"], "Nombre › en inglés", "Name › in English"],
    [["supports", "kinds", "credit"], "Apoyos › Qué se da › Crédito", "Support › What is given › Credit"],
    [["supports", "amounts", 1, "value"], "Apoyos › Montos › 2 › Valor", "Support › Amounts › 2 › Value"],
    [
      ["supports", "calculations", "tope", "rule"],
      "Apoyos › Cálculos del monto › tope › Regla de cálculo",
      "Support › Calculations of the amount › tope › Rule of calculation",
    ],
    [
      ["requirements", "text", "text", "es"],
      "Requisitos › text › Texto › en español",
      "Requirements › text › Text › in Spanish",
    ],
    [[], "Programa", "Program"],
    [["constructor", "x"], "constructor › x", "constructor › x"],
  ])("%j is %s", (path, es, en) => {
    expect(labelOf(path, "es")).toBe(es);
    expect(labelOf(path, "en")).toBe(en);
  });
});

describe("what stands there, for people", () => {
  it.each([
    [
      ["requirements", "x", "role"],
      "target",
      "Población objetivo; no cumplirla no excluye",
      "Target group; failing it does not exclude",
    ],
    [["supports", "kinds"], ["grant", "credit"], "Subsidio, Crédito", "Grant, Credit"],
    [["supports", "amounts", 0, "value"], "1390000000.05", "1,390,000,000.05", "1,390,000,000.05"],
    [
      ["supports", "amounts", 0],
      { value: "41000000", currency: "USD", cite: ["b"] },
      "Valor: 41,000,000 USD",
      "Value: 41,000,000 USD",
    ],
    [["results", "figures", 0], { value: "75", percent: true }, "Valor: 75 %", "Value: 75 %"],
    [["name"], { es: "Fondo", en: "Fund" }, "Fondo", "Fund"],
    [["categories", "tableAndBodyAgree"], true, "Sí", "Yes"],
    [
      ["requirements", "x", "rule"],
      {
        all: [
          { oneOf: { fact: "size", values: ["micro", "small"] } },
          { any: [{ is: { fact: "isManufacturer", value: true } }, { range: { fact: "workers", min: 3 } }] },
        ],
      },
      "size es alguno de: micro, small y (isManufacturer: sí o workers ≥ 3)",
      "size is one of: micro, small and (isManufacturer: yes or workers ≥ 3)",
    ],
    [
      ["supports", "calculations", "x", "rule"],
      { least: [{ percentOf: { fact: "cost", percent: "75" } }, { fixed: "100000" }] },
      "lo menor de (75 % de cost; 100000)",
      "the least of (75 % of cost; 100000)",
    ],
    [["acronym"], null, "—", "—"],
    [["aliases"], [], "—", "—"],
    [["requirements", "x", "rule"], { unheard: 1 }, '{"unheard":1}', '{"unheard":1}'],
  ])("at %j it reads well", (path, value, es, en) => {
    expect(readable(value, "es", path)).toBe(es);
    expect(readable(value, "en", path)).toBe(en);
  });

  it("is never long, and always something, for whatever differs between programs", () => {
    for (const [at, document] of SEED_DOCUMENTS.entries()) {
      for (const { path, before, after } of differences(document, SEED_DOCUMENTS[at + 1] ?? null)) {
        for (const text of [readable(before, "es", path), readable(after, "en", path)]) {
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThanOrEqual(300);
          expect(text).not.toContain("[object");
        }
      }
    }
  });
});
