import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { z } from "zod";
import { ProgramDocument } from "../../../src/programs/document/program-document.js";
import { carries, type Format } from "../../../src/programs/formats/format.js";
import { FORMATS } from "../../../src/programs/formats/index.js";
import { runs } from "../../kit/runs.js";
import { SEED_DOCUMENTS } from "../../kit/seed-programs.js";
import { aboutOf, changedDocument, EVERYTHING, expectBack, oddlyWorded, returned } from "./documents.js";

const ALL: readonly (readonly [string, Format])[] = Object.entries(FORMATS);

/** Keys of a path in the schema at which values are data of another language: not looked into. */
const WHOLE = ["rule", "profile"];
type Path = readonly string[];

/** Every path of the document's own schema, through lists as if they were not there. */
function schemaPaths(): readonly string[] {
  const schema = z.toJSONSchema(ProgramDocument, { io: "input", unrepresentable: "any" }) as Schema;
  const visit = (one: Schema, path: Path): readonly string[] => {
    if (one.$ref?.endsWith("/Text") || WHOLE.includes(path.at(-1) ?? "")) return [path.join(".")];
    if (one.items !== undefined) return visit(one.items, path);
    if (one.properties === undefined) return [path.join(".")];
    return Object.entries(one.properties).flatMap(([key, inside]) => visit(inside, [...path, key]));
  };
  return [...new Set(visit(schema, []))];
}
interface Schema {
  readonly $ref?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}
const PATHS = schemaPaths();

/** The document with another value wherever the path leads, of the same type; undefined where it leads nowhere. */
function changedAt(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => changedAt(item, key === undefined ? [] : [key, ...rest]) ?? item);
    return key === undefined || items.some((item, at) => item !== value[at]) ? items : undefined;
  }
  if (key === undefined) return another(value);
  if (typeof value !== "object" || value === null || !(key in value)) return undefined;
  const inside = changedAt((value as Record<string, unknown>)[key], rest);
  return inside === undefined ? undefined : { ...value, [key]: inside };
}

function another(value: unknown): unknown {
  if (typeof value === "string") return `${value}x`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return value.map(another);
  return Object.fromEntries(Object.entries(value as object).map(([key, inside]) => [key, another(inside)]));
}

describe.each(ALL)("programs in %s", (_key, format) => {
  it("come back as far as the form carries them: all seed programs, and one that has every part", () => {
    for (const document of [...SEED_DOCUMENTS, EVERYTHING]) expectBack(format, document);
  });

  it("come back when their parts were taken out, moved and doubled", () => {
    fc.assert(
      fc.property(changedDocument, (document) => expectBack(format, document)),
      runs(150),
    );
  });

  it("come back whatever their words are, in two languages or in one", () => {
    fc.assert(
      fc.property(oddlyWorded, (document) => expectBack(format, document)),
      runs(150),
    );
  });

  it("come back the same in whatever language and on whatever day they were written", () => {
    const kept = carries(format, EVERYTHING);
    expect(returned(format, EVERYTHING, { language: "en", asOf: "1990-01-01", inForceFrom: null })).toEqual(kept);
  });

  it("lose exactly what the list says: a change there is not seen, a change anywhere else is", () => {
    const lost = (path: string) => format.cannot.some((gap) => path === gap.path || path.startsWith(`${gap.path}.`));
    const before = returned(format, EVERYTHING);
    for (const path of PATHS) {
      const changed = changedAt(EVERYTHING, path.split(".")) as ProgramDocument | undefined;
      expect({ path, there: changed !== undefined }).toEqual({ path, there: true });
      const after = returned(format, changed!);
      if (lost(path)) expect({ path, after }).toEqual({ path, after: before });
      else expect({ path, after }).not.toEqual({ path, after: before });
      expectBack(format, changed!);
    }
  });

  it("list only parts that a program can have, each once and in two languages", () => {
    const paths = format.cannot.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const { path, es, en } of format.cannot) {
      expect(PATHS.some((known) => known === path || known.startsWith(`${path}.`))).toBe(true);
      expect([es, en].every((text) => text.length > 3)).toBe(true);
    }
  });

  it("keep the rules exactly where they are carried at all", () => {
    if (format.cannot.some(({ path }) => path === "requirements")) return;
    for (const document of SEED_DOCUMENTS) {
      const rules = (list: unknown) =>
        (list as ProgramDocument["requirements"]).map(({ id, role, rule }) => ({ id, role, rule }));
      expect(rules(returned(format, document)!.requirements)).toEqual(rules(document.requirements));
    }
  });

  it("are read without harm whatever is sent", () => {
    const well = JSON.parse(JSON.stringify(format.write(EVERYTHING, aboutOf(EVERYTHING))));
    const places = containers(well);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), hostile, (place, at, value) => {
        const sent = structuredClone(well);
        const container = containers(sent)[place % places.length] as Record<string, unknown>;
        const keys = Object.keys(container);
        Object.defineProperty(container, keys[at % Math.max(1, keys.length)] ?? "x", { value, enumerable: true });
        const found = format.read(sent);
        expect(found === undefined || typeof found === "object").toBe(true);
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
      runs(300),
    );
    for (const raw of [undefined, null, 1, "x", [], [[]], new Date(), () => 1, Symbol("x"), new Map(), deep(100_000)]) {
      expect(format.read(raw)).toBeUndefined();
    }
    const throws = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new TypeError("no");
        },
      },
    );
    expect(format.read(throws)).toBeUndefined();
  });
});

