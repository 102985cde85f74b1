import fc from "fast-check";
import { digestOf } from "../../../src/platform/canonical-json.js";
import { ProgramDocument } from "../../../src/programs/document/program-document.js";
import { isText } from "../../../src/programs/document/text.js";
import { type About, carries, type Format } from "../../../src/programs/formats/format.js";
import { SEED_DOCUMENTS } from "../../kit/seed-programs.js";
import { editions, seedDocument } from "../publishing/compare/mutations.js";

/** A program that has every part a document can have. */
export const EVERYTHING: ProgramDocument = everything();

export function aboutOf(document: ProgramDocument, more: Partial<About> = {}): About {
  return {
    id: "0d5b2c0e-33a4-5d7a-9c53-0c7c1f0a5f11",
    number: 3,
    inForceFrom: document.inForceFrom,
    recordedAt: "2026-11-20T10:00:00Z",
    firstRecordedAt: "2026-11-01T10:00:00Z",
    digest: digestOf(document),
    asOf: "2026-11-28",
    language: "es",
    baseUrl: "https://ventanilla.example",
    agencies: new Map([["se", { document: { name: { es: "Secretaría de Economía", en: "Ministry of Economy" } } }]]),
    catalogs: new Map(),
    ...more,
  };
}

/** What comes back of a document that was written, sent as JSON and read. */
export function returned(format: Format, document: ProgramDocument, more: Partial<About> = {}) {
  return format.read(JSON.parse(JSON.stringify(format.write(document, aboutOf(document, more)))));
}

export function expectBack(format: Format, document: ProgramDocument): void {
  expect(returned(format, document)).toEqual(carries(format, document));
}

/** Programs of the seeds with parts taken out, added, moved and doubled, as far as they still are programs. */
export const changedDocument: fc.Arbitrary<ProgramDocument> = editions(1, 3)
  .map(([, changed]) => ProgramDocument.safeParse(changed))
  .filter(({ success, data }) => success && data !== undefined)
  .map(({ data }) => data as ProgramDocument);

const words = fc
  .oneof(
    fc.string({ minLength: 1, unit: "binary" }),
    fc.constantFrom(
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "'",
      "'=1",
      "''",
      "＝1",
      '"',
      '","',
      "a\r\nb",
      "{}",
      "null",
      "@id",
      "__proto__",
    ),
  )
  .map((text) => text.trim())
  .filter((text) => text !== "" && text.isWellFormed());

/** Programs of the seeds with any words whatever in their texts, in both languages or in one. */
export const oddlyWorded: fc.Arbitrary<ProgramDocument> = fc
  .tuple(seedDocument, fc.array(words, { minLength: 12, maxLength: 12 }), fc.array(fc.string(), { maxLength: 3 }))
  .map(([document, spoken, aliases]) => {
    let at = 0;
    const word = () => spoken[at++ % spoken.length]!;
    const visit = (value: unknown): unknown => {
      if (isText(value)) return [{ es: word(), en: word() }, { es: word() }, { en: word() }][at % 3];
      if (Array.isArray(value)) return value.map(visit);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, visit(inside)]));
    };
    return { ...(visit(document) as ProgramDocument), aliases, acronym: word() };
  });

function everything(): ProgramDocument {
  const text = (about: string) => ({ es: `${about} en español`, en: `${about} in English` });
  const measure = {
    value: "1000.50",
    currency: "MXN",
    unit: text("unidad"),
    percent: true,
    words: text("palabras"),
    qualifier: text("cerca de"),
    period: text("periodo"),
  };
  const base = SEED_DOCUMENTS.find(({ slug }) => slug === "prosec")!;
  return ProgramDocument.parse({
    ...structuredClone(base),
    nameBasis: "seed",
    acronym: "TODO",
    aliases: ["Otro nombre"],
    agencies: [{ agency: "se", role: "administrator", roleAsStated: text("papel"), note: text("nota") }],
    parentAgency: "se",
    categories: {
      codes: ["financing"],
      proposed: ["trade"],
      table: "trade",
      body: "skills",
      tableAndBodyAgree: false,
      note: text("nota"),
    },
    jurisdiction: {
      level: "municipal",
      state: "MX-QUE",
      municipality: "22014",
      stateCodeAsPrinted: "QRO",
      note: text("nota"),
    },
    sectors: { tags: ["it"], asStated: text("sectores"), note: text("nota") },
    supports: {
      kinds: ["grant"],
      amounts: [
        {
          concerns: text("asunto"),
          type: "max",
          ...measure,
          currencyBasis: "stated",
          inclusive: true,
          of: text("de"),
          at: text("cuando"),
          text: text("monto"),
          note: text("nota"),
          cite: ["b"],
        },
      ],
      calculations: [
        { id: "uno", concerns: text("x"), currency: "MXN", rule: { fixed: "10" }, note: text("n"), cite: ["b"] },
      ],
      components: [
        { name: text("parte"), text: text("texto"), budget: [{ source: text("f"), value: "1", currency: "USD" }] },
      ],
    },
    requirements: [
      {
        id: "regla",
        text: text("texto"),
        role: "requirement",
        basis: "stated",
        rule: {
          all: [{ is: { fact: "isManufacturer", value: true } }, { not: { range: { fact: "workers", max: 10 } } }],
        },
        note: text("nota"),
        cite: ["b"],
      },
    ],
    evidence: [{ id: "acta", text: text("acta"), basis: "implied", cite: ["b"] }],
    timeline: { start: "2004", end: "2019-08-13", note: text("nota"), cite: ["b"] },
    status: [
      {
        code: "ended",
        since: "2019-08",
        attestedOn: "2019-08-13",
        confidence: "stated",
        successor: "otro",
        note: text("nota"),
        cite: ["b"],
      },
    ],
    results: {
      figures: [{ metric: text("cifra"), kind: "target", ...measure, note: text("nota"), cite: ["b"] }],
      note: text("nota"),
    },
    conflicts: [{ field: "x", values: [text("uno")], note: text("nota") }],
    relations: [
      { type: "related", program: "otro", note: text("nota") },
      { type: "part_of", name: text("nombre") },
    ],
    citations: [{ id: "b", document: "004", place: "§1", line: 7, original: ["pág. 7"] }],
    cases: [{ id: "caso", title: text("caso"), profile: { workers: 3 }, expected: "ELIGIBLE", asOf: "2026-01-01" }],
  });
}