const deep = (levels: number) => {
  let nested: unknown = {};
  for (let level = 0; level < levels; level++) nested = { nested, program: nested };
  return nested;
};
const hostile = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}')),
  fc.constant(deep(5_000)),
);

function containers(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(containers)];
}

describe("a program read from elsewhere", () => {
  it("is not read at all where one of its conditions cannot be, since dropping it would let firms in", () => {
    const linked = FORMATS.cpsvAp.write(EVERYTHING, aboutOf(EVERYTHING)) as Record<string, unknown>;
    const [condition] = linked["cv:holdsRequirement"] as object[];
    expect(FORMATS.cpsvAp.read({ ...linked, "cv:holdsRequirement": [condition, "any firm"] })).toBeUndefined();
    expect(FORMATS.cpsvAp.read({ ...linked, "cv:holdsRequirement": "any firm" })).toBeUndefined();
    const row = FORMATS.csv.write(EVERYTHING, aboutOf(EVERYTHING)) as Record<string, string>;
    expect(FORMATS.csv.read({ ...row, requirements: "[{" })).toBeUndefined();
    expect(FORMATS.csv.read({ ...row, aliases: "[{" })).toEqual(
      carries({ cannot: [{ path: "aliases", es: "", en: "" }] }, EVERYTHING),
    );
  });

  it("keeps nothing of an object's prototype", () => {
    const program = JSON.parse('{"slug":"x","__proto__":{"polluted":1},"name":{"constructor":1,"es":"N"}}');
    expect(FORMATS.ndjson.read({ program })).toEqual({ slug: "x", name: { es: "N" } });
    expect(FORMATS.ndjson.read(Object.create({ program: { slug: "x" } }))).toBeUndefined();
  });

  it("is read from what the protocol itself has, where CommonGrants comes without our fields", () => {
    const foreign = {
      id: "30a12e5e-5940-4c08-921c-17a8960fcf4b",
      title: "Apoyo a panaderías",
      status: { value: "open" },
      description: "Equipo para panaderías",
      funding: { maxAwardAmount: { amount: "50000.00", currency: "MXN" }, minAwardAmount: { amount: 1 } },
      acceptedApplicantTypes: [
        { value: "individual" },
        { value: "government_tribal" },
        { value: "custom", customValue: "micro" },
      ],
      customFields: { programArea: { name: "programArea", fieldType: "string", value: "Comercio" } },
    };
    expect(FORMATS.commonGrants.read(foreign)).toEqual({
      name: { es: "Apoyo a panaderías" },
      description: { es: "Equipo para panaderías" },
      status: [{ code: "active" }],
      target: { audiences: ["individual", "micro"] },
      supports: {
        amounts: [
          {
            concerns: { es: "monto máximo por apoyo", en: "maximum amount of funding granted per award" },
            type: "max",
            value: "50000.00",
            currency: "MXN",
          },
        ],
      },
    });
  });
});

describe("the table for spreadsheets", () => {
  const { layout } = FORMATS.csv;
  const file = (documents: readonly ProgramDocument[]) =>
    layout!.head + documents.map((document) => layout!.item(FORMATS.csv.write(document, aboutOf(document)))).join("");

  it("is one row a program to any reader of CSV, and comes back from the file whole", () => {
    const rows = parse(file(SEED_DOCUMENTS), { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => FORMATS.csv.read(row))).toEqual(SEED_DOCUMENTS);
  });

  it("has no cell that a spreadsheet would run, and gives back the very words", () => {
    fc.assert(
      fc.property(oddlyWorded, (document) => {
        const [row] = parse(file([document]), { columns: true }) as Record<string, string>[];
        for (const cell of Object.values(row!)) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(FORMATS.csv.read(row)).toEqual(document);
      }),
      runs(100),
    );
    const bad = { ...EVERYTHING, acronym: '=HYPERLINK("http://x","y")', aliases: [] };
    expect(FORMATS.csv.write(bad, aboutOf(bad))).toMatchObject({ acronym: `'=HYPERLINK("http://x","y")` });
  });
});
